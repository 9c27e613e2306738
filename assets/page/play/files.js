// Networks from files: what Network.save writes, as .npz or .json. Nothing in them is ever run.

import { activationNamed } from "./network.js";
import { LARGEST_FILE, unzipped } from "./npz.js";
import { Unreadable } from "./refusals.js";
import { GRID } from "./normalise.js";

const MOST_LAYERS = 7;
const MOST_LETTERS = 12; // of a label
export const LARGEST_NUMBER = 3.4e38; // of 32 bits

/** @typedef {import("./network.js").Network} Network */

/** The network in the bytes of a file. Throws an Unreadable. @returns {Network} */
export function readNetwork(/** @type {ArrayBuffer} */ bytes) {
  if (bytes.byteLength > LARGEST_FILE) throw new Unreadable("file_large");
  const start = new Uint8Array(bytes.slice(0, 2));
  try {
    const isZip = start[0] === 0x50 && start[1] === 0x4b;
    return checked(isZip ? fromNpz(bytes) : fromJson(bytes));
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable("file_unknown");
  }
}

function fromJson(/** @type {ArrayBuffer} */ bytes) {
  const found = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  const layers = found.layers.map(({ weights, biases, activation }) => ({
    weights: weights.map(numbers),
    biases: numbers(biases),
    activation,
  }));
  return { ...found, layers };
}

/** An array of numbers and of nothing else, none being lost on the way. */
function numbers(list) {
  if (!Array.isArray(list) || !list.every((each) => typeof each === "number"))
    throw new Unreadable("file_numbers");
  return Float64Array.from(list);
}

function fromNpz(/** @type {ArrayBuffer} */ bytes) {
  const arrays = unzipped(bytes);
  const about = JSON.parse(arrays.get("about.npy"));
  const layers = about.activations.map((activation, place) => {
    const { shape, values } = arrays.get(`weights_${place}.npy`);
    const steps = arrays.get(`steps_${place}.npy`)?.values; // of whole numbers, one each neuron
    const row = (neuron) => {
      const found = values.slice(neuron * shape[1], (neuron + 1) * shape[1]);
      return steps ? found.map((each) => each * steps[neuron]) : found;
    };
    const weights = Array.from({ length: shape[0] }, (_, neuron) => row(neuron));
    return { weights, biases: arrays.get(`biases_${place}.npy`).values, activation };
  });
  return { ...about, layers };
}

/** The network itself, if it is one of ours that can be shown. @returns {Network} */
function checked({ format, version, labels, layers, origin }) {
  if (format !== "squishification network" || version !== 1) throw new Unreadable("file_unknown");
  if (!layers.length || layers.length > MOST_LAYERS)
    throw new Unreadable("file_layers", { count: layers.length, most: MOST_LAYERS });
  let inputs = GRID * GRID;
  layers.forEach(({ weights, biases, activation }, place) => {
    const layer = place + 1;
    if (!activationNamed(activation))
      throw new Unreadable("file_activation", { layer });
    const fits = weights.length === biases.length && weights.every((row) => row.length === inputs);
    if (!fits || !weights.length) throw new Unreadable("file_shape", { layer, inputs });
    const isNumber = (each) => Math.abs(each) <= LARGEST_NUMBER;
    if (!biases.every(isNumber) || !weights.every((row) => row.every(isNumber)))
      throw new Unreadable("file_numbers");
    inputs = biases.length;
  });
  if (!Array.isArray(labels) || labels.length !== inputs)
    throw new Unreadable("file_labels", { inputs });
  const isShared = origin?.shares === "softmax";
  return { labels: labels.map((each) => String(each).slice(0, MOST_LETTERS)), layers, isShared };
}
