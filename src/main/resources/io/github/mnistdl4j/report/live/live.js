import { hideAnswers, showAnswers } from "./answers.js";
import { Chart } from "./chart.js";
import { showEpochs, showFigures } from "./numbers.js";
import { duration, Pace, smooth } from "./progress.js";

const RETRY_MILLISECONDS = 2000;
const PATIENCE_MILLISECONDS = 15_000;

const WORDS = {
  waiting: "Waiting for a run",
  starting: "Starting",
  running: "Running",
  finished: "Finished",
  "stopped-early": "Finished early: early stopping ended it",
  "time-limit": "Ended by its time limit",
  interrupted: "Interrupted",
  diverged: "The loss became NaN or infinite",
  stopped: "Stopped: its process is gone",
};

const find = (selector) => document.querySelector(selector);

const charts = {
  loss: new Chart(find("#curves"), "Loss"),
  accuracy: new Chart(find("#curves"), "Accuracy, %"),
  rate: new Chart(find("#curves"), "Learning rate"),
  weights: new Chart(find("#norms"), "Norm of the weights"),
  gradient: new Chart(find("#norms"), "Norm of the gradient"),
};

const pace = new Pace();
let run;
let steps;
let epoch = 0;

function forget() {
  steps = {
    stride: 0,
    step: [],
    epoch: [],
    loss: [],
    accuracy: [],
    learning_rate: [],
    norm_step: [],
    weights: [],
    gradient: [],
  };
  epoch = 0;
  pace.reset();
  hideAnswers();
}

/** Follows the run for as long as this page is open; the server lets each answer wait for news. */
async function follow() {
  forget();
  let news = await ask("now");
  for (;;) {
    if (news && run && isOther(news)) {
      forget();
      news = await ask("now");
    }
    const next = news ? ask("next", news) : pause().then(() => ask("now"));
    if (news) {
      show(news);
    }
    news = await next;
  }
}

/** Whether what there is does not go on with an answer: another run, or the same thinned out or resumed. */
function isOther({ run: { name }, steps: { stride, last } }) {
  return name !== run.name || last < (steps.step.at(-1) ?? 0) || (steps.stride > 0 && stride !== steps.stride);
}

const pause = () => new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));

/** Asks for what came after what there is, the answer at hand included. */
async function ask(what, { steps: { step } = { step: [] }, answers } = {}) {
  const last = step.at(-1) ?? steps.step.at(-1) ?? 0;
  try {
    const response = await fetch(`${what}/${last}/${answers?.epoch ?? epoch}`, {
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    });
    return response.ok ? await response.json() : lost();
  } catch {
    return lost();
  }
}

/** The server has ended, as it does with the training that it belongs to. */
function lost() {
  const ended = run && !["running", "starting", "waiting"].includes(run.status);
  find("#notice").hidden = ended;
  find("#notice").textContent = run
    ? "The process that showed this page has ended. The page keeps what it shows, and goes on if there is another."
    : "There is no answer from the server. Trying again.";
  return undefined;
}

function show(news) {
  find("#notice").hidden = true;
  if (news.run.status !== run?.status && run) {
    find("#spoken").textContent = WORDS[news.run.status] ?? news.run.status;
  }
  run = news.run;
  append(news.steps);
  pace.note(steps.step.at(-1) ?? 0);
  showState();
  showCharts();
  showEpochs(run);
  if (news.answers) {
    epoch = news.answers.epoch;
    showAnswers(news.answers);
  }
}

function append(fresh) {
  const from = steps.step.at(-1) ?? 0;
  if (fresh.step.length > 0 && fresh.step[0] <= from) {
    return; // asked for twice
  }
  steps.stride = fresh.stride;
  for (const name of ["step", "epoch", "loss", "accuracy", "learning_rate", "norm_step"]) {
    steps[name].push(...fresh[name]);
  }
  for (const name of ["weights", "gradient"]) {
    fresh[name].forEach((layer, i) => (steps[name][i] ??= []).push(...layer));
  }
}

function showState() {
  const { name, status, epochs, per_epoch: perEpoch, layers, rows } = run;
  const all = epochs * perEpoch;
  const step = steps.step.at(-1) ?? 0;
  document.title = name ? `${WORDS[status] ?? status}: ${name}` : "Training";
  find("#run").textContent = name;
  find("#network").textContent = layers.length > 0 ? `Layers: ${layers.join(", ")}` : "";
  find("#word").textContent = WORDS[status] ?? status;
  find("#detail").textContent = detail(status, step, all, rows);
  find("#progress").max = Math.max(1, all);
  find("#progress").value = status === "finished" ? Math.max(1, all) : step;
  showFigures(steps, rows);
}

function detail(status, step, all, rows) {
  const epoch = steps.epoch.at(-1) ?? rows.at(-1)?.epoch;
  if (epoch === undefined) {
    return "";
  }
  const place = step > 0 ? `, step ${count(step)} of ${count(Math.max(all, step))}` : "";
  const done = `epoch ${epoch} of ${run.epochs}${place}`;
  const left = status === "running" && all > step ? pace.left(step, run) : undefined;
  const report = run.report && status !== "running" ? `. Its report: ${run.report}` : "";
  return `– ${done}${left === undefined ? "" : `, about ${duration(left)} left`}${report}`;
}

const count = (number) => number.toLocaleString("en");

function showCharts() {
  const end = run.epochs * run.per_epoch;
  charts.loss.draw(curve("loss"), end);
  charts.accuracy.draw(curve("accuracy").map(inPercent), end);
  charts.rate.draw([line("learning rate", steps.step, steps.learning_rate, 0)], end);
  for (const name of ["weights", "gradient"]) {
    const layers = steps[name].map((y, i) => line(`layer ${i + 1}: ${run.layers[i] ?? ""}`, steps.norm_step, y, i));
    charts[name].draw(layers, end);
  }
}

/** What is not a number has no place on a chart. */
function line(name, x, y, look, more = {}) {
  const known = x.map((each, i) => [each, y[i]]).filter(([, value]) => value !== null && value !== undefined);
  return { name, x: known.map(([each]) => each), y: known.map(([, value]) => value), look, ...more };
}

function inPercent(series) {
  return { ...series, y: series.y.map((share) => 100 * share) };
}

function curve(name) {
  const ends = run.rows.map((each) => each.epoch * run.per_epoch);
  const series = [
    line("", steps.step, steps[name], 0, { raw: true }),
    line("training, smoothed", steps.step, smooth(steps[name]), 0),
  ];
  const dots = [
    ["training, epoch", (each) => each[name], 0],
    ["validation", (each) => each.validation?.[name], 2],
    ["test", (each) => each.test?.[name], 1],
  ];
  for (const [label, value, look] of dots) {
    const points = line(label, ends, run.rows.map(value), look, { dots: true });
    if (points.x.length > 0) {
      series.push(points);
    }
  }
  return series;
}

follow();
