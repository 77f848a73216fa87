/** The side of the picture in its own units, which points of strokes are in. */
export const SIZE = 280;

/** As many as the server keeps. */
const LARGEST_SIDE = 1024;

/**
 * What was drawn or opened: a list of steps, so that each can be undone, clearing too. A step is a
 * stroke, an image or a clearing; drawing on an image begins a drawing in its place.
 */
export class Picture {
  #steps = [];

  /** Begins a stroke; {@link Array#push} on it draws on. A point is `{x, y, width}`. */
  stroke(point) {
    const points = [point];
    this.#steps.push({ points });
    return points;
  }

  /** Shows an image file in place of everything. It may be one this browser cannot read. */
  async open(file) {
    this.#steps.push(await image(file));
  }

  clear() {
    if (!this.empty) {
      this.#steps.push({});
    }
  }

  undo() {
    this.#steps.pop();
  }

  get empty() {
    return this.#visible().length === 0;
  }

  get undoable() {
    return this.#steps.length > 0;
  }

  /** Paints it over a canvas, strokes in a colour. */
  paint(canvas, ink) {
    const context = canvas.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.scale(canvas.width / SIZE, canvas.height / SIZE);
    for (const step of this.#visible()) {
      if (step.points) {
        paintStroke(context, step.points, ink);
      } else if (step.bitmap) {
        paintImage(context, step.bitmap);
      }
    }
  }

  /** As a file for the server: black on white, or the image that was opened. */
  async file() {
    const [first] = this.#visible();
    if (first.file) {
      return first.file;
    }
    const canvas = new OffscreenCanvas(SIZE, SIZE);
    this.paint(canvas, "black");
    const context = canvas.getContext("2d");
    context.globalCompositeOperation = "destination-over";
    context.fillStyle = "white";
    context.fillRect(0, 0, SIZE, SIZE);
    return canvas.convertToBlob({ type: "image/png" });
  }

  #visible() {
    const base = this.#steps.findLastIndex((step) => !step.points);
    const strokes = this.#steps.slice(base + 1);
    return strokes.length > 0 || !this.#steps[base]?.file ? strokes : [this.#steps[base]];
  }
}

/**
 * Turned upright and made small enough to send, as the camera's pictures are neither; or as it is
 * if this browser cannot do that.
 */
async function image(file) {
  try {
    return await reduced(await createImageBitmap(file));
  } catch {
    return { file };
  }
}

async function reduced(bitmap) {
  const scale = Math.min(1, LARGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(bitmap.width * scale)),
    Math.max(1, Math.round(bitmap.height * scale)),
  );
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return { bitmap, file: await canvas.convertToBlob({ type: "image/png" }) };
}

function paintImage(context, bitmap) {
  const scale = SIZE / Math.max(bitmap.width, bitmap.height);
  const [width, height] = [bitmap.width * scale, bitmap.height * scale];
  context.imageSmoothingEnabled = scale < 1;
  context.drawImage(bitmap, (SIZE - width) / 2, (SIZE - height) / 2, width, height);
}

/** A dot for the first point, for a line of no length leaves no trace, then a line to each. */
function paintStroke(context, points, ink) {
  const [first] = points;
  context.fillStyle = context.strokeStyle = ink;
  context.lineCap = "round";
  context.beginPath();
  context.arc(first.x, first.y, first.width / 2, 0, 2 * Math.PI);
  context.fill();
  points.slice(1).forEach((point, i) => {
    context.lineWidth = point.width;
    context.beginPath();
    context.moveTo(points[i].x, points[i].y);
    context.lineTo(point.x, point.y);
    context.stroke();
  });
}

/** Calls back when a canvas needs other ink, which does not follow the colour scheme, forced colours or paper by itself. */
export function onNewInk(paint) {
  for (const look of ["(prefers-color-scheme: dark)", "(forced-colors: active)", "print"]) {
    matchMedia(look).addEventListener("change", paint);
  }
}
