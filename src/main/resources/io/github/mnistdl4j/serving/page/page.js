import * as facts from "./about.js";
import { Answer, areDigits, known, likeliest } from "./answer.js";
import { Correction } from "./correction.js";
import * as examples from "./examples.js";
import * as inside from "./inside.js";
import { drawWithKeyboard } from "./keyboard.js";
import { Newest, pause } from "./newest.js";
import * as notice from "./notice.js";
import { Parts } from "./parts.js";
import { onNewInk, Picture } from "./picture.js";
import { drawWithPointer } from "./pointer.js";
import * as seen from "./seen.js";
import { about, explain, read, Refusal } from "./server.js";
import * as share from "./share.js";

const INTERVAL_MILLISECONDS = 80;

/** How long to wait until a server that is away is asked again: twice as long each time. */
const AWAY_MILLISECONDS = { first: 1000, most: 10_000 };

const pad = document.querySelector("#pad");
const hint = document.querySelector("#hint");
const undo = document.querySelector("#undo");
const clear = document.querySelector("#clear");
const upload = document.querySelector("#upload");
const cursor = document.querySelector("#cursor");
const spoken = document.querySelector("#spoken");
const main = document.querySelector("main");

const picture = new Picture();
const answer = new Answer(choose);
const parts = new Parts(choosePart);
const correction = new Correction(selectedImage);
const questions = new Newest(question, INTERVAL_MILLISECONDS);

const DIGITS = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** What the server has told of its model; undefined until it has. */
let model;

/** The names of the classes, as far as the server has told. */
let names = DIGITS;

/** What the server answered last about what is drawn; undefined if it has not. */
let last;

/** Until when not to ask a server that is away. */
let patience = AWAY_MILLISECONDS.first;
let retrying;

/** The class that the user chose to have explained, if any; else the answer is explained. */
let chosen;

/** The part of the picture, counted from the left, whose bars are shown. */
let selected = 0;

/** Learns what the model is, unless an answer fits what is known. */
async function learnModel(fits) {
  const learned = fits ? undefined : await about();
  if (learned) {
    model = learned;
    facts.tell(model);
    inside.setModel(model);
    if (model.labels.join("\n") !== names.join("\n")) {
      name(model.labels);
    }
    correction.offer(known(names), model.corrections);
    examples.offer(open, model.examples);
  }
}

/** Whether an answer is of the run and the classes that are known. */
function fits({ probabilities, digit, label, inside: within }) {
  const same = within === undefined || within.run === model?.run;
  return model && same && names.length === probabilities.length && names[digit] === label;
}

function name(learned) {
  names = learned;
  chosen = undefined;
  const kind = areDigits(known(names)) ? "digit" : "class";
  const title = kind === "digit" ? "Draw a digit" : "Draw an image";
  document.title = document.querySelector("h1").textContent = title;
  document.querySelector("#purpose").textContent =
    kind === "digit"
      ? "A small neural network says which one it is. Draw several, and it reads the number."
      : "A small neural network says what it is.";
  seen.setKind(kind);
  answer.setClasses(known(names));
}

function changed() {
  hint.toggleAttribute("hidden", !picture.empty); // writes nothing while it stays, at each move
  undo.disabled = !picture.undoable;
  clear.disabled = picture.empty;
  share.allow(!picture.empty);
  requestAnimationFrame(repaint);
  answer.hush();
  correction.clear();
  if (picture.empty) {
    show(undefined, true); // whatever an older question is still waiting for
  } else {
    answer.think();
  }
  askAgain();
}

function askAgain() {
  clearTimeout(retrying);
  main.setAttribute("aria-busy", "true");
  questions.want();
}

function repaint() {
  picture.paint(pad, getComputedStyle(pad).color);
}

/** Asks about the picture as it is, and for the reasons once it does not change any more. */
async function question(isNewest) {
  try {
    const file = picture.empty ? undefined : await picture.file();
    const reading = file && (await read(file, inside.isKnown() ? (chosen ?? "") : undefined));
    if (reading && picture.empty) {
      return; // cleared meanwhile
    }
    await show(reading, isNewest());
    if (isNewest() && reading) {
      await showReasons(file, reading);
    }
  } catch (error) {
    if (!picture.empty) {
      await refused(error);
    }
  } finally {
    if (isNewest()) {
      main.setAttribute("aria-busy", "false");
    }
  }
}

async function show(reading, resting) {
  const prediction = part(reading);
  if (prediction) {
    await learnModel(fits(prediction));
  }
  last = reading;
  patience = AWAY_MILLISECONDS.first;
  notice.clear();
  answer.show(prediction, "Nothing to read yet", reading);
  parts.show(reading, selected);
  seen.show(prediction);
  correction.show(prediction);
  await inside.show(prediction, resting);
}

/** The answer to the part that is selected; of a reading that has fewer, to its last. */
function part(reading) {
  selected = Math.min(selected, (reading?.parts.length ?? 1) - 1);
  return reading?.parts[selected].prediction;
}

/** The picture, or of a number the image of the digit that is selected. */
function selectedImage() {
  return last?.parts.length > 1 ? seen.file(part(last)) : picture.file();
}

/** Shows what speaks for and against a class: in the picture, or in one digit of a number. */
async function showReasons(file, reading) {
  const prediction = part(reading);
  const subject = chosen ?? likeliest(prediction, known(names).length);
  const image = reading.parts.length > 1 ? await seen.file(prediction) : file;
  const explained = await explain(image, subject);
  if (!picture.empty) {
    seen.show({ ...prediction, attribution: explained.attribution }, names[subject]);
  }
}

async function refused(error) {
  const blank = error.status === 422;
  if (blank) {
    notice.clear();
  } else {
    notice.tell(error instanceof Refusal ? error : unforeseen(error), error.outlook);
  }
  answer.show(undefined, blank ? error.message : "No answer");
  last = undefined;
  parts.show(undefined);
  seen.show(undefined);
  correction.show(undefined);
  await inside.show(undefined, true);
  if (error.away) {
    retrying = setTimeout(askAgain, patience);
    patience = Math.min(2 * patience, AWAY_MILLISECONDS.most);
  }
  if (error.wait > 0) {
    await pause(1000 * error.wait);
    questions.want();
  }
}

/** An error of the page or the browser, such as one that has no memory for a picture. */
function unforeseen(error) {
  console.error(error);
  return { message: `This page failed (${error.message}). Your picture is kept.` };
}

function choose(digit) {
  chosen = digit === chosen ? undefined : digit;
  answer.mark(chosen);
  askAgain();
}

/** Shows another part's bars. */
function choosePart(place) {
  selected = place;
  chosen = undefined;
  answer.mark(chosen);
  askAgain();
}

async function open(file) {
  if (file) {
    main.setAttribute("aria-busy", "true");
    await picture.open(file);
    changed();
  }
}

function undoStep() {
  picture.undo();
  changed();
  keepFocus();
}

function clearAll() {
  picture.clear();
  chosen = undefined;
  selected = 0;
  answer.mark(chosen);
  changed();
  keepFocus();
}

/** A button that has nothing left to do would lose the focus to nowhere. */
function keepFocus() {
  if (document.activeElement === document.body || document.activeElement.disabled) {
    pad.focus({ preventScroll: true });
  }
}

answer.setClasses(known(names));
correction.offer(known(names), false);
learnModel(false);
share.offer(picture);
drawWithPointer(pad, picture, changed);
drawWithKeyboard(pad, cursor, picture, changed, (words) => (spoken.textContent = words));
notice.onRetry(askAgain);
addEventListener("online", askAgain);

undo.addEventListener("click", undoStep);
clear.addEventListener("click", clearAll);
pad.addEventListener("keydown", ({ key }) => (key === "Delete" || key === "Backspace") && clearAll());
document.addEventListener("keydown", (event) => {
  if (event.key === "z" && (event.ctrlKey || event.metaKey) && event.target.id !== "token") {
    event.preventDefault();
    undoStep();
  }
});

upload.addEventListener("change", () => {
  open(upload.files[0]);
  upload.value = "";
});
document.addEventListener("paste", (event) => open(event.clipboardData.files[0]));
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  open(event.dataTransfer.files[0]);
});

onNewInk(repaint);
new ResizeObserver(() => {
  pad.width = pad.height = Math.round(pad.clientWidth * devicePixelRatio);
  repaint();
}).observe(pad);
