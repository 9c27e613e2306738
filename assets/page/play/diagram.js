// The whole network: its inputs as a picture, its neurons as bright as their activations, its lines.

import { ARROWS, copied, tell } from "./dom.js";
import { Lines } from "./lines.js";
import { isBright, ranking, whiteOf } from "./network.js";
import { GRID } from "./normalise.js";
import { emptyGrid, lightOf, paintDiscs } from "./pictures.js";
import { planAcross, planDown } from "./plan.js";
import { counted, say, written } from "./words.js";

const NARROW = matchMedia("screen and (max-width: 62.5em)"); // as in play.css
const PRINTED = { clientWidth: 700, clientHeight: 430 }; // pixels, whatever the window is; the same
const VALUE_ROOM = 28; // pixels that the number below a neuron needs
const MOST_PIXELS = { moving: 64000, still: 600000 }; // of the picture of lines
const MOST_NEURONS = 64; // of a layer, that can still be told apart

/** @typedef {import("./network.js").Network} Network */
/** @typedef {import("./network.js").LayerPass} LayerPass */

export class Diagram {
  /**
   * @param {HTMLElement} element  holds canvas.lines, .pixels and the neurons
   * @param {(layer: number, neuron: number) => void} choose  called when a neuron is chosen
   * @param {{frame: HTMLElement, told: HTMLElement}} around  what bears its measures, and its words
   */
  constructor(element, choose, { frame, told }) {
    this.element = element;
    this.frame = frame;
    this.told = told;
    this.choose = choose;
    this.lines = new Lines(element.querySelector(".lines"));
    /** @type {HTMLCanvasElement} */
    this.pixels = element.querySelector(".pixels");
    /** @type {HTMLElement} */
    this.layers = element.querySelector(".layers");
    element.addEventListener("keydown", (event) => this.press(event));
  }

  /** Makes the neurons of a network, of a large layer as many as can be told apart. */
  build(/** @type {Network} */ network) {
    this.network = network;
    this.shown = null;
    this.drawn = network.layers.map(({ biases }) => spread(biases.length, MOST_NEURONS));
    /** @type {HTMLButtonElement[][]} */
    this.neurons = this.drawn.map((drawn, layer) =>
      drawn.map((neuron) => {
        const isOutput = layer === network.layers.length - 1;
        const button = copied(isOutput ? "output" : "neuron");
        button.addEventListener("click", () => this.choose(layer, neuron));
        if (isOutput) button.querySelector(".label").textContent = network.labels[neuron];
        return button;
      }),
    );
    const letters = Math.max(...network.labels.map((label) => label.length));
    const outputs = this.neurons[this.neurons.length - 1].length;
    this.frame.style.setProperty("--letters", String(letters));
    this.frame.style.setProperty("--outputs", String(outputs));
    this.layers.replaceChildren(...this.neurons.flat());
    this.lay();
  }

  /** Gives everything its place: inputs, layers and outputs from left to right, or downwards. */
  lay(isPrinted = false) {
    const { clientWidth: width, clientHeight: height } = isPrinted ? PRINTED : this.element;
    if (!this.network || !width) return;
    this.size = { width, height };
    this.isPrinted = isPrinted; // on paper, where nothing is seen through
    this.isDownwards = NARROW.matches && !isPrinted;
    const counts = this.drawn.map((drawn) => drawn.length);
    const plan = (this.isDownwards ? planDown : planAcross)(width, height, counts);
    const inputsBox = { left: plan.corner[0], top: plan.corner[1], side: plan.side };
    for (const [name, pixels] of Object.entries(inputsBox))
      this.element.style.setProperty(`--${name}`, `${pixels}px`);
    this.grid = emptyGrid(Math.round(plan.side * devicePixelRatio));
    this.pixels.width = this.pixels.height = this.grid.width;
    this.neurons.forEach((layer, place) =>
      layer.forEach((button, at) => {
        const [x, y] = plan.layers[place][at];
        button.style.left = `${x}px`;
        button.style.top = `${y}px`;
        button.style.setProperty("--dot", `${plan.dots[place]}px`);
        button.style.setProperty("--pitch", `${plan.pitches[place]}px`);
        const isOutput = place === counts.length - 1;
        button.classList.toggle("crowded", !isOutput && plan.pitches[place] < VALUE_ROOM);
      }),
    );
    const cell = plan.side / GRID;
    const inputs = Array.from({ length: GRID * GRID }, (_, place) => [
      plan.corner[0] + ((place % GRID) + 0.5) * cell,
      plan.corner[1] + (Math.floor(place / GRID) + 0.5) * cell,
    ]);
    const places = this.drawn.map((drawn, layer) => {
      const found = [];
      drawn.forEach((neuron, at) => (found[neuron] = plan.layers[layer][at]));
      return found;
    });
    this.places = [inputs, ...places];
    this.settings = null;
    if (this.shown) this.show(this.shown);
  }

  /** Sets the lines up: while the pen moves coarser, for each frame counts. */
  refine(/** @type {boolean} */ isMoving) {
    const settings = isMoving ? "moving" : "still";
    if (this.settings === settings) return;
    this.settings = settings;
    const { width, height } = this.size;
    const most = MOST_PIXELS[settings];
    const scale = Math.min(devicePixelRatio, Math.sqrt(most / (width * height)));
    this.lines.resize(Math.round(width * scale), Math.round(height * scale), settings);
    this.scaled = this.places.map((layer) =>
      layer.map((point) => point.map((each) => each * scale)),
    );
  }

  /**
   * Shows a forward pass, and where the scores stood before the network was changed.
   * @param {{record: LayerPass[], before?: Float64Array, isRead: boolean, isMoving: boolean}} shown
   */
  show(shown) {
    this.shown = shown;
    const { record, before, isRead, isMoving } = shown;
    this.refine(isMoving);
    paintDiscs(this.pixels, this.grid, record[0].inputs, this.isPrinted);
    const last = record.length - 1;
    const answer = isRead ? ranking(record[last].activations)[0] : -1;
    this.neurons.forEach((layer, place) => {
      const { activations } = record[place];
      const white = whiteOf(record[place]);
      layer.forEach((button, at) => {
        const neuron = this.drawn[place][at];
        const activation = activations[neuron];
        const dot = /** @type {HTMLElement} */ (button.querySelector(".dot"));
        dot.style.backgroundColor = `rgb(${lightOf(activation / white).join(", ")})`;
        tell(button.querySelector(".value"), written(activation, place === last ? 3 : 2));
        if (place !== last) return;
        showBar(button, record[place], neuron, before);
        button.classList.toggle("answer", neuron === answer);
      });
    });
    const scores = [...record[last].activations].map((score) => written(score, 3).length);
    this.frame.style.setProperty("--score-letters", `${Math.max(...scores)}ch`);
    const { drawn, all } = this.lines.show(record, this.scaled);
    const crowded = this.network.layers.flatMap(({ biases: { length: count } }, layer) => {
      const shownOnes = this.drawn[layer].length;
      return shownOnes < count ? say("not_drawn", { layer: layer + 1, count, drawn: shownOnes }) : [];
    });
    const told = say("lines", { drawn: counted(drawn), all: counted(all) });
    const isTold = record.some((each) => !isBright(each.layer));
    tell(this.told, [told, ...crowded, ...(isTold ? [say("white")] : [])].join(" "));
  }

  /** Names every neuron, with its activation, to those who listen. */
  describe() {
    this.neurons.forEach((layer, place) =>
      layer.forEach((button, at) => {
        const activation = button.querySelector(".value").textContent;
        const name = this.name(place, this.drawn[place][at]);
        button.setAttribute("aria-label", `${name}: ${activation}`);
      }),
    );
  }

  /** How a neuron is called. */
  name(/** @type {number} */ layer, /** @type {number} */ neuron) {
    if (layer === this.network.layers.length - 1)
      return say("output_name", { label: this.network.labels[neuron] });
    return say("neuron_name", { layer: layer + 1, neuron: neuron + 1 });
  }

  /** Marks the neuron that is chosen, and the one that the Tab key comes to. */
  mark(/** @type {number} */ layer, /** @type {number} */ neuron) {
    const chosen = this.neurons[layer]?.[this.drawn[layer].indexOf(neuron)];
    const reached = chosen ?? this.neurons[layer]?.[0] ?? this.neurons[0][0];
    for (const each of this.neurons.flat()) {
      const [index, pressed] = [each === reached ? 0 : -1, String(each === chosen)];
      if (each.tabIndex !== index) each.tabIndex = index;
      if (each.getAttribute("aria-pressed") !== pressed) each.setAttribute("aria-pressed", pressed);
    }
  }

  /** Arrow keys walk from neuron to neuron. */
  press(/** @type {KeyboardEvent} */ event) {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    const held = /** @type {HTMLButtonElement} */ (document.activeElement);
    const layer = this.neurons.findIndex((each) => each.includes(held));
    if (layer < 0) return;
    event.preventDefault();
    const [along, across] = this.isDownwards ? [arrow[1], arrow[0]] : arrow;
    const next = this.neurons[Math.min(Math.max(layer + along, 0), this.neurons.length - 1)];
    const share = (this.neurons[layer].indexOf(held) + 0.5) / this.neurons[layer].length;
    const place = Math.floor(share * next.length) + across;
    const chosen = next[Math.min(Math.max(place, 0), next.length - 1)];
    chosen.focus();
    chosen.click();
  }
}

/** At most so many places out of a number of them, evenly spread. @returns {number[]} */
export function spread(/** @type {number} */ count, /** @type {number} */ most) {
  const length = Math.min(count, most);
  return Array.from({ length }, (_, place) => Math.floor((place * count) / length));
}

/**
 * A bar as long as a score, with a mark where it stood before. Scores that are no brightness have
 * bars from zero to either side, zero being in the middle if there are any below.
 * @param {Element} element
 * @param {LayerPass} outputs
 * @param {number} place
 * @param {Float64Array} [before]
 */
export function showBar(element, outputs, place, before) {
  const { activations } = outputs;
  const [score, was] = [activations[place], before?.[place]];
  const white = whiteOf(outputs);
  const zero = isBright(outputs.layer) || Math.min(...activations) >= 0 ? 0 : 0.5;
  const at = (value) => Math.min(Math.max(zero + (1 - zero) * (value / white), 0), 1);
  const bar = /** @type {HTMLElement} */ (element.querySelector(".bar"));
  const set = (name, share) => bar.style.setProperty(name, `${100 * share}%`);
  set("--from", Math.min(zero, at(score)));
  set("--score", Math.abs(at(score) - zero));
  set("--before", at(was ?? score));
  bar.classList.toggle("moved", was !== undefined && was !== score);
  bar.classList.toggle("above", !isBright(outputs.layer) && score > 0);
  bar.classList.toggle("below", score < 0);
}
