// How a picture gets another size, as network/preprocessing/resize.py does it.

import { total } from "./network.js";
import { blank } from "./pieces.js";

/** @typedef {import("./pieces.js").Picture} Picture */

/** The nearest whole number, halves to the even one. */
export function even(value) {
  const low = Math.floor(value);
  return value - low === 0.5 ? low + (low % 2) : Math.round(value);
}

/** The picture in another size; each new pixel is a weighted mean of the old ones around it. */
export function resized(/** @type {Picture} */ picture, height, width) {
  if (picture.height === height && picture.width === width) return picture;
  const narrow = blank(picture.height, width);
  meansOf(picture.width, width).forEach(({ first, weights }, column) => {
    for (let row = 0; row < picture.height; row++) {
      const start = row * picture.width + first;
      let sum = 0;
      for (let at = 0; at < weights.length; at++) sum += weights[at] * picture.values[start + at];
      narrow.values[row * width + column] = sum;
    }
  });
  const made = blank(height, width);
  meansOf(picture.height, height).forEach(({ first, weights }, row) => {
    for (let column = 0; column < width; column++) {
      let sum = 0;
      for (let at = 0; at < weights.length; at++)
        sum += weights[at] * narrow.values[(first + at) * width + column];
      made.values[row * width + column] = Math.min(Math.max(sum, 0), 1);
    }
  });
  return made;
}

/** For each new pixel a triangle of weights over as many old pixels as make a new one. */
function meansOf(before, after) {
  const reach = Math.max(1, before / after);
  return Array.from({ length: after }, (_, place) => {
    const middle = ((place + 0.5) * before) / after - 0.5;
    const first = Math.max(Math.ceil(middle - reach), 0);
    const last = Math.min(Math.floor(middle + reach), before - 1);
    const weights = [];
    for (let at = first; at <= last; at++) weights.push(1 - Math.abs(at - middle) / reach);
    const all = total(weights);
    return { first, weights: weights.map((each) => each / all) };
  });
}
