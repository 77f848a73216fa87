import { PEN } from "./pointer.js";
import { SIZE } from "./picture.js";

const CELLS = 28;
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * Draws with the keyboard while the pad has the focus: a cursor on 28 × 28 cells that the arrows
 * move, four cells at once with Shift; Space sets the pen down or lifts it, Escape lifts it.
 */
export function drawWithKeyboard(pad, cursor, picture, changed, say) {
  let [column, row] = [CELLS / 2, 6];
  let stroke;

  const point = () => ({ x: centre(column), y: centre(row), width: PEN });

  const show = (visible) => {
    cursor.hidden = !visible;
    cursor.classList.toggle("down", stroke !== undefined);
    cursor.style.left = `${((column + 0.5) / CELLS) * 100}%`;
    cursor.style.top = `${((row + 0.5) / CELLS) * 100}%`;
  };

  const lift = () => {
    stroke = undefined;
    show(false);
  };

  const move = ([right, down], cells) => {
    for (let i = 0; i < cells; i++) {
      column = within(column + right);
      row = within(row + down);
      stroke?.push(point());
    }
    if (stroke) {
      changed();
    }
    say(`row ${row + 1}, column ${column + 1}`);
  };

  const turnPen = () => {
    stroke = stroke ? undefined : picture.stroke(point());
    changed();
    say(stroke ? "pen down" : "pen up");
  };

  pad.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      stroke = undefined;
      return;
    }
    if (STEPS[event.key]) {
      move(STEPS[event.key], event.shiftKey ? 4 : 1);
    } else if (event.key === " ") {
      turnPen();
    } else if (event.key === "Escape" || event.key === "Delete" || event.key === "Backspace") {
      stroke = undefined;
    } else {
      return;
    }
    event.preventDefault();
    show(true);
  });
  pad.addEventListener("focus", () => show(pad.matches(":focus-visible")));
  pad.addEventListener("blur", lift);
  pad.addEventListener("pointerdown", lift);
}

function within(cell) {
  return Math.min(CELLS - 1, Math.max(0, cell));
}

function centre(cell) {
  return ((cell + 0.5) / CELLS) * SIZE;
}
