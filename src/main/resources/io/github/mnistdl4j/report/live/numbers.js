import { header, row } from "./answers.js";
import { short } from "./chart.js";
import { smooth } from "./progress.js";

const find = (selector) => document.querySelector(selector);
const percent = (share) => `${(100 * share).toFixed(2)} %`;

/** Shows where training is, in large numbers. */
export function showFigures(steps, rows) {
  const last = rows.at(-1);
  const loss = smooth(steps.loss).at(-1);
  const figures = [
    ["loss", loss === undefined ? "–" : short(loss)],
    ["accuracy", steps.accuracy.length > 0 ? percent(smooth(steps.accuracy).at(-1)) : "–"],
    last?.validation && ["validation accuracy", percent(last.validation.accuracy)],
    last?.test && ["test accuracy", percent(last.test.accuracy)],
    ["learning rate", steps.learning_rate.length > 0 ? short(steps.learning_rate.at(-1)) : "–"],
  ];
  find("#figures").replaceChildren(...figures.filter(Boolean).map(figure));
}

function figure([name, value]) {
  const group = document.createElement("div");
  const term = document.createElement("dt");
  const said = document.createElement("dd");
  term.textContent = name;
  said.textContent = value;
  group.append(term, said);
  return group;
}

let shownEpochs = "";

/** Shows the epochs that have ended, and says when another one has. */
export function showEpochs(run) {
  const version = JSON.stringify([run.name, run.rows]);
  if (version === shownEpochs) {
    return;
  }
  shownEpochs = version;
  const rows = run.rows;
  find("#epochs").hidden = rows.length === 0;
  const columns = [
    ["epoch", (each) => each.epoch],
    ["loss", (each) => short(each.loss)],
    ["accuracy", (each) => percent(each.accuracy)],
    ["val loss", (each) => each.validation && short(each.validation.loss)],
    ["val accuracy", (each) => each.validation && percent(each.validation.accuracy)],
    ["test loss", (each) => each.test && short(each.test.loss)],
    ["test accuracy", (each) => each.test && percent(each.test.accuracy)],
    ["learning rate", (each) => short(each.learning_rate)],
    ["seconds", (each) => each.seconds.toFixed(1)],
  ].filter(([, value]) => rows.some((each) => value(each) !== undefined));
  const head = document.createElement("thead");
  head.append(row(columns.map(([name]) => header(name, "col"))));
  const body = document.createElement("tbody");
  body.append(...rows.map((each) => row(columns.map(([, value], i) => cell(value(each), i)))));
  find("#table").replaceChildren(head, body);
  if (rows.length > 0) {
    find("#spoken").textContent = `Epoch ${rows.at(-1).epoch} has ended: accuracy ${percent(rows.at(-1).accuracy)}`;
  }
}

function cell(text, place) {
  if (place === 0) {
    return header(text, "row");
  }
  const made = document.createElement("td");
  made.textContent = text ?? "";
  return made;
}
