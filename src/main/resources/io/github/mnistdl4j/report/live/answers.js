const section = document.querySelector("#answers");
const matrix = document.querySelector("#matrix");
const table = document.querySelector("#confusion");

/** Shows what the network answered after an epoch. */
export function showAnswers(answers) {
  section.hidden = false;
  const { epoch, split, images, wrong } = answers;
  document.querySelector("#answers-epoch").textContent = epoch;
  document.querySelector("#answers-words").textContent =
    `Wrong on ${wrong.toLocaleString("en")} of ${images.toLocaleString("en")} ${split} images.`;
  cards("#samples", answers, answers.samples);
  cards("#mistakes", answers, answers.mistakes);
  matrix.hidden = !answers.confusion;
  if (answers.confusion) {
    showMatrix(answers.classes, answers.confusion.counts);
  }
}

/** Hides what was shown, of another run. */
export function hideAnswers() {
  section.hidden = true;
}

function cards(place, answers, shown) {
  document.querySelector(place).replaceChildren(...shown.map((each) => card(answers, each)));
}

function card({ classes, width, height }, { truth, guesses, pixels }) {
  const item = document.createElement("li");
  const [first, ...others] = guesses;
  const right = first.label === truth;
  const percent = ({ output }) => `${(100 * output).toFixed(1)} %`;
  const said = paragraph(`${right ? "Right" : "Wrong"}: ${classes[first.label]}, ${percent(first)}`);
  const rest = paragraph(others.map((guess) => `${classes[guess.label]}: ${percent(guess)}`).join(", "));
  const shows = paragraph(right ? "" : `It shows ${classes[truth]}.`);
  item.append(picture(width, height, pixels, `An image of ${classes[truth]}`), said, shows, rest);
  return item;
}

function paragraph(text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

/** Draws ink on paper. */
function picture(width, height, base64, label) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", label);
  const context = canvas.getContext("2d");
  const image = context.createImageData(width, height);
  const ink = atob(base64);
  for (let i = 0; i < width * height; i++) {
    const shade = 255 - ink.charCodeAt(i);
    image.data.set([shade, shade, shade, 255], 4 * i);
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

function showMatrix(classes, counts) {
  const caption = document.createElement("caption");
  caption.textContent = "Rows: what the images show. Columns: what the network took them for.";
  const head = document.createElement("thead");
  head.append(row([document.createElement("td"), ...classes.map((name) => header(name, "col"))]));
  const body = document.createElement("tbody");
  const worst = Math.max(1, ...counts.flatMap((line, i) => line.filter((_, k) => k !== i)));
  body.append(...counts.map((line, truth) => row([header(classes[truth], "row"), ...cells(line, truth, worst)])));
  table.replaceChildren(caption, head, body);
}

function cells(line, truth, worst) {
  const all = Math.max(1, line.reduce((sum, count) => sum + count, 0));
  return line.map((count, predicted) => {
    const cell = document.createElement("td");
    const right = predicted === truth;
    cell.textContent = count;
    cell.className = right ? "right" : "wrong";
    cell.style.setProperty("--share", `${Math.round((100 * count) / (right ? all : worst))}%`);
    return cell;
  });
}

/** A row of a table. */
export function row(cells) {
  const made = document.createElement("tr");
  made.append(...cells);
  return made;
}

/** A cell that says what its row or column has. */
export function header(text, scope) {
  const made = document.createElement("th");
  made.scope = scope;
  made.textContent = text;
  return made;
}
