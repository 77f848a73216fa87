const QUIET_MILLISECONDS = 1000;
const SURE = 0.5;

/** More bars than this would be too many to read: the most probable classes have them. */
const MOST_BARS = 10;

/** The answer: a class in large, a sentence, and a bar for each class that can be chosen. */
export class Answer {
  #digit = document.querySelector("#digit");
  #verdict = document.querySelector("#verdict");
  #spoken = document.querySelector("#spoken");
  #list = document.querySelector("#bars");
  #choose;
  #classes = [];
  #bars = [];
  #chosen;
  #timer;

  /** @param choose called with the number of a class when its bar is chosen */
  constructor(choose) {
    this.#choose = choose;
  }

  /** Says which classes there are, by their names. */
  setClasses(classes) {
    this.#classes = classes;
    this.#bars = classes.slice(0, MOST_BARS).map((_, place) => bar((label) => this.#choose(label), place));
    this.#list.replaceChildren(...this.#bars.map(({ item }) => item));
    this.#list.classList.toggle("words", classes.some(isWord));
    this.#list.setAttribute("aria-label", `Probability of each ${areDigits(classes) ? "digit" : "class"}`);
    this.show(undefined, this.#verdict.textContent);
  }

  /** Shows what the server said, or why there is nothing to show. */
  show(prediction, otherwise) {
    const probabilities = prediction?.probabilities ?? Array(this.#classes.length).fill(0);
    this.#digit.textContent = prediction ? this.#name(prediction.digit) : "?";
    this.#digit.classList.toggle("word", isWord(this.#digit.textContent));
    this.#verdict.textContent = prediction ? this.#sentence(prediction) : otherwise;
    const labels = most(probabilities, this.#bars.length);
    this.#bars.forEach((bar, place) => {
      const label = labels[place];
      bar.label = label;
      bar.name.textContent = bar.name.title = this.#name(label);
      bar.button.title = `What speaks for and against ${this.#name(label)}?`;
      bar.item.style.setProperty("--probability", probabilities[label]);
      bar.item.classList.toggle("winner", label === prediction?.digit);
      bar.number.textContent = prediction ? percent(probabilities[label]) : "";
    });
    this.mark(this.#chosen);
    this.#speak(prediction ? `${this.#name(prediction.digit)}. ${this.#sentence(prediction)}` : otherwise);
  }

  /** Marks the chosen class, if any. */
  mark(chosen) {
    this.#chosen = chosen;
    this.#bars.forEach(({ button, label }) => button.setAttribute("aria-pressed", String(label === chosen)));
  }

  #name(label) {
    return this.#classes[label] ?? String(label);
  }

  #sentence({ digit, probabilities }) {
    const second = most(probabilities, 2).find((label) => label !== digit) ?? digit;
    const share = percent(probabilities[digit]);
    if (probabilities[second] < 0.001) {
      return `${share.replace(">", "More than")} sure`;
    }
    const also = `${this.#name(second)} with ${percent(probabilities[second])}`;
    return probabilities[digit] < SURE ? `Only ${share} sure, or ${also}` : `${share} sure, next ${also}`;
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

/** Whether classes are the digits, as those of MNIST are. */
export function areDigits(classes) {
  return classes.join() === "0,1,2,3,4,5,6,7,8,9";
}

/** Whether a name needs more room than a digit or a letter. */
function isWord(name) {
  return [...name].length > 2;
}

/** The classes that get a bar: all in their order, or of many the most probable, these first. */
function most(probabilities, n) {
  const labels = [...probabilities.keys()];
  return n >= labels.length ? labels : labels.sort((a, b) => probabilities[b] - probabilities[a]).slice(0, n);
}

function bar(choose, place) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  const [name, track, number] = ["name", "track", "number"].map((part) => {
    const span = document.createElement("span");
    span.className = part;
    return span;
  });
  const made = { item, button, name, number, label: place };
  button.type = "button";
  button.setAttribute("aria-pressed", "false");
  button.append(name, " ", track, " ", number);
  button.addEventListener("click", () => choose(made.label));
  item.append(button);
  return made;
}
