// Pictures of numbers: white for brightness, blue above zero and orange below, as in the films.

import { GRID } from "./normalise.js";

/** @typedef {import("./pieces.js").Picture} Picture */

const FAINTEST = 0.5; // the colour strength of the smallest number that is to be seen
const SMALLEST = 0.02; // of the largest number: smaller ones go out with their size
const CONTRAST = 0.45; // exponent from relative size to colour strength

export const [POSITIVE, NEGATIVE, GROUND] = ["positive", "negative", "ground"].map(colour);

/** A colour of theme.css as [red, green, blue]. */
function colour(name) {
  const hex = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  return [1, 3, 5].map((start) => parseInt(hex.slice(start, start + 2), 16));
}

/** How strongly a number is drawn beside the largest of its kind: 0 for zero, 1 for it. */
export function strength(value, largest) {
  if (!value || !largest) return 0;
  const size = Math.min(Math.abs(value) / largest, 1);
  return Math.min(size / SMALLEST, 1) * (FAINTEST + (1 - FAINTEST) * size ** CONTRAST);
}

/** The largest size among numbers. */
export function largestOf(values) {
  let most = 0;
  for (const each of values) most = Math.max(most, Math.abs(each));
  return most;
}

/** The colour of an activation by its share of white: grey, or orange where it is below zero. */
export function lightOf(/** @type {number} */ share) {
  const full = share < 0 ? NEGATIVE : [255, 255, 255];
  return full.map((each) => Math.round(each * Math.min(Math.abs(share), 1)));
}

/** Shows shares of white, from -1 to 1, one pixel of the canvas for each. */
export function paintLight(canvas, /** @type {Picture} */ { height, width, values }) {
  paint(canvas, height, width, (bytes) => {
    for (let place = 0; place < values.length; place++) bytes.set(lightOf(values[place]), 4 * place);
  });
}

/** Shows a picture of brightnesses from 0 to 1, one pixel of the canvas for each. */
export function paintBright(canvas, /** @type {Picture} */ { height, width, values }) {
  paint(canvas, height, width, (bytes) => {
    for (let place = 0, at = 0; place < values.length; place++, at += 4)
      bytes[at] = bytes[at + 1] = bytes[at + 2] = 255 * values[place];
  });
}

/** Shows brightnesses from 0 to 1 as discs upon an empty grid, on the ground or on nothing. */
export function paintDiscs(canvas, /** @type {HTMLCanvasElement} */ empty, values, isOnGround) {
  const pen = canvas.getContext("2d");
  pen.globalAlpha = 1;
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = `rgb(${GROUND})`;
  if (isOnGround) pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(empty, 0, 0);
  pen.fillStyle = "white";
  const cell = canvas.width / GRID;
  values.forEach((value, place) => {
    if (!value) return;
    pen.globalAlpha = value;
    circle(pen, place, cell, 0.44);
    pen.fill();
  });
}

/** A grid of side x side pixels in which a ring stands for every disc, for paintDiscs. */
export function emptyGrid(side) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const pen = canvas.getContext("2d");
  const cell = side / GRID;
  pen.strokeStyle = `rgb(${colour("structure")})`;
  pen.lineWidth = 0.08 * cell;
  for (let place = 0; place < GRID * GRID; place++) {
    circle(pen, place, cell, 0.42);
    pen.stroke();
  }
  return canvas;
}

/** The circle at a place of the grid, its radius in parts of a cell. */
function circle(pen, place, cell, radius) {
  const [row, column] = [Math.floor(place / GRID), place % GRID];
  pen.beginPath();
  pen.arc((column + 0.5) * cell, (row + 0.5) * cell, radius * cell, 0, 2 * Math.PI);
}

/** Shows numbers with signs in a picture, coloured beside the largest. */
export function paintSigned(canvas, height, width, values, largest) {
  paint(canvas, height, width, (bytes) => {
    values.forEach((value, place) => {
      const full = value > 0 ? POSITIVE : NEGATIVE;
      const share = strength(value, largest);
      for (let channel = 0; channel < 3; channel++)
        bytes[4 * place + channel] = share * full[channel];
    });
  });
}

function paint(canvas, height, width, fill) {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const image = new ImageData(width, height);
  for (let place = 3; place < image.data.length; place += 4) image.data[place] = 255;
  fill(image.data);
  canvas.getContext("2d").putImageData(image, 0, 0);
}

/** Rows and columns in which numbers are shown: those of the pixels, or about a square. */
export function shapeOf(count) {
  const columns = Math.ceil(Math.sqrt(count));
  return { rows: Math.ceil(count / columns), columns };
}
