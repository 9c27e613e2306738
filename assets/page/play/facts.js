// What the tours ask of the networks: each fact is worked out anew from forward passes.

import { changed, forward, ranking, total } from "./network.js";
import { SIDE } from "./ink.js";
import { written } from "./words.js";

/** @typedef {import("./page.js").Page} Page */
/** @typedef {import("./address.js").Shown} Shown */
/** @typedef {import("./network.js").Network} Network */

const LOOPS = [0, 6, 8, 9]; // digits that are written with a loop

/** The network that something shown is about, with what is changed in it. */
export function networkOf(/** @type {Page} */ page, shown = page.shown) {
  return changed(page.networks.get(shown.network), shown.changes);
}

/** The answer to what lies on the paper, and its score. */
export function answered(/** @type {Page} */ { record, network }) {
  return answerIn(record, network);
}

function answerIn(/** @type {import("./network.js").LayerPass[]} */ record, /** @type {Network} */ network) {
  const { activations } = record[record.length - 1];
  const [first] = ranking(activations);
  return { label: network.labels[first], score: written(activations[first], 3) };
}

/** The answer to a sample. */
export function answerTo(/** @type {Page} */ page, /** @type {string} */ sample, shown = page.shown) {
  const network = networkOf(page, shown);
  return answerIn(forward(network, page.samples.get(sample)), network);
}

/** Which of the ten samples are read rightly. @returns {boolean[]} */
export function readRightly(/** @type {Page} */ page, shown = page.shown) {
  return page.samples.names.map((sample, digit) => answerTo(page, sample, shown).label === String(digit));
}

/** How many of the samples are read rightly, and how many were before the network was changed. */
export function rightAndBefore(/** @type {Page} */ page) {
  const count = (shown) => String(readRightly(page, shown).filter(Boolean).length);
  return { right: count(page.shown), before: count({ ...page.shown, changes: [] }) };
}

/** The activation of the neuron that is shown, at what lies on the paper. */
export function lightNow(/** @type {Page} */ { record, shown }) {
  return written(record[shown.layer].activations[shown.neuron], 3);
}

/**
 * How bright a neuron is at each sample: the darkest with a loop, the brightest without, and which
 * that is. It parts them if the first is the greater.
 */
export function parting(/** @type {Page} */ page, shown = page.shown) {
  const network = networkOf(page, shown);
  const lights = page.samples.names.map(
    (sample) => forward(network, page.samples.get(sample))[shown.layer].activations[shown.neuron],
  );
  const others = [...lights.keys()].filter((digit) => !LOOPS.includes(digit));
  const least = Math.min(...LOOPS.map((digit) => lights[digit]));
  const most = Math.max(...others.map((digit) => lights[digit]));
  return {
    isParted: least > most,
    brightest: page.samples.names[others.find((digit) => lights[digit] === most)],
    told: { least: written(least, 3), most: written(most, 3) },
  };
}

/** How many weights and biases there are. */
export function countOf(/** @type {Network} */ { layers }) {
  return total(layers.map(({ weights, biases }) => biases.length * (weights[0].length + 1)));
}

/** How far a drawing's middle is from that of the paper, in sides of the paper. */
export function awayFromMiddle(/** @type {import("./pieces.js").Box} */ { left, right, top, bottom }) {
  return Math.hypot(left + right - SIDE, top + bottom - SIDE) / (2 * SIDE);
}

/** What the first of so many places gives that gives anything. */
export function firstOf(count, /** @type {(place: number) => any} */ give) {
  for (let place = 0; place < count; place++) {
    const found = give(place);
    if (found) return found;
  }
  return null;
}
