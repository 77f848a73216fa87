const FOR = [88, 176, 255];
const AGAINST = [255, 150, 50];
const ROWS = ["top", "middle", "bottom"];
const COLUMNS = ["left", "centre", "right"];

/** Where the middle part of an image begins and ends: of MNIST's 28 pixels, its box in thirds. */
const PARTS = [11 / 28, 17 / 28];

/** The share of the weight below which one side is not worth a place. */
const LITTLE = 0.1;

const input = document.querySelector("#input");
const attribution = document.querySelector("#attribution");
const about = document.querySelector("#about");
const size = document.querySelector("#size");
const legend = document.querySelector("#legend");
let invitation = about.textContent;

/** What a class is called in general: a digit, where there is nothing else. */
let kind = "digit";

/** Says whether the classes are digits. */
export function setKind(newKind) {
  about.textContent = about.textContent.replace(`for a ${kind}`, `for a ${newKind}`);
  invitation = invitation.replace(`for a ${kind}`, `for a ${newKind}`);
  kind = newKind;
  attribution.setAttribute("aria-label", `For and against: no ${kind} chosen`);
}

/** Shows the image the network saw and, if it was asked for, what speaks for and against a class. */
export function show(answer, name) {
  if (answer) {
    fit(answer);
  }
  paint(input, answer?.input, (grey) => [255 * grey, 255 * grey, 255 * grey]);
  input.setAttribute("aria-label", `The image the network saw: ${answer ? seen() : "empty"}`);
  const weights = answer?.attribution;
  paint(attribution, answer?.input, (ink, pixel) => tint(weights?.[pixel] ?? 0, ink));
  legend.hidden = !weights;
  about.textContent = weights ? explanation(weights, name, answer) : invitation;
  attribution.setAttribute("aria-label", weights ? about.textContent : `For and against: no ${kind} chosen`);
}

/** The image the network saw as a file, for questions about that alone. */
export function file({ input: values, width, height }) {
  const canvas = new OffscreenCanvas(width, height);
  paint(canvas, values, (grey) => [255 * grey, 255 * grey, 255 * grey]);
  return canvas.convertToBlob({ type: "image/png" });
}

/** Paints an image the network saw over a canvas. */
export function thumbnail(canvas, { input: values, width, height }) {
  canvas.width = width;
  canvas.height = height;
  paint(canvas, values, (grey) => [255 * grey, 255 * grey, 255 * grey]);
}

function seen() {
  return kind === "digit" ? "your digit, centred" : "your image";
}

/** Gives the canvases as many pixels as the network's images have, which the caption says. */
function fit({ width, height }) {
  for (const canvas of [input, attribution]) {
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      canvas.style.aspectRatio = `${width} / ${height}`;
    }
  }
  size.textContent = `${height}\u00a0×\u00a0${width}\u00a0pixels`;
}

/** Grey where the ink is, the more coloured the more a pixel counts. */
function tint(weight, ink) {
  const strength = Math.sqrt(Math.abs(weight));
  const colour = weight > 0 ? FOR : AGAINST;
  return colour.map((part) => 90 * ink * (1 - strength) + part * strength);
}

/** Paints a value for each pixel over a canvas, each in its colour of red, green and blue. */
export function paint(canvas, values, colour) {
  const context = canvas.getContext("2d");
  context.clearRect(0, 0, canvas.width, canvas.height);
  if (values) {
    const image = context.createImageData(canvas.width, canvas.height);
    values.forEach((value, pixel) => image.data.set([...colour(value, pixel), 255], 4 * pixel));
    context.putImageData(image, 0, 0);
  }
}

function explanation(weights, name, { width, height }) {
  const speakFor = strongest(weights.map((weight) => Math.max(0, weight)), width, height);
  const against = strongest(weights.map((weight) => Math.max(0, -weight)), width, height);
  if (speakFor.sum <= LITTLE * against.sum) {
    return `Hardly anything speaks for ${name}; against it, most of all ${against.place}`;
  }
  if (against.sum <= LITTLE * speakFor.sum) {
    return `For ${name}, most of all ${speakFor.place}; hardly anything against it`;
  }
  return `For ${name}, most of all ${speakFor.place}; against it, ${against.place}`;
}

/** The sum of the weights and, in words, where most of it is. */
function strongest(weights, width, height) {
  const sums = new Map();
  weights.forEach((weight, pixel) => {
    const name = place(Math.floor(pixel / width) / height, (pixel % width) / width);
    sums.set(name, (sums.get(name) ?? 0) + weight);
  });
  const [name] = [...sums].reduce((a, b) => (b[1] > a[1] ? b : a));
  return { place: name, sum: weights.reduce((a, b) => a + b) };
}

function place(y, x) {
  const [row, column] = [y, x].map((at) => PARTS.filter((part) => at >= part).length);
  return row === 1 && column === 1 ? "the middle" : `${ROWS[row]} ${COLUMNS[column]}`;
}
