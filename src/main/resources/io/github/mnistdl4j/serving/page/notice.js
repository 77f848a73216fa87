import { hasToken, isToken, keepToken } from "./server.js";

const notice = document.querySelector("#notice");
const words = document.querySelector("#words");
const access = document.querySelector("#access");
const token = document.querySelector("#token");
const retry = document.querySelector("#retry");
const pad = document.querySelector("#pad");

const NO_TOKEN = "This is no token: it is made of English letters, digits and signs, without spaces.";

/** Calls back when the user wants the server asked again, or has given an access token. */
export function onRetry(again) {
  retry.addEventListener("click", again);
  access.addEventListener("submit", (event) => {
    event.preventDefault();
    keepToken(token.value.trim());
    token.value = "";
    again();
  });
  token.addEventListener("input", () => {
    const fine = token.value === "" || isToken(token.value.trim());
    token.setCustomValidity(fine ? "" : NO_TOKEN);
  });
}

/**
 * Says why there is no answer, once, and offers what helps; the token may be why nothing is sent.
 *
 * @param outlook what comes next
 */
export function tell({ message, status }, outlook = "") {
  notice.hidden = false;
  access.hidden = status !== 401 && !(status === 0 && hasToken());
  retry.hidden = status >= 400 && status < 500;
  if (words.textContent !== message + outlook) {
    words.textContent = message + outlook;
  }
}

/** Takes back what was said; the focus goes to the pad if it was there. */
export function clear() {
  if (notice.contains(document.activeElement)) {
    pad.focus({ preventScroll: true });
  }
  notice.hidden = true;
  words.textContent = "";
}
