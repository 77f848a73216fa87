const SIDE = 28;
const FOR = [88, 176, 255];
const AGAINST = [255, 150, 50];
const ROWS = ["top", "middle", "bottom"];
const COLUMNS = ["left", "centre", "right"];

/** Where the 20 × 20 pixels that hold the digit are parted in three. */
const PARTS = [11, 17];

/** The share of the weight below which one side is not worth a place. */
const LITTLE = 0.1;


const input = document.querySelector("#input");
const attribution = document.querySelector("#attribution");
const about = document.querySelector("#about");
const legend = document.querySelector("#legend");
const invitation = about.textContent;

/** Shows the image the network saw and, if it was asked for, what speaks for and against a digit. */
export function show(answer, digit) {
  paint(input, answer?.input, (grey) => [255 * grey, 255 * grey, 255 * grey]);
  input.setAttribute("aria-label", `The image the network saw: ${answer ? "your digit, centred" : "empty"}`);
  const weights = answer?.attribution;
  paint(attribution, answer?.input, (ink, pixel) => tint(weights?.[pixel] ?? 0, ink));
  legend.hidden = !weights;
  about.textContent = weights ? explanation(weights, digit) : invitation;
  attribution.setAttribute("aria-label", weights ? about.textContent : "For and against: no digit chosen");
}

/** Grey where the ink is, the more coloured the more a pixel counts. */
function tint(weight, ink) {
  const strength = Math.sqrt(Math.abs(weight));
  const colour = weight > 0 ? FOR : AGAINST;
  return colour.map((part) => 90 * ink * (1 - strength) + part * strength);
}

function paint(canvas, values, colour) {
  const context = canvas.getContext("2d");
  context.clearRect(0, 0, SIDE, SIDE);
  if (values) {
    const image = context.createImageData(SIDE, SIDE);
    values.forEach((value, pixel) => image.data.set([...colour(value, pixel), 255], 4 * pixel));
    context.putImageData(image, 0, 0);
  }
}

function explanation(weights, digit) {
  const speakFor = strongest(weights.map((weight) => Math.max(0, weight)));
  const against = strongest(weights.map((weight) => Math.max(0, -weight)));
  if (speakFor.sum <= LITTLE * against.sum) {
    return `Hardly anything speaks for ${digit}; against it, most of all ${against.place}`;
  }
  if (against.sum <= LITTLE * speakFor.sum) {
    return `For ${digit}, most of all ${speakFor.place}; hardly anything against it`;
  }
  return `For ${digit}, most of all ${speakFor.place}; against it, ${against.place}`;
}

/** The sum of the weights and, in words, where most of it is. */
function strongest(weights) {
  const sums = new Map();
  weights.forEach((weight, pixel) => {
    const name = place(Math.floor(pixel / SIDE), pixel % SIDE);
    sums.set(name, (sums.get(name) ?? 0) + weight);
  });
  const [name] = [...sums].reduce((a, b) => (b[1] > a[1] ? b : a));
  return { place: name, sum: weights.reduce((a, b) => a + b) };
}

function place(y, x) {
  const [row, column] = [y, x].map((at) => PARTS.filter((part) => at >= part).length);
  return row === 1 && column === 1 ? "the middle" : `${ROWS[row]} ${COLUMNS[column]}`;
}
