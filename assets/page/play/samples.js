// The digits that the page brings along, moved as well, and pictures of noise: each has a name.

import { GRID } from "./normalise.js";
import { pixelsOf } from "./pixels.js";

const NAME = /^(?:(noise)_(\d{1,4})|([a-z]+)(?:_(-?\d{1,2})_(-?\d{1,2}))?)$/;

/**
 * Samples by name: "three", "three_2_-1" for two pixels right and one up, "noise_7", and those of
 * films, whose names hold their pixels.
 */
export class Samples {
  /** @param {Map<string, Float64Array>} drawn  by name, in the order of their digits */
  constructor(drawn) {
    this.drawn = drawn;
    this.names = [...drawn.keys()];
  }

  has(/** @type {string} */ name) {
    const [, noise, , base] = NAME.exec(name) ?? [];
    return Boolean(noise) || this.drawn.has(base) || Boolean(pixelsOf(name));
  }

  /** @returns {Float64Array | undefined} */
  get(/** @type {string} */ name) {
    if (!this.has(name)) return undefined;
    const pixels = pixelsOf(name);
    if (pixels) return pixels;
    const [, noise, seed, base, across, down] = NAME.exec(name);
    if (noise) return noiseOf(Number(seed));
    return moved(this.drawn.get(base), Number(across ?? 0), Number(down ?? 0));
  }

  /** What a name says: of which sample it is, which digit that is, and how far it is moved. */
  told(/** @type {string} */ name) {
    const [, , , found, across, down] = NAME.exec(name) ?? [];
    const digit = this.names.indexOf(found);
    const base = this.names[digit];
    return { base, digit, across: Number(across ?? 0), down: Number(down ?? 0) };
  }
}

/** The name of a sample that is moved by so many pixels. */
export function movedName(/** @type {string} */ base, across, down) {
  return across || down ? `${base}_${across}_${down}` : base;
}

/** The pixels so far away; what leaves the picture is lost, what comes in is bare. */
function moved(/** @type {Float64Array} */ pixels, across, down) {
  return pixels.map((_, place) => {
    const [row, column] = [Math.floor(place / GRID) - down, (place % GRID) - across];
    const isInside = row >= 0 && row < GRID && column >= 0 && column < GRID;
    return isInside ? pixels[row * GRID + column] : 0;
  });
}

/** Pixels of any brightness, each like any other: mulberry32, by Tommy Ettinger. */
function noiseOf(/** @type {number} */ seed) {
  let state = seed;
  return new Float64Array(GRID * GRID).map(() => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  });
}
