// The paper: draws what pen, finger or keys do, and tells when the strokes change.

import { ARROWS } from "./dom.js";
import { extend, inkOf, leave, onPaper, paper, SIDE, UNITS } from "./ink.js";
import { GRID } from "./normalise.js";
import { paintBright } from "./pictures.js";

const KEY_STEP = (UNITS * SIDE) / GRID; // units that an arrow key moves the pen by

/** @typedef {import("./ink.js").Stroke} Stroke */

/**
 * What is told of the paper.
 * @typedef {object} Listener
 * @property {() => void} before  a stroke is about to begin
 * @property {(isFinished: boolean) => void} change  there is other ink than before
 * @property {() => void} discard  the stroke that was begun is taken back
 * @property {() => void} undo  somebody wants the last thing undone
 * @property {(row: number, column: number, isDown: boolean) => void} move  keys have moved the pen
 */

export class Pad {
  constructor(
    /** @type {HTMLCanvasElement} */ canvas,
    /** @type {HTMLElement} */ cursor,
    /** @type {Listener} */ listener,
  ) {
    this.canvas = canvas;
    this.cursor = cursor;
    this.listener = listener;
    this.erases = false;
    /** The pointer that draws; all others are fingers or a palm that rest on the paper. */
    this.pointer = null;
    this.keys = { at: [UNITS * SIDE * 0.5, UNITS * SIDE * 0.25], isDown: false };
    canvas.width = canvas.height = SIDE;
    this.lay(undefined, []);
    canvas.addEventListener("pointerdown", (event) => this.touch(event));
    canvas.addEventListener("pointermove", (event) => this.follow(event));
    for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) {
      canvas.addEventListener(end, (event) => {
        if (event.pointerId === this.pointer?.id) this.lift();
      });
    }
    canvas.addEventListener("keydown", (event) => this.press(event));
    canvas.addEventListener("blur", () => this.lift());
  }

  /** Shows a sample, or bare paper, with strokes upon it. */
  lay(/** @type {Float64Array | undefined} */ sample, /** @type {Stroke[]} */ strokes) {
    this.sample = sample;
    this.strokes = [...strokes];
    /** @type {Stroke | null} */
    this.current = null;
    this.pointer = null;
    this.keys.isDown = false;
    this.ink = inkOf(sample, strokes);
    this.paint();
  }

  touch(/** @type {PointerEvent} */ event) {
    if (event.button || !event.isPrimary) return;
    if (this.pointer) {
      if (event.pointerType !== "pen" || this.pointer.kind === "pen") return;
      this.listener.discard(); // what a palm has drawn before the pen came down
    }
    this.canvas.setPointerCapture(event.pointerId);
    this.begin(this.place(event));
    this.pointer = { id: event.pointerId, kind: event.pointerType };
  }

  follow(/** @type {PointerEvent} */ event) {
    if (!this.current || event.pointerId !== this.pointer?.id) return;
    const events = event.getCoalescedEvents?.() ?? [];
    this.draw((events.length ? events : [event]).map((each) => this.place(each)));
  }

  /** Begins a stroke; the first one of the pen takes a sample away that nobody has touched. */
  begin(/** @type {number[]} */ point) {
    this.lift();
    this.listener.before();
    if (this.sample && !this.strokes.length && !this.erases) {
      this.sample = undefined;
      this.ink = paper();
    }
    this.current = { erases: this.erases, points: [] };
    this.strokes.push(this.current);
    this.draw([point]);
  }

  draw(/** @type {number[][]} */ points) {
    const first = this.current.points.length;
    for (const point of points) extend(this.current, point);
    leave(this.ink, this.current, first);
    this.paint();
    this.listener.change(false);
  }

  lift() {
    if (!this.current) return;
    this.current = null;
    this.pointer = null;
    this.keys.isDown = false;
    this.paint();
    this.listener.change(true);
  }

  press(/** @type {KeyboardEvent} */ event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    if (arrow) {
      const [x, y] = this.keys.at;
      this.keys.at = onPaper(x + KEY_STEP * arrow[0], y + KEY_STEP * arrow[1]);
      if (this.keys.isDown) this.draw([this.keys.at]);
      else this.paint();
    } else if (event.key === " ") {
      if (this.keys.isDown) this.lift();
      else {
        this.begin(onPaper(this.keys.at[0], this.keys.at[1]));
        this.keys.isDown = true;
        this.paint();
      }
    } else if (event.key === "Backspace" || event.key === "Delete") this.listener.undo();
    else return;
    event.preventDefault();
    const [column, row] = this.keys.at.map((each) => Math.floor(each / KEY_STEP) + 1);
    this.listener.move(row, column, this.keys.isDown);
  }

  place(/** @type {PointerEvent} */ event) {
    const box = this.canvas.getBoundingClientRect();
    const scale = (UNITS * SIDE) / box.width;
    return onPaper((event.clientX - box.left) * scale, (event.clientY - box.top) * scale);
  }

  paint() {
    paintBright(this.canvas, this.ink);
    const [x, y] = this.keys.at.map((each) => `${(100 * each) / (UNITS * SIDE)}%`);
    this.cursor.style.left = x;
    this.cursor.style.top = y;
    this.cursor.classList.toggle("down", this.keys.isDown);
  }
}
