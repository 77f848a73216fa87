import { pixels } from "./form.js";
import { drawWithKeyboard } from "./keyboard.js";
import { Network } from "./network.js";
import { onNewInk, Picture } from "./picture.js";
import { drawWithPointer } from "./pointer.js";

/** The class of images that show none of the others, of networks that have one. */
const NONE = "none";

/** More bars than this would be too many to read: the most probable classes have them. */
const MOST_BARS = 10;
const QUIET_MILLISECONDS = 1000;
/** An answer that is less probable is said with reserve. */
const SURE = 0.9;
/** Names of more letters are written smaller. */
const LONG_NAME = 2;

const find = (selector) => document.querySelector(selector);
const [pad, cursor, hint, undo, clear] = ["#pad", "#cursor", "#hint", "#undo", "#clear"].map(find);

function start(model) {
  const network = new Network(model);
  const picture = new Picture();
  const bars = model.classes.slice(0, MOST_BARS).map(bar);
  let timer;

  const say = (words) => (find("#spoken").textContent = words);

  const changed = () => {
    hint.hidden = !picture.empty;
    undo.disabled = !picture.undoable;
    clear.disabled = picture.empty;
    requestAnimationFrame(repaint);
    answer();
  };

  const repaint = () => picture.paint(pad, getComputedStyle(pad).color);

  const answer = () => {
    const seen = pixels(picture, model);
    show(seen && network.probabilities(seen));
    showSeen(seen);
  };

  const show = (probabilities) => {
    const order = model.classes.map((_, i) => i);
    if (probabilities) {
      order.sort((a, b) => probabilities[b] - probabilities[a]);
    }
    const best = probabilities && order[0];
    const name = best === undefined ? "?" : model.classes[best];
    find("#digit").textContent = name;
    find("#digit").classList.toggle("word", name.length > LONG_NAME);
    const verdict = best === undefined ? "Nothing to read yet" : sentence(name, probabilities[best]);
    find("#verdict").textContent = verdict;
    order
      .slice(0, bars.length)
      .sort((a, b) => (model.classes.length > MOST_BARS ? 0 : a - b))
      .forEach((label, place) => fill(bars[place], model.classes[label], probabilities?.[label] ?? 0, label === best));
    clearTimeout(timer);
    timer = setTimeout(() => say(verdict), QUIET_MILLISECONDS);
  };

  const showSeen = (seen) => {
    const canvas = find("#input");
    const image = new ImageData(model.width, model.height);
    image.data.forEach((_, i) => (image.data[i] = i % 4 === 3 ? 255 : 255 * (seen?.[i >> 2] ?? 0)));
    [canvas.width, canvas.height] = [model.width, model.height];
    canvas.getContext("2d").putImageData(image, 0, 0);
    canvas.setAttribute("aria-label", `The image the network saw${seen ? "" : ": empty"}`);
  };

  const undoStep = () => {
    picture.undo();
    changed();
    keepFocus();
  };

  const clearAll = () => {
    picture.clear();
    changed();
    keepFocus();
  };

  find("#bars").replaceChildren(...bars);
  find("#size").textContent = `${model.width} × ${model.height} pixels`;
  name(model.classes);
  drawWithPointer(pad, picture, changed);
  drawWithKeyboard(pad, cursor, picture, changed, say);
  undo.addEventListener("click", undoStep);
  clear.addEventListener("click", clearAll);
  pad.addEventListener("keydown", ({ key }) => (key === "Delete" || key === "Backspace") && clearAll());
  document.addEventListener("keydown", (event) => {
    if (event.key === "z" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      undoStep();
    }
  });
  onNewInk(repaint);
  new ResizeObserver(() => {
    pad.width = pad.height = Math.round(pad.clientWidth * devicePixelRatio);
    repaint();
  }).observe(pad);
  globalThis.probabilities = (image) => network.probabilities(image); // for scripts and the console
  changed();
}

function name(classes) {
  const digits = classes.every((label) => /^[0-9]$/.test(label) || label === NONE);
  document.title = find("h1").textContent = digits ? "Draw a digit" : "Draw an image";
  find("#bars").setAttribute("aria-label", `Probability of each ${digits ? "digit" : "class"}`);
  find("#bars").classList.toggle("words", classes.some((label) => label.length > LONG_NAME));
}

function sentence(label, probability) {
  const subject = label === NONE ? "none of these" : label;
  return `${probability >= SURE ? "This is" : "Perhaps this is"} ${subject}: ${percent(probability)}`;
}

function percent(probability) {
  return `${(100 * probability).toFixed(1)} %`;
}

function bar() {
  const item = document.createElement("li");
  for (const part of ["name", "track", "number"]) {
    const span = document.createElement("span");
    span.className = part;
    item.append(span, " ");
  }
  return item;
}

function fill(item, label, probability, best) {
  const [name, track, number] = item.children;
  name.textContent = name.title = label;
  track.style.setProperty("--probability", Math.min(1, Math.max(0, probability))); // linear ones may be beyond
  number.textContent = percent(probability);
  item.classList.toggle("winner", best);
}

/** A button that has nothing left to do would lose the focus to nowhere. */
function keepFocus() {
  if (document.activeElement === document.body || document.activeElement.disabled) {
    pad.focus({ preventScroll: true });
  }
}

if (globalThis.MODEL) {
  start(globalThis.MODEL);
} else {
  find("#verdict").textContent = "There is no network: model.js is missing beside this page.";
}
