import { corrections, correctionPicture, forget } from "./server.js";

/** As many as can be looked through; the server's folder has all of them. */
const MOST = 30;

/** The side of a picture in pixels: twice that on the page, for screens of fine pixels. */
const SIDE = 88;

const panel = document.querySelector("#kept");
const summary = panel.querySelector("summary");
const list = document.querySelector("#corrections");
const words = document.querySelector("#listed");

let forgotten = () => {};

/**
 * Shows the drawings that the server keeps when somebody wants to see them, if it keeps any.
 *
 * @param newForgotten called with what was deleted from the list
 */
export function offer(available, newForgotten) {
  forgotten = newForgotten;
  panel.hidden = !available;
  panel.ontoggle = refresh;
  refresh();
}

/** Lists them anew, if they are to be seen. */
export async function refresh() {
  if (!panel.open || panel.hidden) {
    return;
  }
  try {
    const all = await corrections();
    const newest = all.slice(-MOST).reverse();
    list.replaceChildren(...newest.map(item));
    words.textContent = count(all.length, newest.length);
  } catch (error) {
    words.textContent = `They cannot be listed. ${error.message}`;
  }
}

function count(all, shown) {
  if (all === 0) {
    return "Nothing is kept.";
  }
  return all > shown ? `The newest ${shown} of ${all}.` : `${all === 1 ? "One is" : `${all} are`} kept for the next training.`;
}

function item({ id, label, time }) {
  const [entry, canvas, name, button] = ["li", "canvas", "span", "button"].map((tag) => document.createElement(tag));
  canvas.setAttribute("aria-hidden", "true");
  name.textContent = label;
  button.type = "button";
  button.textContent = "Delete";
  button.setAttribute("aria-label", `Delete “${label}” of ${new Date(time).toLocaleString("en-GB")}`);
  button.addEventListener("click", () => remove(entry, id));
  entry.append(canvas, name, button);
  paint(canvas, id);
  return entry;
}

async function paint(canvas, id) {
  canvas.width = canvas.height = SIDE;
  const picture = await correctionPicture(id).catch(() => undefined); // its class is there all the same
  if (picture) {
    const scale = SIDE / Math.max(picture.width, picture.height);
    const [width, height] = [picture.width * scale, picture.height * scale];
    canvas.getContext("2d").drawImage(picture, (SIDE - width) / 2, (SIDE - height) / 2, width, height);
  }
}

/** Deletes one, and leaves the focus where the next one is. */
async function remove(entry, id) {
  try {
    await forget(id);
  } catch (error) {
    words.textContent = `Still kept. ${error.message}`;
    return;
  }
  forgotten(id);
  const place = [...list.children].indexOf(entry);
  await refresh();
  const next = list.children[Math.min(place, list.children.length - 1)];
  (next?.querySelector("button") ?? summary).focus();
}
