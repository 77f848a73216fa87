const PATIENCE_MILLISECONDS = 20_000;
const TOKEN = "mnist-dl4j.token";

const WORDS = {
  401: "This server asks for an access token. It is kept until this tab is closed.",
  413: "This image is too large for the server. A smaller one will do: it is reduced to a few pixels anyway.",
  415: "This is not an image the server can read. PNG and JPEG are.",
  422: "There is nothing to read in this image: it has no ink.",
  429: "The server has too much to do.",
};

/** The server did not answer the question. The message is for the user. */
export class Refusal extends Error {
  /**
   * @param status of HTTP, or 0 when the server could not be reached
   * @param wait seconds until asking again makes sense, or 0
   */
  constructor(status, message, wait = 0) {
    super(message);
    this.status = status;
    this.wait = wait;
  }
}

/** The access token, also where the browser does not let this page store it. */
let kept = "";

/** Whether a text can be a token: what else there is cannot be sent, and no server has it. */
export function isToken(text) {
  return /^[!-~]+$/.test(text);
}

/** Keeps the access token for as long as this tab is open, or this page if it may store nothing. */
export function keepToken(token) {
  kept = token;
  try {
    sessionStorage.setItem(TOKEN, token);
  } catch {
    // storing is blocked
  }
}

/** Whether a token goes with the questions. */
export function hasToken() {
  return isToken(currentToken());
}

function currentToken() {
  try {
    return kept || (sessionStorage.getItem(TOKEN) ?? "");
  } catch {
    return kept;
  }
}

/** The names of the classes that the model knows; undefined if the server does not say. */
export async function classes() {
  try {
    const response = await send("model", {});
    const { outputs } = response.ok ? await response.json() : {};
    return outputs?.find(({ parameters }) => parameters?.labels)?.parameters.labels;
  } catch {
    return undefined;
  }
}

/**
 * Asks what an image shows, part by part: the digits of a number.
 *
 * @throws Refusal if there is no answer
 */
export function read(file) {
  return ask("read", file, ({ parts }) => parts?.length > 0 && parts.every((part) => isPrediction(part.prediction)));
}

/**
 * Asks what in an image speaks for a class and what against it.
 *
 * @throws Refusal if there is no answer
 */
export function explain(file, digit) {
  return ask(`explain?digit=${digit}`, file, isPrediction);
}

function isPrediction(answer) {
  return Array.isArray(answer?.probabilities);
}

async function ask(path, file, isAnswer) {
  const response = await post(path, file);
  const body = await response.json().catch(() => undefined);
  if (!response.ok) {
    throw refusal(response, body ?? {});
  }
  if (!body || !isAnswer(body)) {
    throw new Refusal(response.status, "The answer could not be read. Your picture is kept.");
  }
  return body;
}

/** Sends a request, with the access token if there is one. */
function send(path, { headers = {}, ...request }) {
  if (hasToken()) {
    headers.Authorization = `Bearer ${currentToken()}`;
  }
  return fetch(path, { ...request, headers, signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
}

async function post(path, file) {
  const headers = { "Content-Type": file.type || "application/octet-stream" };
  try {
    return await send(path, { method: "POST", body: file, headers });
  } catch (error) {
    const what = error.name === "TimeoutError" ? "has not answered for 20 seconds" : "cannot be reached";
    throw new Refusal(0, `The server ${what}. Your picture is kept.`);
  }
}

function refusal({ status, headers }, { error }) {
  const wait = status === 429 ? Math.max(1, Number(headers.get("Retry-After")) || 1) : 0;
  const again = wait > 0 ? ` Asking again in ${wait} s.` : "";
  const said = error ? sentence(error) : (WORDS[status] ?? `The server failed (HTTP ${status}).`);
  return new Refusal(status, (status === 401 ? WORDS[401] : said) + again, wait);
}

/** The server's words begin and end as it likes. */
function sentence(words) {
  return words[0].toUpperCase() + words.slice(1) + (/[.!?]$/.test(words) ? "" : ".");
}
