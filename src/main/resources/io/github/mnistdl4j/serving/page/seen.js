const SIDE = 28;
const FOR = [88, 176, 255];
const AGAINST = [255, 150, 50];
const ROWS = ["top", "middle", "bottom"];
const COLUMNS = ["left", "centre", "right"];

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
  const most = (sign) => place(weights.map((weight) => Math.max(0, sign * weight)));
  return `${digit}: most for it ${most(1) || "nowhere"}, most against it ${most(-1) || "nowhere"}`;
}

/** Where most of the weight is, in words, or nothing if there is none. */
function place(weights) {
  const sums = new Map();
  weights.forEach((weight, pixel) => {
    const row = ROWS[Math.floor((pixel / SIDE / SIDE) * 3)];
    const column = COLUMNS[Math.floor(((pixel % SIDE) / SIDE) * 3)];
    const name = row === "middle" && column === "centre" ? "the middle" : `${row} ${column}`;
    sums.set(name, (sums.get(name) ?? 0) + weight);
  });
  const [name, sum] = [...sums].reduce((a, b) => (b[1] > a[1] ? b : a));
  return sum > 0 ? name : "";
}
