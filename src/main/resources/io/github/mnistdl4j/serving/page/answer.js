const QUIET_MILLISECONDS = 1000;
const SURE = 0.5;

/** The answer: a digit in large, a sentence, and a bar for each digit that can be chosen. */
export class Answer {
  #digit = document.querySelector("#digit");
  #verdict = document.querySelector("#verdict");
  #spoken = document.querySelector("#spoken");
  #bars;
  #timer;

  /** @param choose called with a digit when its bar is chosen */
  constructor(choose) {
    const list = document.querySelector("#bars");
    this.#bars = Array.from({ length: 10 }, (_, digit) => bar(digit, choose));
    list.append(...this.#bars.map(({ item }) => item));
  }

  /** Shows what the server said, or why there is nothing to show. */
  show(prediction, otherwise) {
    const probabilities = prediction?.probabilities ?? Array(10).fill(0);
    this.#digit.textContent = prediction?.digit ?? "?";
    this.#verdict.textContent = prediction ? sentence(prediction) : otherwise;
    this.#bars.forEach(({ item, number }, digit) => {
      item.style.setProperty("--probability", probabilities[digit]);
      item.classList.toggle("winner", digit === prediction?.digit);
      number.textContent = prediction ? percent(probabilities[digit]) : "";
    });
    this.#speak(prediction ? `${prediction.digit}. ${sentence(prediction)}` : otherwise);
  }

  /** Marks the chosen digit, if any. */
  mark(chosen) {
    this.#bars.forEach(({ button }, digit) => button.setAttribute("aria-pressed", String(digit === chosen)));
  }

  /** Says the newest text when no other has come for a while, so as not to chatter while drawing. */
  #speak(text) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#spoken.textContent = text), QUIET_MILLISECONDS);
  }
}

/** A share of one as text, never rounded to nothing or all. */
export function percent(share) {
  if (share < 0.001) {
    return "< 0.1 %";
  }
  return share > 0.999 ? "> 99.9 %" : `${(100 * share).toFixed(1)} %`;
}

function sentence({ digit, probabilities }) {
  const others = probabilities.map((share, other) => ({ share, other })).filter(({ other }) => other !== digit);
  const second = others.reduce((a, b) => (b.share > a.share ? b : a));
  const share = percent(probabilities[digit]);
  if (second.share < 0.001) {
    return `${share.replace(">", "More than")} sure`;
  }
  const also = `${second.other} with ${percent(second.share)}`;
  return probabilities[digit] < SURE ? `Only ${share} sure, or ${also}` : `${share} sure, next ${also}`;
}

function bar(digit, choose) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  const [name, track, number] = ["name", "track", "number"].map((part) => {
    const span = document.createElement("span");
    span.className = part;
    return span;
  });
  name.textContent = digit;
  button.type = "button";
  button.title = `What speaks for and against ${digit}?`;
  button.setAttribute("aria-pressed", "false");
  button.append(name, " ", track, " ", number);
  button.addEventListener("click", () => choose(digit));
  item.append(button);
  return { item, button, number };
}
