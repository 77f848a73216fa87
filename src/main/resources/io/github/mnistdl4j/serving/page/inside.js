import { areDigits, known } from "./answer.js";
import { paint } from "./seen.js";
import { inside, units } from "./server.js";

const FOR = [88, 176, 255];
const AGAINST = [255, 150, 50];
const DARK = "#14161b";

/** As many units as can be told apart. */
const MOST_UNITS = 8;

/** As many outputs: the first, or of more classes the most probable. */
const MOST_OUTPUTS = 10;

const CAPTION_HEIGHT = 26;
const TEXT_WIDTH = 76;
const LARGEST_TILE = 44;
const LINE = { least: 0.5, most: 6 };

const panel = document.querySelector(".inside");
const canvas = document.querySelector("#path");
const story = document.querySelector("#story");
const sum = document.querySelector("#sum");

let layers = [];
let names = [];
let shown;

/** The weights of all units, and those painted so far. */
let weights;
let tiles = new Map();

/** Takes note of the model, whose story is told; undefined if it is not known. */
export function setModel(about) {
  layers = about?.layers ?? [];
  names = known(about?.labels ?? []);
  panel.hidden = layers.length === 0;
  weights = undefined;
  shown = undefined;
  story.textContent = tell();
  draw();
}

/** Whether there is something to look at. */
export function isKnown() {
  return layers.length > 0;
}

/**
 * Asks what happens inside for an image, of which a class is looked at.
 *
 * @throws Refusal if there is no answer
 */
export async function look(file, subject) {
  const answer = await inside(file, subject);
  if (weights?.run !== answer.run) {
    weights = { run: answer.run, bytes: await units() };
    tiles = new Map();
  }
  return answer;
}

/** Shows what happens inside; undefined for nothing. */
export function show(prediction, answer) {
  shown = answer && { prediction, answer, units: answer.units.slice(0, MOST_UNITS) };
  sum.textContent = shown ? addUp() : "";
  canvas.setAttribute("aria-label", shown ? inWords() : "The path through the network: nothing drawn yet");
  draw();
}

function tell() {
  const what = areDigits(names) ? "digit" : "class";
  if (layers.length === 2) {
    return (
      `This network has no hidden units: each small picture has a ${what}'s own weights, ink that is blue speaks for it, orange against. ` +
      `The ${what} with the largest sum is the answer.`
    );
  }
  const more =
    layers.length > 3
      ? ` (It has ${layers.length - 2} hidden layers: shown is the first, and what comes of it behind the others.)`
      : "";
  return (
    "Each small picture is what one hidden unit looks for: ink where it is blue makes the unit fire, ink where it is orange holds it back. " +
    `A unit that fires adds to a ${what} (a blue line, +) or takes away from it (an orange line, −), and the ${what} with the largest sum is the answer.` +
    more
  );
}

/** What all of it comes to, so that nobody misses the units that are not shown. */
function addUp() {
  const { answer, units: some } = shown;
  const name = names[answer.digit];
  const added = some.reduce((all, unit) => all + unit.adds, 0);
  if (layers.length === 2) {
    return `The sum for ${name} is ${signed(answer.score)}.`;
  }
  const all = layers[1].toLocaleString("en");
  return (
    `${answer.fired.toLocaleString("en")} of ${all} units fire. The ${some.length} shown add ${signed(added)} for ${name}, ` +
    `all else ${signed(answer.score - added)}: the sum is ${signed(answer.score)}.`
  );
}

function inWords() {
  const { answer, units: some } = shown;
  const each = some.map(({ unit, fires, adds }) => `unit ${unit + 1} fires ${fires.toFixed(1)} and adds ${signed(adds)}`);
  return `The path to ${names[answer.digit]}: ${each.join("; ")}`;
}

function signed(value) {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;
}

/** A picture of a unit's weights, painted once. */
function tile(unit, { width, height }) {
  if (!tiles.has(unit)) {
    const picture = new OffscreenCanvas(width, height);
    const pixels = width * height;
    paint(picture, Array.from(weights.bytes.subarray(unit * pixels, (unit + 1) * pixels)), (weight) =>
      (weight > 0 ? FOR : AGAINST).map((part) => (part * Math.abs(weight)) / 127),
    );
    tiles.set(unit, picture);
  }
  return tiles.get(unit);
}

function draw() {
  const context = canvas.getContext("2d");
  const scale = devicePixelRatio;
  const [width, height] = [canvas.width / scale, canvas.height / scale];
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  if (width > 0 && !panel.hidden) {
    const style = getComputedStyle(canvas);
    context.fillStyle = style.color;
    context.font = `${style.fontSize} ${style.fontFamily}`;
    drawPath(context, plan(width, height));
  }
}

/** Where everything is, in pixels of CSS. */
function plan(width, height) {
  const rows = Math.max(1, shown?.units.length ?? 1);
  const words = names.some((name) => name.length > 2);
  const tileSide = Math.min(LARGEST_TILE, (height - CAPTION_HEIGHT) / rows - 6);
  const input = Math.min(112, Math.max(52, width * 0.17));
  const unitX = Math.max(input + 28, width * 0.36);
  const outX = width - (words ? Math.min(110, width * 0.25) : 26);
  const y = (row, of) => CAPTION_HEIGHT + ((row + 0.5) / of) * (height - CAPTION_HEIGHT);
  return { width, height, rows, words, tileSide, input, unitX, outX, textX: unitX + tileSide + 8, y };
}

function drawPath(context, at) {
  context.textBaseline = "middle";
  const centre = at.unitX + (at.tileSide + TEXT_WIDTH) / 2;
  caption(context, "input", 10 + at.input / 2, at);
  caption(context, layers.length === 2 ? "weights" : "hidden units", centre, at);
  caption(context, "output", at.outX, at);
  if (!shown || !weights?.bytes) {
    context.textAlign = "center";
    context.fillText("Draw, and the path appears", at.width / 2, at.height / 2);
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
  const picture = new OffscreenCanvas(width, height);
  paint(picture, input, (grey) => [255 * grey, 255 * grey, 255 * grey]);
  const side = at.input / Math.max(width, height);
  image(context, picture, 10, at.y(0, 1) - (side * height) / 2, side * width, side * height);
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
  context.fillStyle = !at.words && probability > 0.5 ? DARK : ink;
  context.fillText(names[label], at.words ? at.outX + 18 : at.outX, y, at.words ? at.width - at.outX - 22 : 24);
  context.fillStyle = ink;
}

new ResizeObserver(() => {
  canvas.width = Math.round(canvas.clientWidth * devicePixelRatio);
  canvas.height = Math.round(canvas.clientHeight * devicePixelRatio);
  draw();
}).observe(canvas);
