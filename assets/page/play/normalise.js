// Turns the ink of one digit into 28 x 28 brightnesses, step by step as network/preprocessing/normalisation.py
// does.

import { total } from "./network.js";
import { blank, cut, distances, labelled, padded } from "./pieces.js";
import { Refusal } from "./refusals.js";
import { even, resized } from "./sizes.js";

/** @typedef {import("./pieces.js").Picture} Picture */
/** @typedef {import("./pieces.js").Box} Box */

export const GRID = 28; // pixels along a side of what the network sees
const FITTED = 20; // pixels: the side of the square into which MNIST's digits were fitted
const FINE = 1024; // parts of a pixel to which a centre of mass is known
const PEN = 2.5; // pixels: the least width of a line in the fitted digit
const SHARES = [0.03, 0.36]; // of ink in the finished 28 x 28
export const INK = 0.4; // from which a pixel counts as ink
const APART = 0.1; // of the height: nearer pieces of a digit that is no broader than high fell apart
const FAR = 0.3; // of the height or breadth: pieces further from all others are marks of their own
const [TALL, WIDE] = [2, 2.2]; // times as high as broad, or as broad as high: more than one digit
const SPECK = 0.05; // the part of the largest piece of ink below which another one is a speck

/** From ink to the digit that the network sees, with the steps between; throws a Refusal. */
export function normaliseInk(/** @type {Picture} */ ink) {
  const steps = placed(oneDigit(ink));
  const share = total(steps.image.values) / steps.image.values.length;
  if (share < SHARES[0] || share > SHARES[1]) {
    const [least, most] = SHARES.map((each) => `${Math.round(100 * each)}%`);
    throw new Refusal("share_refused", { share: `${(100 * share).toFixed(1)}%`, least, most });
  }
  return steps;
}

/** The same for any ink, be it a digit or not: all of it is fitted and centred. */
export function normaliseAnyway(/** @type {Picture} */ ink) {
  const { boxes } = labelled(ink, INK);
  const box = around(boxes);
  return placed({ box, crop: cut(ink, box) });
}

function placed({ box, crop }) {
  const fitted = fit(crop);
  return { box, crop, fitted, ...centre(fitted) };
}

/** The ink of the one digit in a picture, cut out to its edges; specks are left out. */
function oneDigit(ink) {
  const { height, width } = ink;
  const { pieces, areas, boxes } = labelled(ink, INK);
  const sides = sidesOf(pieces, height, width);
  for (const piece of alongEdges(sides)) areas[piece] = 0;
  const digit = areas.indexOf(Math.max(...areas));
  if (!areas[digit]) throw new Refusal("border_refused");
  const onBorder = sides.flat();
  const cutOff = onBorder.filter((piece) => piece === digit).length;
  if (cutOff) throw new Refusal("cut_refused", { count: cutOff });
  for (const piece of onBorder) areas[piece] = 0;
  const isKept = areas.map((area, piece) => piece > 0 && area >= SPECK * areas[digit]);
  const kept = boxes.filter((_, place) => isKept[place + 1]);
  const box = around(kept);
  const found = { height, width, values: Float64Array.from(pieces, (each) => Number(isKept[each])) };
  if (severalIn(kept, cut(found, box))) throw new Refusal("several_refused");
  const reach = Math.max(1, Math.floor(Math.max(height, width) / 100));
  return { box, crop: cut(near(ink, pieces, isKept, box, reach), box) };
}

/** The smallest box around all boxes. @returns {Box} */
function around(/** @type {Box[]} */ boxes) {
  return {
    top: Math.min(...boxes.map((each) => each.top)),
    bottom: Math.max(...boxes.map((each) => each.bottom)),
    left: Math.min(...boxes.map((each) => each.left)),
    right: Math.max(...boxes.map((each) => each.right)),
  };
}

/** The ink no further than `reach` from the pieces that are kept. */
function near(ink, pieces, isKept, box, reach) {
  const { height, width } = ink;
  const made = blank(height, width);
  for (let row = box.top; row < box.bottom; row++) {
    for (let column = box.left; column < box.right; column++) {
      if (!isKept[pieces[row * width + column]]) continue;
      for (let r = Math.max(row - reach, 0); r <= Math.min(row + reach, height - 1); r++) {
        const [left, right] = [Math.max(column - reach, 0), Math.min(column + reach, width - 1)];
        for (let c = left; c <= right; c++) made.values[r * width + c] = ink.values[r * width + c];
      }
    }
  }
  return made;
}

/** What stands along the top, bottom, left and right of a picture. @returns {number[][]} */
function sidesOf(values, height, width) {
  const rows = [...Array(height).keys()];
  return [
    [...values.subarray(0, width)],
    [...values.subarray((height - 1) * width)],
    rows.map((row) => values[row * width]),
    rows.map((row) => values[row * width + width - 1]),
  ];
}

/** Pieces that lie in a corner of the picture or along a third of a side. */
function alongEdges(sides) {
  const corners = [sides[0], sides[1]].flatMap((side) => [side[0], side[side.length - 1]]);
  const long = sides.flatMap((side) =>
    side.filter(
      (piece) => piece && side.filter((other) => other === piece).length > side.length / 3,
    ),
  );
  return new Set([...corners, ...long].filter((piece) => piece > 0));
}

/** Whether pieces of ink, in their boxes and cut out of the picture, are more than one digit. */
function severalIn(/** @type {Box[]} */ boxes, /** @type {Picture} */ found) {
  const [height, breadth] = [found.height, found.width];
  if (breadth > WIDE * height) return true;
  if (boxes.length < 2) return false;
  const width = penWidth(found);
  const gap = breadth > 0.9 * height ? 0 : APART * height;
  const least = Math.min(0.3 * height, 3 * width);
  const pairs = boxes.flatMap((one, place) => boxes.slice(place + 1).map((other) => [one, other]));
  return (
    isScattered(found) ||
    pairs.some(([one, other]) => isSideBySide(one, other, least, gap)) ||
    (height > TALL * breadth && pairs.some(([one, other]) => isOnTheOther(one, other, 2 * width)))
  );
}

/** Whether some ink lies further from all the rest than a digit's strokes fall apart. */
function isScattered(/** @type {Picture} */ { height, width, values }) {
  const reach = (FAR * Math.max(height, width)) / 2;
  const reached = distances(values, height, width).map((each) => Number(each <= reach));
  return labelled({ height, width, values: reached }, 0).boxes.length > 1;
}

/** Whether two pieces share rows and no column, and are neither too small nor too near. */
function isSideBySide(/** @type {Box} */ one, /** @type {Box} */ other, least, gap) {
  const [small, large] = [one, other].map((each) => each.bottom - each.top).sort((a, b) => a - b);
  const rows = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  const columns = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  return small >= Math.max(0.5 * large, least) && rows >= 0.5 * small && -columns >= gap;
}

/** Whether two pieces share no row, are alike in height, and measure more than a line. */
function isOnTheOther(/** @type {Box} */ one, /** @type {Box} */ other, least) {
  const [small, large] = [one, other].map((each) => each.bottom - each.top).sort((a, b) => a - b);
  const rows = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  const narrow = Math.min(one.right - one.left, other.right - other.left);
  return rows <= 0 && small >= 0.5 * large && Math.min(small, narrow) >= least;
}

/** The same digit with a longest side of 20 and lines no thinner than 2.5. */
function fit(/** @type {Picture} */ crop) {
  let scale = FITTED / Math.max(crop.height, crop.width);
  const thin = PEN / scale - penWidth(crop);
  if (thin > 0) {
    crop = padded(crop, Math.ceil(thin / 2));
    const isInk = crop.values.map((each) => Number(each > INK));
    const away = distances(isInk, crop.height, crop.width);
    const { height, width } = crop;
    const thicker = (ink, at) => Math.max(ink, Math.min(Math.max(1 + thin / 2 - away[at], 0), 1));
    crop = { height, width, values: crop.values.map(thicker) };
    scale = FITTED / Math.max(height, width);
  }
  const [height, width] = [crop.height, crop.width].map((each) => Math.max(1, even(each * scale)));
  const fitted = resized(crop, height, width);
  const most = fitted.values.reduce((one, other) => Math.max(one, other));
  return { height, width, values: fitted.values.map((each) => each / most) };
}

/** Mean width of the lines: four times the mean distance of their ink from paper, in quarters. */
function penWidth(crop) {
  const { height, width, values } = padded(doubled(crop), 1);
  const isPaper = values.map((each) => Number(each <= INK));
  const away = distances(isPaper, height, width);
  let [depth, count] = [0, 0];
  for (let place = 0; place < away.length; place++) {
    if (isPaper[place]) continue;
    depth += away[place] - 0.5;
    count += 1;
  }
  return (2 * depth) / count;
}

/** A picture of which each pixel has become four. */
function doubled({ height, width, values }) {
  const made = blank(2 * height, 2 * width);
  const from = (place) =>
    Math.floor(place / made.width / 2) * width + Math.floor((place % made.width) / 2);
  return { ...made, values: made.values.map((_, place) => values[from(place)]) };
}

/**
 * 28 x 28 pixels with the centre of mass of the fitted digit in the middle, to the pixel. The mass
 * is rounded first, for that of a symmetric digit lies half-way between two pixels.
 */
function centre(/** @type {Picture} */ fitted) {
  const { height, width, values } = fitted;
  const all = total(values);
  const row = total(values.map((each, place) => each * Math.floor(place / width))) / all;
  const column = total(values.map((each, place) => each * (place % width))) / all;
  const start = (mass, length) => {
    const move = Math.round(GRID / 2 - Math.round(mass * FINE) / FINE); // halves up
    return Math.min(Math.max(move, 0), GRID - length);
  };
  const [top, left] = [start(row, height), start(column, width)];
  const image = blank(GRID, GRID);
  for (let line = 0; line < height; line++) {
    const place = (top + line) * GRID + left;
    image.values.set(values.subarray(line * width, (line + 1) * width), place);
  }
  return { image, corner: { top, left } };
}
