const FOR = [88, 176, 255];
const AGAINST = [255, 150, 50];

/** As many outputs: the first, or of more classes the most probable. */
const MOST_OUTPUTS = 10;

const CAPTION_HEIGHT = 26;
const TEXT_WIDTH = 76;
const LARGEST_TILE = 44;
const LINE = { least: 0.5, most: 6 };

const canvas = document.querySelector("#path");

/** The drawing as the network saw it, painted anew each time. */
const seen = new OffscreenCanvas(1, 1);

/** What is shown: the model, its weights, and if there is one an answer. */
let layers = [];
let names = [];
let weights;
let shown;

/** The pictures of units that were painted so far. */
let tiles = new Map();

/** The canvas's colours and font, which are asked for when they may have changed only. */
let style;

/** Takes note of the model: the sizes of its layers and the names of its classes. */
export function setModel(newLayers, newNames) {
  [layers, names] = [newLayers, newNames];
  show(undefined, undefined);
}

/**
 * Shows the path input → hidden → output.
 *
 * @param newShown the prediction, the answer about its inside, and the units to show; undefined for nothing
 * @param newWeights of all units, a signed byte each; undefined if they are not known
 */
export function show(newShown, newWeights) {
  if (newWeights !== weights) {
    tiles = new Map();
  }
  [shown, weights] = [newShown, newWeights];
  draw();
}

/** A number with its sign, as the path has it. */
export function signed(value) {
  const size = Math.abs(value).toFixed(1);
  const sign = value < 0 ? "−" : "+";
  return Number(size) === 0 ? size : sign + size;
}

/** A picture of a unit's weights, painted once. */
function tile(unit, { width, height }) {
  if (!tiles.has(unit)) {
    const picture = new OffscreenCanvas(width, height);
    const pixels = width * height;
    paint(picture, weights.subarray(unit * pixels, (unit + 1) * pixels), (weight, part) => {
      return ((weight > 0 ? FOR : AGAINST)[part] * Math.abs(weight)) / 127;
    });
    tiles.set(unit, picture);
  }
  return tiles.get(unit);
}

/** Paints a value for each pixel, without an array for each: this is done while one draws. */
function paint(picture, values, colour) {
  const context = picture.getContext("2d");
  const image = context.createImageData(picture.width, picture.height);
  for (let pixel = 0; pixel < values.length; pixel++) {
    for (let part = 0; part < 3; part++) {
      image.data[4 * pixel + part] = colour(values[pixel], part);
    }
    image.data[4 * pixel + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}

function draw() {
  const context = canvas.getContext("2d", { alpha: false }); // which is painted faster
  const scale = devicePixelRatio;
  const [width, height] = [canvas.width / scale, canvas.height / scale];
  context.setTransform(scale, 0, 0, scale, 0, 0);
  if (width > 0 && style && layers.length > 0) {
    context.fillStyle = style.ground;
    context.fillRect(0, 0, width, height);
    context.fillStyle = style.color;
    context.font = style.font;
    drawPath(context, plan(width, height, style.ground));
  }
}

/** Where everything is, in pixels of CSS. */
function plan(width, height, ground) {
  const rows = Math.max(1, shown?.units.length ?? 1);
  const words = names.some((name) => name.length > 2);
  const tileSide = Math.min(LARGEST_TILE, (height - CAPTION_HEIGHT) / rows - 6);
  const input = Math.min(112, Math.max(52, width * 0.17));
  const unitX = Math.max(input + 28, width * 0.36);
  const outX = width - (words ? Math.min(110, width * 0.25) : 26);
  const y = (row, of) => CAPTION_HEIGHT + ((row + 0.5) / of) * (height - CAPTION_HEIGHT);
  return { width, height, ground, rows, words, tileSide, input, unitX, outX, textX: unitX + tileSide + 8, y };
}

function drawPath(context, at) {
  context.textBaseline = "middle";
  const centre = at.unitX + (at.tileSide + TEXT_WIDTH) / 2;
  caption(context, "input", 10 + at.input / 2, at);
  caption(context, layers.length === 2 ? "weights" : "hidden units", centre, at);
  caption(context, "output", at.outX, at);
  if (!shown || !weights) {
    context.textAlign = "center";
    context.fillText(shown ? "The weights did not arrive" : "Draw, and the path appears", at.width / 2, at.height / 2);
    return;
  }
  const outputs = chooseOutputs();
  const goal = at.y(outputs.indexOf(shown.answer.digit), outputs.length);
  drawLines(context, at, goal);
  drawInput(context, at);
  shown.units.forEach((unit, row) => drawUnit(context, at, unit, row));
  outputs.forEach((label, row) => drawOutput(context, at, label, at.y(row, outputs.length)));
}

function caption(context, text, x, { width }) {
  const half = context.measureText(text).width / 2;
  context.textAlign = "center";
  context.fillText(text, Math.min(Math.max(x, half + 6), width - half - 6), 14);
}

/** The first classes, or of more the most probable, the one that is looked at among them. */
function chooseOutputs() {
  const labels = [...names.keys()];
  if (labels.length <= MOST_OUTPUTS) {
    return labels;
  }
  const { probabilities } = shown.prediction;
  const goal = shown.answer.digit;
  const rank = (label) => (label === goal ? 2 : probabilities[label]);
  return labels.sort((a, b) => rank(b) - rank(a)).slice(0, MOST_OUTPUTS);
}

/** A line is the thicker the more it carries. */
function drawLines(context, at, goal) {
  const fires = Math.max(...shown.units.map((unit) => Math.abs(unit.fires)), 1e-6);
  const adds = Math.max(...shown.units.map((unit) => Math.abs(unit.adds)), 1e-6);
  shown.units.forEach((unit, row) => {
    const y = at.y(row, at.rows);
    line(context, [10 + at.input, at.y(0, 1)], [at.unitX, y], Math.abs(unit.fires) / fires, "rgb(166 171 182 / 70%)");
    const colour = `rgb(${(unit.adds < 0 ? AGAINST : FOR).join(" ")})`;
    line(context, [at.textX + TEXT_WIDTH, y], [at.outX - 13, goal], Math.abs(unit.adds) / adds, colour);
  });
}

function line(context, [x, y], [toX, toY], share, colour) {
  const bend = (toX - x) / 2;
  context.strokeStyle = colour;
  context.lineWidth = LINE.least + share * (LINE.most - LINE.least);
  context.beginPath();
  context.moveTo(x, y);
  context.bezierCurveTo(x + bend, y, toX - bend, toY, toX, toY);
  context.stroke();
}

function drawInput(context, at) {
  const { input, width, height } = shown.prediction;
  if (seen.width !== width || seen.height !== height) {
    seen.width = width;
    seen.height = height;
  }
  paint(seen, input, (grey) => 255 * grey);
  const side = at.input / Math.max(width, height);
  image(context, seen, 10, at.y(0, 1) - (side * height) / 2, side * width, side * height);
}

function image(context, picture, x, y, width, height) {
  context.imageSmoothingEnabled = false;
  context.drawImage(picture, x, y, width, height);
  context.strokeStyle = "rgb(166 171 182 / 50%)";
  context.lineWidth = 1;
  context.strokeRect(x, y, width, height);
}

function drawUnit(context, at, { unit, fires, adds }, row) {
  const { width, height } = shown.prediction;
  const side = at.tileSide / Math.max(width, height);
  const y = at.y(row, at.rows);
  image(context, tile(unit, { width, height }), at.unitX, y - (side * height) / 2, side * width, side * height);
  context.textAlign = "left";
  context.fillText(layers.length === 2 ? names[unit] : `fires ${fires.toFixed(1)}`, at.textX, y - 9);
  context.fillText(`${signed(layers.length === 2 ? fires : adds)}`, at.textX, y + 9);
}

function drawOutput(context, at, label, y) {
  const probability = shown.prediction.probabilities[label];
  const isGoal = label === shown.answer.digit;
  const ink = context.fillStyle;
  context.beginPath();
  context.arc(at.outX, y, 12, 0, 2 * Math.PI);
  context.globalAlpha = probability;
  context.fill();
  context.globalAlpha = isGoal ? 1 : 0.5;
  context.strokeStyle = ink;
  context.lineWidth = isGoal ? 2.5 : 1;
  context.stroke();
  context.globalAlpha = 1;
  context.textAlign = at.words ? "left" : "center";
  context.fillStyle = !at.words && probability > 0.5 ? at.ground : ink;
  context.fillText(names[label], at.words ? at.outX + 18 : at.outX, y, at.words ? at.width - at.outX - 22 : 24);
  context.fillStyle = ink;
}

function restyle() {
  const { color, backgroundColor, fontSize, fontFamily } = getComputedStyle(canvas);
  style = { color, ground: backgroundColor, font: `${fontSize} ${fontFamily}` };
  canvas.width = Math.round(canvas.clientWidth * devicePixelRatio);
  canvas.height = Math.round(canvas.clientHeight * devicePixelRatio);
  draw();
}

matchMedia("(forced-colors: active)").addEventListener("change", restyle);
new ResizeObserver(restyle).observe(canvas);
