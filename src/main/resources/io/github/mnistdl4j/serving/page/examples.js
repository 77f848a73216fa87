import { examples } from "./server.js";
import { file, thumbnail } from "./seen.js";

const panel = document.querySelector("#try");
const list = document.querySelector("#examples");
const none = document.querySelector("#none");

/** Offers test images to try, which the server looks for when somebody wants them first. */
export function offer(open, available) {
  panel.hidden = !available;
  panel.open = false;
  list.replaceChildren();
  panel.ontoggle = () => panel.open && list.children.length === 0 && show(open);
}

async function show(open) {
  none.textContent = "Looking for some …";
  try {
    const images = await examples();
    list.replaceChildren(...images.map((image) => item(image, open)));
    none.textContent = images.length > 0 ? wrong(images) : "The server has none.";
  } catch (error) {
    none.textContent = `${error.message} Open this again to ask again.`;
  }
}

function wrong(images) {
  return images.some(({ hard }) => hard)
    ? "It was wrong about those with a dashed border."
    : "It was right about all of its test images.";
}

function item({ label, hard, width, height, pixels }, open) {
  const input = Array.from(atob(pixels), (byte) => byte.charCodeAt(0) / 255);
  const [entry, button, canvas] = ["li", "button", "canvas"].map((tag) => document.createElement(tag));
  const name = `${hard ? "Hard" : "Test image"}: ${label}`;
  thumbnail(canvas, { input, width, height });
  canvas.setAttribute("aria-hidden", "true");
  entry.classList.toggle("hard", hard);
  button.type = "button";
  button.title = name;
  button.setAttribute("aria-label", name);
  button.append(canvas);
  button.addEventListener("click", async () => open(await file({ input, width, height })));
  entry.append(button);
  return entry;
}
