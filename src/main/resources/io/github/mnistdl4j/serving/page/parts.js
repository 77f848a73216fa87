import { percent } from "./answer.js";
import { thumbnail } from "./seen.js";

/** The digits of a number: a button for each, and a box around each on the drawing. */
export class Parts {
  #list = document.querySelector("#parts");
  #boxes = document.querySelector("#boxes");
  #choose;

  /** @param choose called with a part's place, from 0, when its button is pressed */
  constructor(choose) {
    this.#choose = choose;
  }

  /** Shows the parts if there are several, one of which is selected. */
  show(reading, selected) {
    const several = reading?.parts.length > 1 ? reading.parts : [];
    this.#list.hidden = several.length === 0;
    this.#boxes.replaceChildren(...several.map((part, place) => frame(reading, part.box, place === selected)));
    while (this.#list.children.length > several.length) {
      this.#list.lastElementChild.remove();
    }
    while (this.#list.children.length < several.length) {
      this.#list.append(this.#item(this.#list.children.length));
    }
    several.forEach(({ prediction }, place) => fill(this.#list.children[place], prediction, place === selected));
  }

  /** Kept from one answer to the next, so that it keeps the focus. */
  #item(place) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    const [canvas, name, number] = ["canvas", "span", "span"].map((tag) => document.createElement(tag));
    button.type = "button";
    name.className = "name";
    number.className = "number";
    canvas.setAttribute("aria-hidden", "true");
    button.append(canvas, name, " ", number);
    button.addEventListener("click", () => this.#choose(place));
    item.append(button);
    return item;
  }
}

function fill(item, prediction, selected) {
  const button = item.firstElementChild;
  const sure = `${percent(prediction.probability)}${prediction.rejected ? ", not sure" : ""}`;
  button.setAttribute("aria-pressed", String(selected));
  button.title = `How probable is each digit in place of this ${prediction.label}?`;
  button.querySelector(".name").textContent = prediction.label;
  button.querySelector(".number").textContent = sure;
  thumbnail(button.querySelector("canvas"), prediction);
}

/** A part's box, where the pad shows the picture: as large as fits, in the middle. */
function frame({ width, height }, box, selected) {
  const side = Math.max(width, height);
  const frame = document.createElement("span");
  frame.classList.toggle("selected", selected);
  frame.style.left = share(box.left + (side - width) / 2, side);
  frame.style.top = share(box.top + (side - height) / 2, side);
  frame.style.width = share(box.width, side);
  frame.style.height = share(box.height, side);
  return frame;
}

function share(pixels, side) {
  return `${(100 * pixels) / side}%`;
}
