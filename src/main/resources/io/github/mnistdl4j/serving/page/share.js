import { save } from "./about.js";

const saving = document.querySelector("#save");
const sharing = document.querySelector("#share");

/** Offers to save a picture as a PNG file, and to share it where the browser can. */
export function offer(picture) {
  saving.addEventListener("click", async () => save(await picture.file(), "drawing.png"));
  sharing.hidden = !canShare();
  sharing.addEventListener("click", async () => {
    const file = new File([await picture.file()], "drawing.png", { type: "image/png" });
    await navigator.share({ files: [file] }).catch(() => {}); // whoever closes the dialog knows
  });
}

/** There is nothing to save of an empty picture. */
export function allow(allowed) {
  saving.disabled = sharing.disabled = !allowed;
}

function canShare() {
  const file = new File([], "drawing.png", { type: "image/png" });
  return navigator.canShare?.({ files: [file] }) ?? false;
}
