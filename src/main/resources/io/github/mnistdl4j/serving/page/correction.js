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
  #kept;

  /** @param image returns the file of what is drawn, or of the digit that is selected of a number */
  constructor(image) {
    this.#image = image;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#tell();
    });
    untell.addEventListener("click", () => this.#takeBack());
  }

  /** Says which classes there are, and whether the server keeps corrections. */
  offer(names, allowed) {
    form.hidden = !allowed;
    this.#names = names;
    truth.replaceChildren(...names.map((name, label) => new Option(name, String(label))));
    this.show(undefined);
  }

  /** Offers to correct an answer; undefined if there is none. */
  show(answer) {
    tell.disabled = truth.disabled = answer === undefined;
  }

  /** Takes away what was said of a drawing that has changed since. */
  clear() {
    if (told.textContent !== "" && !form.contains(document.activeElement)) {
      told.textContent = "";
      untell.hidden = true;
    }
  }

  async #tell() {
    const label = Number(truth.value);
    tell.disabled = true;
    try {
      const { id, kept } = await keep(await this.#image(), label);
      this.#kept = id;
      const others = kept > 1 ? `, with ${kept - 1} more` : "";
      this.#say(`Kept as “${this.#names[label]}” for the next training${others}.`, true);
    } catch (error) {
      this.#say(`Not kept. ${error.message}`, false);
    } finally {
      tell.disabled = false;
    }
  }

  async #takeBack() {
    const gone = await forget(this.#kept);
    this.#say(gone ? "Taken back." : "It could not be taken back.", !gone);
    if (gone) {
      tell.focus({ preventScroll: true });
    }
  }

  #say(words, undoable) {
    told.textContent = words;
    untell.hidden = !undoable;
  }
}
