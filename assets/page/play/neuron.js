// One neuron at work: its pictures, its sum, its squishing, and what can be turned.

import { Dial } from "./dial.js";
import { showCurve } from "./curve.js";
import { ARROWS, copied, tell } from "./dom.js";
import { familyOf, strongest, total } from "./network.js";
import { GRID } from "./normalise.js";
import { largestOf, paintLight, paintSigned, shapeOf } from "./pictures.js";
import { counted, exactly, say, signed, written } from "./words.js";

const TERMS = 4; // how many products are told one by one
const NUMBERED = 64; // neurons whose cells can still be numbered

export class NeuronPanel {
  /**
   * @param {HTMLElement} element
   * @param {(place: number | "bias") => void} choose  called when a weight is chosen
   * @param {(place: number | "bias", value: number) => void} turn  called when one is turned
   * @param {() => void} rest  called when a dial is let go
   * @param {(text: string) => void} hear  called with what keys have come to
   */
  constructor(element, choose, turn, rest, hear) {
    this.element = element;
    this.choose = choose;
    this.hear = hear;
    this.place = 0;
    this.isHeard = false; // whether what keys have come to is to be said
    this.bias = new Dial(this.find(".dial.bias"), (value) => turn("bias", value), rest);
    this.weight = new Dial(this.find(".dial.weight"), (value) => turn(this.place, value), rest);
    this.rows = Array.from({ length: TERMS }, () => copied("term"));
    for (const row of this.rows) {
      const button = row.querySelector("button");
      button.addEventListener("click", () => this.choose(Number(button.value)));
    }
    this.others = copied("others");
    this.find("tbody").append(...this.rows, this.others);
    for (const picture of element.querySelectorAll(".picture")) {
      picture.addEventListener("click", (event) => this.pick(event, picture));
      picture.addEventListener("keydown", (event) => this.press(event));
    }
  }

  /** @returns {any} */
  find(/** @type {string} */ name) {
    return this.element.querySelector(name);
  }

  /** Shows a neuron at work, and which of its weights is looked at. */
  show(neuron, { name, place, isOnPixels, activation, white }) {
    this.neuron = neuron;
    this.white = white; // what full light of its inputs stands for
    this.isOnPixels = isOnPixels;
    this.place = place === "bias" ? 0 : place;
    tell(this.find("h2"), name);
    this.showPictures();
    this.showSum();
    this.showTerms();
    showCurve(this.find(".curve"), neuron);
    tell(this.find(".z"), signed(neuron.weightedSum));
    tell(this.find(".a"), exactly(neuron.activation, activation));
    tell(this.find(".function"), say(`function_${familyOf(activation)}`));
    this.bias.show(neuron.bias, 10);
    this.weight.show(neuron.weights[this.place], Math.max(2, 2 * largestOf(neuron.weights)));
    tell(this.find(".of-place"), this.placeName(this.place));
    const [weight, product] = [neuron.weights, neuron.products].map((each) => signed(each[this.place], 3));
    const told = `${weight} × ${written(neuron.inputs[this.place])} = ${product}`;
    tell(this.find(".at-place"), told);
    if (this.isHeard) this.hear(`${this.placeName(this.place)}: ${told}`);
    this.isHeard = false;
  }

  showPictures() {
    const { inputs, weights, products } = this.neuron;
    const { rows, columns } = shapeOf(inputs.length);
    this.columns = columns;
    this.element.style.setProperty("--columns", String(columns));
    this.element.style.setProperty("--rows", String(rows));
    const canvas = (name) => this.find(`.picture.${name} canvas`);
    const filled = new Float64Array(rows * columns);
    filled.set(inputs.map((each) => each / this.white));
    paintLight(canvas("inputs"), { height: rows, width: columns, values: filled });
    paintSigned(canvas("weights"), rows, columns, weights, largestOf(weights));
    paintSigned(canvas("products"), rows, columns, products, largestOf(products));
    for (const numbers of this.element.querySelectorAll(".numbers")) {
      const count = this.isOnPixels || inputs.length > NUMBERED ? 0 : inputs.length;
      if (numbers.childElementCount === count) continue;
      numbers.replaceChildren(
        ...Array.from({ length: count }, (_, place) => {
          const number = document.createElement("span");
          number.textContent = String(place + 1);
          return number;
        }),
      );
    }
    for (const mark of /** @type {any} */ (this.element.querySelectorAll(".mark"))) {
      mark.style.left = `${(100 * (this.place % columns)) / columns}%`;
      mark.style.top = `${(100 * Math.floor(this.place / columns)) / rows}%`;
    }
  }

  /** The heaps one after the other: what is positive, what is negative, the bias, and where it ends. */
  showSum() {
    const { positive, negative, bias, weightedSum } = this.neuron;
    const steps = [0, positive, positive + negative, weightedSum];
    const low = Math.min(...steps);
    const scale = 100 / (Math.max(...steps) - low || 1);
    const bars = {
      positive: [0, positive, positive],
      negative: [positive, positive + negative, negative],
      bias: [positive + negative, weightedSum, bias],
      sum: [0, weightedSum, weightedSum],
    };
    for (const [name, [from, to, value]] of Object.entries(bars)) {
      const row = this.find(`.heap.${name}`);
      const bar = row.querySelector(".track i");
      bar.style.left = `${scale * (Math.min(from, to) - low)}%`;
      bar.style.width = `${scale * Math.abs(to - from)}%`;
      row.classList.toggle("below", value < 0);
      row.style.setProperty("--zero", `${-scale * low}%`);
      tell(row.querySelector("b"), signed(value));
    }
  }

  showTerms() {
    const { inputs, weights, products } = this.neuron;
    const told = strongest(products).slice(0, TERMS);
    this.rows.forEach((row, rank) => {
      const place = told[rank];
      row.hidden = place === undefined;
      if (row.hidden) return;
      const button = row.querySelector("button");
      button.value = String(place);
      tell(button, this.placeName(place));
      tell(row.querySelector(".times"), `${signed(weights[place])} × ${written(inputs[place])}`);
      this.value(row, products[place]);
    });
    const rest = products.length - told.length;
    const others = total(products) - total(told.map((place) => products[place]));
    this.others.hidden = !rest;
    tell(this.others.querySelector("th"), say("others", { count: counted(rest) }));
    this.value(this.others, others);
  }

  /** The value at the end of a row, in the colour of its sign. */
  value(row, value) {
    const cell = row.querySelector(".value");
    tell(cell, signed(value));
    cell.classList.toggle("over", value > 0);
    cell.classList.toggle("below", value < 0);
  }

  placeName(place) {
    if (!this.isOnPixels) return say("input_name", { number: place + 1 });
    return say("pixel_name", { row: Math.floor(place / GRID) + 1, column: (place % GRID) + 1 });
  }

  pick(event, picture) {
    const box = picture.getBoundingClientRect();
    const rows = Math.ceil(this.neuron.inputs.length / this.columns);
    const row = Math.floor(((event.clientY - box.top) / box.height) * rows);
    const column = Math.floor(((event.clientX - box.left) / box.width) * this.columns);
    this.go(row * this.columns + column);
  }

  press(event) {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    this.isHeard = true;
    this.go(this.place + arrow[0] + arrow[1] * this.columns);
  }

  go(place) {
    if (place >= 0 && place < this.neuron.inputs.length) this.choose(place);
  }
}
