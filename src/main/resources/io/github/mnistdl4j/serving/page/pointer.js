import { SIZE } from "./picture.js";

/** The width of a line, in the picture's units. */
export const PEN = 22;

/** Draws with mouse, finger or pen; a pen that feels pressure draws thinner and thicker. */
export function drawWithPointer(pad, picture, changed) {
  let stroke;

  pad.addEventListener("pointerdown", (event) => {
    if (event.isPrimary && event.button === 0) {
      pad.setPointerCapture(event.pointerId);
      stroke = picture.stroke(point(pad, event));
      changed();
    }
  });
  pad.addEventListener("pointermove", (event) => {
    if (stroke && event.isPrimary) {
      const events = event.getCoalescedEvents?.() ?? [];
      stroke.push(...(events.length > 0 ? events : [event]).map((each) => point(pad, each)));
      changed();
    }
  });
  pad.addEventListener("pointerup", () => (stroke = undefined));
  pad.addEventListener("lostpointercapture", () => (stroke = undefined));
}

function point(pad, event) {
  const box = pad.getBoundingClientRect();
  const pressure = event.pointerType === "pen" && event.pressure > 0 ? 0.6 + 0.8 * event.pressure : 1;
  return {
    x: ((event.clientX - box.left) / box.width) * SIZE,
    y: ((event.clientY - box.top) / box.height) * SIZE,
    width: PEN * pressure,
  };
}
