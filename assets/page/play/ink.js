// What has been drawn: strokes of the pen, the ink that they leave, and the digit read from it.

import { GRID, INK, normaliseAnyway, normaliseInk } from "./normalise.js";
import { blank } from "./pieces.js";

export const SIDE = 140; // pixels along a side of the paper
export const UNITS = 2; // steps of a point's place for each pixel
const RADIUS = 6.5; // pixels: half the width of the pen's line
const EDGE = Math.ceil(UNITS * (RADIUS + 1)); // so near to the paper's edge the pen may come
export const STRIDE = 31; // units between neighbouring points at most, each way

/**
 * @typedef {{erases: boolean, points: number[][]}} Stroke  points are [x, y] in units
 */

/** The paper before a pen touches it: bare, or with a sample of 28 x 28 on it. */
export function paper(/** @type {Float64Array | undefined} */ sample = undefined) {
  const ink = blank(SIDE, SIDE);
  if (!sample) return ink;
  const cell = SIDE / GRID;
  const from = (place) =>
    sample[Math.floor(place / SIDE / cell) * GRID + Math.floor((place % SIDE) / cell)];
  return { ...ink, values: ink.values.map((_, place) => from(place)) };
}

/** Leaves on the paper what a stroke leaves from one of its points to the last. */
export function leave(ink, { erases, points }, first = 0) {
  for (let at = first; at < points.length; at++) {
    const [from, to] = [points[Math.max(at - 1, 0)], points[at]];
    line(ink, from[0] / UNITS, from[1] / UNITS, to[0] / UNITS, to[1] / UNITS, erases);
  }
}

/** A round pen's line; pixel (0, 0) has its middle at (0.5, 0.5). */
function line(ink, x0, y0, x1, y1, erases) {
  const [across, down] = [x1 - x0, y1 - y0];
  const square = across * across + down * down || 1;
  const reach = RADIUS + 1;
  const [top, bottom] = [Math.min(y0, y1) - reach, Math.max(y0, y1) + reach];
  const [left, right] = [Math.min(x0, x1) - reach, Math.max(x0, x1) + reach];
  for (let row = Math.max(Math.floor(top), 0); row < Math.min(bottom, SIDE); row++) {
    for (let column = Math.max(Math.floor(left), 0); column < Math.min(right, SIDE); column++) {
      const [x, y] = [column + 0.5 - x0, row + 0.5 - y0];
      const along = Math.min(Math.max((x * across + y * down) / square, 0), 1);
      const away = Math.hypot(x - along * across, y - along * down);
      const covered = Math.min(Math.max(RADIUS + 0.5 - away, 0), 1);
      const place = row * SIDE + column;
      const before = ink.values[place];
      ink.values[place] = erases ? Math.min(before, 1 - covered) : Math.max(before, covered);
    }
  }
}

/** The ink of a sample and strokes upon it. */
export function inkOf(sample, /** @type {Stroke[]} */ strokes) {
  const ink = paper(sample);
  for (const stroke of strokes) leave(ink, stroke);
  return ink;
}

/** A point as the pen can have it: whole units, and not so near to the edge that ink is cut off. */
export function onPaper(x, y) {
  const limited = (value) => Math.min(Math.max(Math.round(value), EDGE), UNITS * SIDE - EDGE);
  return [limited(x), limited(y)];
}

/** Adds a point to a stroke, with others on the way where it is far. */
export function extend(/** @type {Stroke} */ { points }, to) {
  const from = points[points.length - 1];
  if (from && from[0] === to[0] && from[1] === to[1]) return;
  const [across, down] = from ? [to[0] - from[0], to[1] - from[1]] : [0, 0];
  const steps = Math.max(1, Math.ceil(Math.max(Math.abs(across), Math.abs(down)) / STRIDE));
  for (let step = steps - 1; step >= 0; step--) {
    const left = step / steps;
    points.push([Math.round(to[0] - left * across), Math.round(to[1] - left * down)]);
  }
}

/**
 * The digit in ink, with the steps to it; a bare paper is 784 zeros. What is no digit is read only
 * if `isAnyway`, else it throws a Refusal.
 */
export function readInk(/** @type {import("./pieces.js").Picture} */ ink, isAnyway = false) {
  if (ink.values.every((each) => each <= INK)) return { image: blank(GRID, GRID), isBare: true };
  return isAnyway ? normaliseAnyway(ink) : normaliseInk(ink);
}
