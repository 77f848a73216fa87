import { SIZE } from "./picture.js";

/** The box's share of an image's side, as in MNIST: 20 of 28 pixels. */
const BOX = 20 / 28;

const canvas = new OffscreenCanvas(SIZE, SIZE);
const context = canvas.getContext("2d", { willReadFrequently: true });

/**
 * Returns a picture as the network learned from images, row by row; undefined if it is empty.
 *
 * @param model `width` and `height` of an image; whether ink is `centred`, by its mass, in a box, as
 *     in MNIST, or the whole picture is scaled to fit
 */
export function pixels(picture, { width, height, centred }) {
  picture.paint(canvas, "black");
  const { data } = context.getImageData(0, 0, SIZE, SIZE);
  const rows = Array.from({ length: SIZE }, (_, y) =>
    Array.from({ length: SIZE }, (_, x) => data[4 * (y * SIZE + x) + 3] / 255),
  );
  const side = Math.min(width, height);
  if (!rows.some((row) => row.some((ink) => ink > 0))) {
    return undefined;
  }
  return centred
    ? placed(fitted(trimmed(rows), Math.round(BOX * side)), width, height, massOf)
    : placed(fitted(rows, side), width, height, middleOf);
}

/** Cuts the margins off. */
function trimmed(rows) {
  const withInk = (lines) => {
    const has = lines.map((line) => line.some((ink) => ink > 0));
    return lines.slice(has.indexOf(true), has.lastIndexOf(true) + 1);
  };
  return turned(withInk(turned(withInk(rows))));
}

function turned(rows) {
  return rows[0].map((_, x) => rows.map((row) => row[x]));
}

/** Scales so that the longer side is the box's, by averaging areas. */
function fitted(rows, box) {
  const scale = box / Math.max(rows.length, rows[0].length);
  const cells = (length) => Math.max(1, Math.round(length * scale));
  const narrow = rows.map((row) => averaged(row, cells(row.length)));
  return turned(turned(narrow).map((column) => averaged(column, cells(column.length))));
}

function averaged(values, cells) {
  const step = values.length / cells;
  return Array.from({ length: cells }, (_, cell) => {
    const [from, to] = [cell * step, Math.min(values.length, (cell + 1) * step)];
    let sum = 0;
    for (let i = Math.floor(from); i < to; i++) {
      sum += values[i] * (Math.min(i + 1, to) - Math.max(i, from));
    }
    return sum / step;
  });
}

/** Puts an image into a larger one, its centre on the middle, without losing ink. */
function placed(rows, width, height, centreOf) {
  const left = start(centreOf(turned(rows)), rows[0].length, width);
  const top = start(centreOf(rows), rows.length, height);
  const whole = new Float32Array(width * height);
  rows.forEach((row, y) => whole.set(row, (top + y) * width + left));
  return whole;
}

function start(middle, length, side) {
  const nearest = Math.ceil(Math.floor(side / 2) - middle - 0.5);
  return Math.max(0, Math.min(side - length, nearest));
}

function massOf(lines) {
  const masses = lines.map((line) => line.reduce((a, b) => a + b));
  return masses.reduce((sum, mass, i) => sum + mass * i, 0) / masses.reduce((a, b) => a + b);
}

function middleOf(lines) {
  return lines.length / 2;
}
