import { save } from "./about.js";

const saving = document.querySelector("#save");
const sharing = document.querySelector("#share");

/** Offers to save a picture as a PNG file, and to share it where the browser can. */
export function offer(picture) {
  saving.addEventListener("click", async () => {
    const file = await picture.file();
    save(file, name(file));
  });
  sharing.hidden = !canShare();
  sharing.addEventListener("click", async () => {
    const file = await picture.file();
    const named = new File([file], name(file), { type: file.type });
    await navigator.share({ files: [named] }).catch(() => {}); // whoever closes the dialog knows
  });
}

/** There is nothing to save of an empty picture. */
export function allow(allowed) {
  saving.disabled = sharing.disabled = !allowed;
}

/** An image that this browser cannot read is still the file that was opened. */
function name(file) {
  return file.name ?? "drawing.png";
}

function canShare() {
  const file = new File([], "drawing.png", { type: "image/png" });
  return navigator.canShare?.({ files: [file] }) ?? false;
}
