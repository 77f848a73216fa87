import { areDigits, known } from "./answer.js";
import * as path from "./path.js";
import { units } from "./server.js";

/** As many units as can be told apart. */
const MOST_UNITS = 8;

const panel = document.querySelector(".inside");
const canvas = document.querySelector("#path");
const story = document.querySelector("#story");
const sum = document.querySelector("#sum");

let layers = [];
let names = [];

/** The weights of all units, and of which run they are. */
let weights;

/** Takes note of the model, whose story is told; undefined if it is not known. */
export function setModel(about) {
  layers = about?.layers ?? [];
  names = known(about?.labels ?? []);
  panel.hidden = layers.length === 0;
  weights = undefined;
  story.textContent = tell();
  path.setModel(layers, names);
}

/** Whether there is something to look at. */
export function isKnown() {
  return layers.length > 0;
}

/**
 * Shows what happens inside for an answer that says it; undefined for nothing.
 *
 * @param resting whether nobody draws on: what changes many times a second cannot be read, and takes time to write
 */
export async function show(prediction, resting) {
  const answer = prediction?.inside;
  if (answer && weights?.run !== answer.run) {
    const bytes = await units();
    weights = bytes && { run: answer.run, bytes };
  }
  const shown = answer && { prediction, answer, units: answer.units.slice(0, MOST_UNITS) };
  if (resting || sum.textContent !== "") {
    sum.textContent = shown && resting ? addUp(shown) : "";
    canvas.setAttribute("aria-label", shown && resting ? inWords(shown) : `The path through the network: ${shown ? "still changing" : "nothing drawn yet"}`);
  }
  path.show(shown, weights?.bytes);
}

function tell() {
  const what = areDigits(names) ? "digit" : "class";
  if (layers.length === 2) {
    return (
      `This network has no hidden units: each ${what} has a small picture of its own, and ink where that is blue gives it points, ink where it is orange takes points away. ` +
      `The ${what} with the most points is the answer.`
    );
  }
  const more =
    layers.length > 3
      ? ` (It has ${layers.length - 2} hidden layers: shown is the first, and what comes of it behind the others.)`
      : "";
  return (
    "Each hidden unit looks at the whole drawing through its small picture: ink where that is blue makes the unit fire, ink where it is orange holds it back. " +
    `A unit that fires gives points to a ${what} (a blue line, +) or takes points away (an orange line, −), and the ${what} with the most points is the answer.` +
    more
  );
}

/** What all of it comes to, so that nobody misses the units that are not shown. */
function addUp({ answer, units: some }) {
  const name = names[answer.digit];
  const added = some.reduce((all, unit) => all + unit.adds, 0);
  if (layers.length === 2) {
    return `For ${name}: ${path.signed(answer.score)} points in all.`;
  }
  const all = layers[1].toLocaleString("en");
  return (
    `${answer.fired.toLocaleString("en")} of ${all} units fire. For ${name}, the ${some.length} shown give ${path.signed(added)} points, ` +
    `all else ${path.signed(answer.score - added)}: ${path.signed(answer.score)} in all.`
  );
}

function inWords({ answer, units: some }) {
  const each = some.map(({ unit, fires, adds }) => `unit ${unit + 1} fires ${fires.toFixed(1)} and adds ${path.signed(adds)}`);
  return `The path to ${names[answer.digit]}: ${each.join("; ")}`;
}
