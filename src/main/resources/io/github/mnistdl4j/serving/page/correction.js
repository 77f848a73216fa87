import * as kept from "./kept.js";
import * as notice from "./notice.js";
import { forget, keep } from "./server.js";

const form = document.querySelector("#correction");
const truth = document.querySelector("#truth");
const told = document.querySelector("#told");
const tell = document.querySelector("#tell");
const untell = document.querySelector("#untell");

/** "No, it is a …": tells the server what a drawing shows, for the next training. */
export class Correction {
  #image;
  #names = [];
  #last;
  #busy = false;

  /** @param image returns the file of what is drawn, or of the digit that is selected of a number */
  constructor(image) {
    this.#image = image;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#alone(() => this.#tell(Number(truth.value)), "Not kept.", false);
    });
    untell.addEventListener("click", () => this.#alone(() => this.#takeBack(), "Still kept.", true));
  }

  /** Says which classes there are, and whether the server keeps corrections. */
  offer(names, allowed) {
    form.hidden = !allowed;
    kept.offer(allowed, (id) => id === this.#last && this.clear());
    this.#names = names;
    truth.replaceChildren(...names.map((name, label) => new Option(name, String(label))));
    this.show(undefined);
  }

  /** Offers to correct an answer, at first to the next probable class; undefined if there is none. */
  show(answer) {
    tell.disabled = truth.disabled = answer === undefined;
    if (answer && !form.contains(document.activeElement)) {
      truth.value = String(second(answer.probabilities.slice(0, this.#names.length)));
    }
  }

  /** Takes away what was said of a drawing that has changed since. */
  clear() {
    const focused = document.activeElement === untell;
    this.#say("", false);
    if (focused) {
      truth.focus({ preventScroll: true });
    }
  }

  /** Does one thing at a time; a button that was disabled meanwhile would lose the focus. */
  async #alone(task, failed, undoable) {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    try {
      await task();
    } catch (error) {
      this.#say(`${failed} ${error.message}`, undoable);
      if (error.status === 401) {
        notice.tell(error);
      }
    } finally {
      this.#busy = false;
    }
  }

  async #tell(label) {
    const { id, kept: all } = await keep(await this.#image(), this.#names[label]);
    this.#last = id;
    const others = all > 1 ? `, with ${all - 1} more` : "";
    this.#say(`Kept as “${this.#names[label]}” for the next training${others}.`, true);
    kept.refresh();
  }

  async #takeBack() {
    await forget(this.#last);
    this.#say("Taken back.", false);
    tell.focus({ preventScroll: true });
    kept.refresh();
  }

  #say(words, undoable) {
    told.textContent = words;
    untell.hidden = !undoable;
  }
}

/** The class that is most probable but one. */
function second(probabilities) {
  const [, next] = [...probabilities.keys()].sort((a, b) => probabilities[b] - probabilities[a]);
  return next;
}
