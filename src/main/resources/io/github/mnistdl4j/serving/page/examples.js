import { examples } from "./server.js";
import { file, thumbnail } from "./seen.js";

const panel = document.querySelector("#try");
const list = document.querySelector("#examples");

/** Offers test images to try, if the server has some; the hard ones have a dashed border. */
export async function offer(open) {
  const images = await examples();
  list.replaceChildren(...images.map((image) => item(image, open)));
  panel.hidden = images.length === 0;
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
