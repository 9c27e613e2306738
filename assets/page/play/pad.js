// The paper: draws what pen, finger or keys do, and tells when the strokes change.

const KEY_STEP = 10; // units that an arrow key moves the pen by, a 28th of the paper
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

class Pad {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {HTMLElement} cursor  where the pen of the keys is
   * @param {(isFinished: boolean) => void} tell  called after each change
   */
  constructor(canvas, cursor, tell) {
    Object.assign(this, { canvas, cursor, tell, erases: false, current: null });
    this.keys = { at: [UNITS * SIDE * 0.5, UNITS * SIDE * 0.25], isDown: false };
    canvas.width = canvas.height = SIDE;
    this.lay(undefined, []);
    canvas.addEventListener("pointerdown", (event) => this.touch(event));
    canvas.addEventListener("pointermove", (event) => this.follow(event));
    for (const end of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(end, () => this.lift());
    }
    canvas.addEventListener("keydown", (event) => this.press(event));
    canvas.addEventListener("blur", () => this.lift());
  }

  /** Shows a sample, or bare paper, with strokes upon it. */
  lay(sample, /** @type {Stroke[]} */ strokes) {
    this.sample = sample;
    this.strokes = strokes;
    this.current = null;
    this.keys.isDown = false;
    this.ink = inkOf(sample, strokes);
    this.paint();
  }

  undo() {
    this.lay(this.strokes.length ? this.sample : undefined, this.strokes.slice(0, -1));
    this.tell(true);
  }

  touch(event) {
    if (event.button) return;
    this.canvas.setPointerCapture(event.pointerId);
    this.begin(this.place(event));
  }

  follow(event) {
    if (!this.current || this.keys.isDown) return;
    const events = event.getCoalescedEvents?.() ?? [];
    this.draw((events.length ? events : [event]).map((each) => this.place(each)));
  }

  begin(point) {
    this.lift();
    this.current = { erases: this.erases, points: [] };
    this.strokes.push(this.current);
    this.draw([point]);
  }

  draw(points) {
    const first = this.current.points.length;
    for (const point of points) extend(this.current, point);
    leave(this.ink, this.current, first);
    this.paint();
    this.tell(false);
  }

  lift() {
    if (!this.current) return;
    this.current = null;
    this.keys.isDown = false;
    this.paint();
    this.tell(true);
  }

  press(event) {
    const arrow = ARROWS[event.key];
    if (arrow) {
      const [x, y] = this.keys.at;
      this.keys.at = onPaper(x + KEY_STEP * arrow[0], y + KEY_STEP * arrow[1]);
      if (this.keys.isDown) this.draw([this.keys.at]);
      else this.paint();
    } else if (event.key === " ") {
      if (this.keys.isDown) this.lift();
      else {
        this.begin(onPaper(...this.keys.at));
        this.keys.isDown = true;
        this.paint();
      }
    } else if (event.key === "Backspace" || event.key === "Delete") this.undo();
    else return;
    event.preventDefault();
  }

  place(event) {
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
