import { keepToken } from "./server.js";

const notice = document.querySelector("#notice");
const words = document.querySelector("#words");
const access = document.querySelector("#access");
const token = document.querySelector("#token");
const retry = document.querySelector("#retry");

/** Calls back when the user wants the server asked again, or has given an access token. */
export function onRetry(again) {
  retry.addEventListener("click", again);
  access.addEventListener("submit", (event) => {
    event.preventDefault();
    keepToken(token.value);
    token.value = "";
    again();
  });
}

/** Says why there is no answer, once, and offers what helps. */
export function tell({ message, status }) {
  notice.hidden = false;
  access.hidden = status !== 401;
  retry.hidden = status !== 0 && status < 500;
  if (words.textContent !== message) {
    words.textContent = message;
  }
}

/** Takes back what was said. */
export function clear() {
  notice.hidden = true;
  words.textContent = "";
}
