const PATIENCE_MILLISECONDS = 20_000;
const TOKEN = "mnist-dl4j.token";

const WORDS = {
  401: "This server asks for an access token. It is kept until this tab is closed.",
  413: "This image is too large for the server. A smaller one will do: it is reduced to a few pixels anyway.",
  415: "This is not an image the server can read. PNG and JPEG are.",
  422: "There is nothing to read in this image: it has no ink.",
  429: "The server has too much to do.",
  507: "The server keeps as many drawings as it may already: delete some.",
};

const WRONG_TOKEN = "This access token is wrong. Enter it again, or ask whoever runs the server for it.";

/** What the page says better than the server, whose words are for programs. */
const OWN_WORDS = [413, 415, 507];

/** A server that is about to come back, as after a restart, or a proxy's in front of it. */
const AWAY = [0, 502, 503, 504];

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

  /** Whether the server may be there again by and by. */
  get away() {
    return AWAY.includes(this.status);
  }

  /** What the page does about a drawing that was not read; the message is true of other questions, too. */
  get outlook() {
    if (this.wait > 0) {
      return ` Asking again in ${this.wait} s.`;
    }
    if (this.away) {
      return " Your picture is kept, and this page asks again by itself.";
    }
    return this.status < 400 ? " Your picture is kept." : "";
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

/** What the server says of its model and of what it may be asked; undefined if it does not say. */
export async function about() {
  try {
    const response = await send("about", {});
    const said = response.ok ? await response.json() : undefined;
    return Array.isArray(said?.labels) ? said : undefined;
  } catch {
    return undefined;
  }
}

/** The weights of the model's first units, a signed byte each; undefined if there are none. */
export async function units() {
  try {
    const response = await send("units", {});
    return response.ok ? new Int8Array(await response.arrayBuffer()) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Test images to try, from the server's own files; none if it has none.
 *
 * @throws Refusal if it does not say
 */
export async function examples() {
  return (await answer(await send("examples", {}), (said) => Array.isArray(said.examples))).examples;
}

/** The report of the model's run as a file; undefined if there is none. */
export async function report() {
  const response = await send("report.html", {});
  return response.ok ? response.blob() : undefined;
}

/**
 * Has an image kept, with the class that it shows.
 *
 * @throws Refusal if it is not kept
 */
export function keep(file, name) {
  return ask(`corrections?class=${encodeURIComponent(name)}`, file, ({ id }) => id !== undefined);
}

/**
 * The images that are kept, the oldest first.
 *
 * @throws Refusal if the server does not say
 */
export async function corrections() {
  return (await answer(await send("corrections", {}), (said) => Array.isArray(said.corrections))).corrections;
}

/** An image that is kept. */
export async function correctionPicture(id) {
  const response = await send(correction(id), {});
  return createImageBitmap(await response.blob());
}

/**
 * Has an image deleted that was kept; whoever deleted it before has done that.
 *
 * @throws Refusal if it is not deleted
 */
export async function forget(id) {
  const response = await send(correction(id), { method: "DELETE" });
  if (response.status !== 404) {
    await answer(response, () => true);
  }
}

function correction(id) {
  return `corrections/${encodeURIComponent(id)}`;
}

/**
 * Asks what an image shows, part by part: the digits of a number; and what happens inside.
 *
 * @param inside the class to look at; empty for the predicted one, undefined not to look
 * @throws Refusal if there is no answer
 */
export function read(file, inside) {
  return ask(inside === undefined ? "read" : `read?inside=${inside}`, file, ({ parts }) => parts?.length > 0 && parts.every((part) => isPrediction(part.prediction)));
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
  const headers = { "Content-Type": file.type || "application/octet-stream" };
  return answer(await send(path, { method: "POST", body: file, headers }), isAnswer);
}

async function answer(response, isAnswer) {
  const body = await response.json().catch(() => undefined);
  if (!response.ok) {
    throw refusal(response, body ?? {});
  }
  if (!body || !isAnswer(body)) {
    throw new Refusal(response.status, "The answer could not be read.");
  }
  return body;
}

/** Sends a request, with the access token if there is one. */
async function send(path, { headers = {}, ...request }) {
  if (hasToken()) {
    headers.Authorization = `Bearer ${currentToken()}`;
  }
  try {
    return await fetch(path, { ...request, headers, signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
  } catch (error) {
    const what = error.name === "TimeoutError" ? "has not answered for 20 seconds" : "cannot be reached";
    throw new Refusal(0, `The server ${what}.`);
  }
}

function refusal({ status, headers }, { error }) {
  const wait = status === 429 ? Math.max(1, Number(headers.get("Retry-After")) || 1) : 0;
  const own = WORDS[status] ?? `The server failed (HTTP ${status}).`;
  const said = error && !OWN_WORDS.includes(status) ? sentence(error) : own;
  const token = hasToken() ? WRONG_TOKEN : WORDS[401];
  return new Refusal(status, status === 401 ? token : said, wait);
}

/** The server's words begin and end as it likes. */
function sentence(words) {
  return words[0].toUpperCase() + words.slice(1) + (/[.!?]$/.test(words) ? "" : ".");
}
