// The lines between layers: the light of weight times activation, added up and developed.

import { GROUND, NEGATIVE, POSITIVE } from "./pictures.js";

/** @typedef {import("./network.js").LayerPass} LayerPass */

const FAINT = { still: 1 / 255, moving: 0.12 }; // lines of less light are left out
const THREAD = 0.034; // the light of the faintest line
const LIGHT = 0.9; // exponent from a product's size beside the largest to its line's light
const FINEST = 0.4; // share of its light that the faintest line shows, being so thin
const GLARE = 2; // how quickly light that adds up comes to full colour
const CROWD = 0.98; // share of the lit pixels that stay below full exposure
const BINS = 512; // of the histogram
const SAMPLED = 7; // one of so many pixels tells the exposure for all

export class Lines {
  constructor(/** @type {HTMLCanvasElement} */ canvas) {
    this.canvas = canvas;
    this.pen = canvas.getContext("2d", { alpha: false }); // what lies below need not be painted
  }

  /** Takes a size in pixels; the places of the lines are in these. */
  resize(width, height, settings) {
    this.faintest = Math.max((FAINT[settings] - THREAD) / (1 - THREAD), 0) ** (1 / LIGHT);
    this.canvas.width = width;
    this.canvas.height = height;
    this.image = new ImageData(width, height);
    const [ground] = new Uint32Array(Uint8ClampedArray.of(...GROUND, 255).buffer);
    this.bare = new Uint8ClampedArray(new Uint32Array(width * height).fill(ground).buffer);
    this.sums = [new Float32Array(width * height), new Float32Array(width * height)];
  }

  /**
   * Shows every line that is bright enough, between inputs and neurons that have a place.
   * @param {LayerPass[]} record
   * @param {number[][][]} places  [x, y] of each input, then of each neuron layer by layer
   * @returns {{drawn: number, all: number}} how many lines there are to see
   */
  show(record, places) {
    for (const sum of this.sums) sum.fill(0);
    let [drawn, all] = [0, 0];
    record.forEach(({ layer, inputs }, place) => {
      let largest = 0;
      const lit = [...inputs.keys()].filter((input) => inputs[input]);
      for (const weights of layer.weights)
        for (const input of lit)
          largest = Math.max(largest, Math.abs(weights[input] * inputs[input]));
      const least = this.faintest * largest;
      layer.weights.forEach((weights, neuron) => {
        const end = places[place + 1][neuron];
        all += weights.length;
        if (!end) return;
        for (const input of lit) {
          const start = places[place][input];
          const product = weights[input] * inputs[input];
          if (!start || !product || Math.abs(product) < least) continue;
          const light = THREAD + (1 - THREAD) * (Math.abs(product) / largest) ** LIGHT;
          const shown = light * (FINEST + (1 - FINEST) * light);
          this.add(start, end, shown, product > 0 ? 0 : 1);
          drawn += 1;
        }
      });
    });
    this.develop();
    return { drawn, all };
  }

  /** Adds the light of one line, shared between the two pixels that it passes between. */
  add(/** @type {number[]} */ [x0, y0], /** @type {number[]} */ [x1, y1], light, channel) {
    const { width, height } = this.canvas;
    const sum = this.sums[channel];
    const isSteep = Math.abs(y1 - y0) > Math.abs(x1 - x0);
    const [from, to] = isSteep ? [y0, y1] : [x0, x1];
    const [start, end] = isSteep ? [x0, x1] : [y0, y1];
    const [stride, beside] = isSteep ? [width, 1] : [1, width];
    const limit = isSteep ? width : height;
    const slope = (end - start) / (to - from || 1);
    const [first, last] = from < to ? [from, to] : [to, from];
    const stop = Math.round(last);
    let cross = start + slope * (Math.round(first) + 0.5 - from) - 0.5;
    for (let step = Math.round(first); step < stop; step++, cross += slope) {
      const low = Math.floor(cross);
      if (low < 0 || low + 1 >= limit) continue;
      const place = step * stride + low * beside;
      sum[place] += light * (low + 1 - cross);
      sum[place + beside] += light * (cross - low);
    }
  }

  /** Turns the added-up light into a picture, exposed so that crowds do not burn out. */
  develop() {
    const [blue, orange] = this.sums;
    const bytes = this.image.data;
    const dark = GLARE / this.crowd();
    const [[r, g, b], [r0, g0, b0], [r1, g1, b1]] = [GROUND, POSITIVE, NEGATIVE];
    bytes.set(this.bare);
    for (let place = 0, at = 0; place < blue.length; place++, at += 4) {
      const plus = blue[place];
      const minus = orange[place];
      if (plus + minus === 0) continue;
      const share = (plus * plus) / (plus * plus + minus * minus);
      const light = 1 - Math.exp(-dark * (plus + minus));
      bytes[at] = r + light * (r1 + share * (r0 - r1) - r);
      bytes[at + 1] = g + light * (g1 + share * (g0 - g1) - g);
      bytes[at + 2] = b + light * (b1 + share * (b0 - b1) - b);
    }
    this.pen.putImageData(this.image, 0, 0);
  }

  /** The light below which most of the lit pixels stay, and 1 at least. */
  crowd() {
    const [blue, orange] = this.sums;
    const counts = new Int32Array(BINS);
    let most = 0;
    for (let place = 0; place < blue.length; place += SAMPLED)
      most = Math.max(most, blue[place] + orange[place]);
    if (!most) return 1;
    let lit = 0;
    for (let place = 0; place < blue.length; place += SAMPLED) {
      const light = blue[place] + orange[place];
      if (!light) continue;
      counts[Math.min(Math.floor((light / most) * BINS), BINS - 1)] += 1;
      lit += 1;
    }
    let [bin, below] = [0, counts[0]];
    while (below < CROWD * lit) below += counts[++bin];
    return Math.max((most * (bin + 1)) / BINS, 1);
  }
}
