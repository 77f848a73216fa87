/** The class of images that show none of the others, of models that have one. */
const NONE = "none";

/** What the server's reasons not to rely on an answer mean; "perhaps 4" follows. */
const DOUBTS = {
  "nothing like a digit": "I am not sure this is a digit",
  "several digits": "I am not sure this is one digit",
  "too small": "I am not sure, for it is too small",
  "cut off at the edge": "I am not sure, for it is cut off at the edge",
};

const QUIET_MILLISECONDS = 1000;

/** An answer to an older drawing stands for so long, so that it does not flicker while drawing. */
const SLOW_MILLISECONDS = 600;

const THINKING = "Thinking …";

/** An answer that is less probable is said with reserve. */
const SURE = 0.9;

/** Longer numbers are written smaller. */
const LONG_NUMBER = 4;

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
  #slow;
  #answered = false;

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

  /**
   * Shows what the server said, or why there is nothing to show.
   *
   * @param prediction the part of it that the bars are about
   * @param reading all of it
   */
  show(prediction, otherwise, reading) {
    clearTimeout(this.#slow);
    this.#answered = prediction !== undefined;
    const probabilities = prediction?.probabilities ?? Array(this.#classes.length).fill(0);
    const best = prediction && likeliest(prediction, this.#classes.length);
    const several = reading?.parts.length > 1;
    const said = several ? reading.text : this.#name(best);
    const sentence = several ? numberSentence(reading) : this.#sentence(prediction, best);
    this.#digit.textContent = prediction && !reading.rejected ? said : "?";
    this.#digit.classList.toggle("word", several ? said.length > LONG_NUMBER : isWord(this.#digit.textContent));
    this.#verdict.textContent = prediction ? sentence : otherwise;
    const labels = most(probabilities.slice(0, this.#classes.length), this.#bars.length);
    this.#bars.forEach((bar, place) => {
      const label = labels[place];
      bar.label = label;
      bar.name.textContent = bar.name.title = this.#name(label);
      bar.button.title = `What speaks for and against ${this.#name(label)}?`;
      bar.item.style.setProperty("--probability", probabilities[label].toFixed(3)); // what moves by less than a pixel need not move
      bar.item.classList.toggle("winner", prediction !== undefined && label === best);
      bar.number.textContent = prediction ? percent(probabilities[label]) : "";
      bar.button.dataset.share = prediction ? shortPercent(probabilities[label]) : "";
    });
    this.mark(this.#chosen);
    this.#speak(prediction ? (reading.rejected ? sentence : `${said}. ${sentence}`) : otherwise);
  }

  /** Marks the chosen class, if any. */
  mark(chosen) {
    this.#chosen = chosen;
    this.#bars.forEach(({ button, label }) => button.setAttribute("aria-pressed", String(label === chosen)));
  }

  #name(label) {
    return this.#classes[label] ?? String(label);
  }

  #sentence(prediction, digit) {
    if (!prediction) {
      return "";
    }
    if (prediction.rejected) {
      return `${this.#doubt(prediction.reason)}: perhaps ${this.#name(digit)}`;
    }
    const probabilities = prediction.probabilities.slice(0, this.#classes.length);
    const second = most(probabilities, 2).find((label) => label !== digit) ?? digit;
    const share = percent(probabilities[digit]);
    if (probabilities[second] < 0.001) {
      return `${share.replace(">", "More than")} sure`;
    }
    const also = `${this.#name(second)} with ${percent(probabilities[second])}`;
    return probabilities[digit] < SURE ? `Only ${share} sure, or ${also}` : `${share} sure, next ${also}`;
  }

  #doubt(reason) {
    return (areDigits(this.#classes) && DOUBTS[reason]) || "I am not sure what this is";
  }

  /** Says nothing of a drawing that has changed since. */
  hush() {
    clearTimeout(this.#timer);
  }

  /** Says that an answer is being waited for: at once, or if there is an older one after a while. */
  think() {
    clearTimeout(this.#slow);
    const wait = () => {
      this.#digit.textContent = "?";
      this.#digit.classList.remove("word");
      this.#verdict.textContent = THINKING;
    };
    if (this.#answered) {
      this.#slow = setTimeout(wait, SLOW_MILLISECONDS);
    } else {
      wait();
    }
  }

  /** Says the newest text when no other has come for a while, so as not to chatter while drawing. */
  #speak(text) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#spoken.textContent = text), QUIET_MILLISECONDS);
  }
}

function numberSentence({ text, probability, parts, rejected }) {
  const all = parts.length === 2 ? "both digits" : `all ${parts.length} digits`;
  return rejected
    ? `I am not sure of ${all}: perhaps ${text}`
    : `${probability < SURE ? "Only " : ""}${percent(probability).replace(">", "More than")} sure of ${all}`;
}

/** The names of the classes that an answer can be: all but the one of what is none of them. */
export function known(classes) {
  return classes.at(-1) === NONE ? classes.slice(0, -1) : classes;
}

/** The most probable of the first classes, the smallest of equal ones. */
export function likeliest({ probabilities }, classes) {
  const shares = probabilities.slice(0, classes);
  return shares.indexOf(Math.max(...shares));
}

/** A share of one as text, never rounded to nothing or all. */
export function percent(share) {
  if (share < 0.001) {
    return "< 0.1 %";
  }
  return share > 0.999 ? "> 99.9 %" : `${(100 * share).toFixed(1)} %`;
}

/** A share of one in as few signs as fit over a narrow bar. */
function shortPercent(share) {
  if (share < 0.01) {
    return "<1%";
  }
  return share > 0.99 ? ">99%" : `${Math.round(100 * share)}%`;
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
