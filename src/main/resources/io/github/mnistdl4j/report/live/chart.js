const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 560;
const HEIGHT = 260;
const LEFT = 84;
const RIGHT = 16;
const TOP = 12;
const BOTTOM = 34;

/** More points than pixels would only cost time: of each column the least and the largest is drawn. */
const COLUMNS = WIDTH - LEFT - RIGHT;

/** Colours and dashes that can be told apart. */
const LOOKS = 6;

/** An SVG element. */
export function element(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

/** A number in as few characters as tell it apart from its neighbours. */
export function short(number) {
  const size = Math.abs(number);
  return size !== 0 && (size < 1e-4 || size >= 1e5) ? number.toExponential(1) : String(Number(number.toPrecision(4)));
}

/** A chart with steps to the right, in a figure of its own. */
export class Chart {
  #title;
  #svg = element("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" });
  #legend = document.createElement("ul");
  #names = "";

  /** @param place to append the figure to */
  constructor(place, title) {
    this.#title = title;
    const figure = document.createElement("figure");
    const caption = document.createElement("figcaption");
    caption.append(title, this.#legend);
    this.#legend.className = "legend";
    figure.append(caption, this.#svg);
    place.append(figure);
  }

  /**
   * Draws everything anew.
   *
   * @param series of {name, x, y, raw, dots}: numbers, and whether they are pale, or dots
   * @param end the largest step that there is going to be
   */
  draw(series, end) {
    const drawn = series.filter(({ x }) => x.length > 0);
    const scale = new Scale(drawn, end);
    const lines = drawn.length > 0 ? scale.lines() : []; // no numbers beside an empty chart
    const nodes = [...lines, ...drawn.flatMap((one) => marks(one, scale))];
    this.#svg.replaceChildren(...nodes);
    this.#svg.setAttribute("aria-label", `${this.#title}. ${words(drawn)}`);
    this.#name(series.filter(({ raw }) => !raw));
  }

  #name(series) {
    const names = series.map(({ name, look }) => look + name).join("\n");
    if (names !== this.#names) {
      this.#names = names;
      this.#legend.replaceChildren(...series.map(legend));
    }
  }
}

function words(series) {
  return series
    .filter(({ raw }) => !raw)
    .map(({ name, y }) => `${name}: ${short(y[0])} at first, ${short(y.at(-1))} now`)
    .join("; ");
}

function legend({ name, look, dots }) {
  const item = document.createElement("li");
  const sign = element("svg", { viewBox: "0 0 32 12", "aria-hidden": "true" });
  sign.append(
    dots
      ? element("circle", { cx: 16, cy: 6, r: 4, class: `k${look % LOOKS}` })
      : element("path", { d: "M0 6H32", class: `k${look % LOOKS}` }),
  );
  item.append(sign, name);
  return item;
}

function marks({ x, y, raw, dots, look }, scale) {
  const kind = `k${look % LOOKS}${raw ? " raw" : ""}`;
  if (dots) {
    return x.map((each, i) => element("circle", { cx: scale.x(each), cy: scale.y(y[i]), r: 4, class: kind }));
  }
  const points = thin(x, y, scale).map(([px, py]) => `${px.toFixed(1)} ${py.toFixed(1)}`);
  return [element("path", { d: `M${points.join("L")}${points.length === 1 ? "h1" : ""}`, class: kind })];
}

/** The points to draw: all of a short series, of a long one the ends of each column. */
function thin(x, y, scale) {
  const points = x.map((each, i) => [scale.x(each), scale.y(y[i])]);
  if (points.length <= 2 * COLUMNS) {
    return points;
  }
  const columns = new Map();
  points.forEach((point) => {
    const column = Math.round(point[0]);
    const ends = columns.get(column) ?? [point, point];
    columns.set(column, [point[1] < ends[0][1] ? point : ends[0], point[1] > ends[1][1] ? point : ends[1]]);
  });
  return [...columns.values()].flatMap((ends) => ends.sort((a, b) => a[0] - b[0]));
}

/** Where numbers are on the chart. */
class Scale {
  constructor(series, end) {
    const last = Math.max(1, ...series.map(({ x }) => x.at(-1)));
    this.end = Math.max(last, end);
    let least = Infinity;
    let largest = -Infinity;
    for (const { y } of series) {
      for (const value of y) {
        least = Math.min(least, value);
        largest = Math.max(largest, value);
      }
    }
    const flat = !(largest > least);
    const known = flat ? (least === Infinity ? 1 : least) : 0;
    const room = Math.abs(known) || 1; // around a line that is level
    this.least = flat ? known - room / 2 : least;
    this.largest = flat ? known + room / 2 : largest;
  }

  x(step) {
    return LEFT + ((WIDTH - LEFT - RIGHT) * step) / this.end;
  }

  y(value) {
    return HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * (value - this.least)) / (this.largest - this.least);
  }

  /** Lines across and numbers beside them. */
  lines() {
    const values = ticks(this.least, this.largest).flatMap((value) => [
      element("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: this.y(value), y2: this.y(value), class: "grid" }),
      element("text", { x: LEFT - 8, y: this.y(value) + 4, "text-anchor": "end" }, short(value)),
    ]);
    const steps = ticks(0, this.end)
      .filter((step) => Number.isInteger(step))
      .map((step) =>
        element(
          "text",
          { x: this.x(step), y: HEIGHT - 10, "text-anchor": this.x(step) > WIDTH - 60 ? "end" : "middle" },
          step === 0 ? "step 0" : step.toLocaleString("en"),
        ),
      );
    return [...values, ...steps];
  }
}

/** Round numbers from one to another, about five. */
function ticks(from, to) {
  const rough = (to - from) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const unit = power * [1, 2, 5, 10].find((factor) => factor * power >= rough);
  const found = [];
  for (let i = Math.ceil(from / unit); i * unit <= to + unit * 1e-9; i++) {
    found.push(Number((i * unit).toPrecision(12)));
  }
  return found;
}
