import { areDigits, known, percent } from "./answer.js";
import { hasToken, report } from "./server.js";

const line = document.querySelector("#model");
const facts = document.querySelector("#facts");
const link = document.querySelector("#report");
const runs = document.querySelector("#runs");

/** Names the model: its run, its layers, how good it is, and what it is asked to do. */
export function tell(about) {
  line.hidden = about?.layers === undefined;
  if (!line.hidden) {
    facts.textContent = [task(about), skill(about), own(about)].filter((text) => text).join(" ");
    link.hidden = !about.report;
    runs.hidden = !about.runs;
  }
}

/** A link carries no token: with one, the report is fetched and saved. */
link.addEventListener("click", async (event) => {
  if (hasToken()) {
    event.preventDefault();
    const page = await report().catch(() => undefined);
    if (page) {
      save(page, "report.html");
    }
  }
});

/** Saves a file where the browser saves files. */
export function save(file, name) {
  const address = URL.createObjectURL(file);
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function task({ run, layers, labels }) {
  const what = areDigits(known(labels)) ? "digits" : "classes";
  const hidden = layers.slice(1, -1).map((units) => `${number(units)} hidden units`);
  const path = [`${number(layers[0])} pixels`, ...hidden, `${layers.at(-1)} ${what}`].join(" → ");
  return `The network “${run}” (${path}) is asked how probable each of the ${labels.length} ${what} is.`;
}

function skill({ trained, learned, tested, accuracy }) {
  const when = trained ? ` on ${date(trained)}` : "";
  const from = learned > 0 ? ` from ${number(learned)} images` : "";
  const right =
    accuracy === undefined
      ? "."
      : `; of ${tested > 0 ? number(tested) : "the"} test images it gets ${percent(accuracy)} right.`;
  return when || from || accuracy !== undefined ? `It learned${when}${from}${right}` : "";
}

function own({ extra, extra_corrections: theirs }) {
  if (!extra) {
    return "";
  }
  const many = extra === 1 ? "picture" : "pictures";
  return theirs ? `It learned from ${number(extra)} of your drawings, too.` : `It learned from ${number(extra)} more ${many}, too.`;
}

function number(value) {
  return value.toLocaleString("en");
}

function date(text) {
  const time = new Date(text);
  return Number.isNaN(time.getTime())
    ? text
    : time.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}
