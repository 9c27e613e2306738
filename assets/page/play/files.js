// Networks from files: what Network.save writes, as .npz or .json. Nothing in them is ever run.

const LARGEST_FILE = 2 ** 24; // bytes, and of what it unpacks to
const MOST_NEURONS = 64; // in a layer that can still be seen
const MOST_LAYERS = 5;
const LARGEST_NUMBER = 3.4e38; // of 32 bits

/** Why a file is not a network that can be shown: a sentence's name and its values. */
class Unreadable extends Refusal {}

/** The network in the bytes of a file. Throws an Unreadable. @returns {Promise<Network>} */
async function readNetwork(/** @type {ArrayBuffer} */ bytes) {
  if (bytes.byteLength > LARGEST_FILE) throw new Unreadable("file_large");
  const start = new Uint8Array(bytes.slice(0, 2));
  try {
    const isZip = start[0] === 0x50 && start[1] === 0x4b;
    return checked(await (isZip ? fromNpz(bytes) : fromJson(bytes)));
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable("file_unknown");
  }
}

function fromJson(bytes) {
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

async function fromNpz(bytes) {
  const arrays = await unzipped(bytes);
  const found = JSON.parse(arrays.get("about.npy"));
  const layers = found.activations.map((activation, place) => {
    const { shape, values } = arrays.get(`weights_${place}.npy`);
    const row = (neuron) => values.slice(neuron * shape[1], (neuron + 1) * shape[1]);
    const weights = Array.from({ length: shape[0] }, (_, neuron) => row(neuron));
    return { weights, biases: arrays.get(`biases_${place}.npy`).values, activation };
  });
  return { ...found, layers };
}

/** The network itself, if it is one of ours that can be shown. @returns {Network} */
function checked({ format, version, labels, layers, origin }) {
  if (format !== "squishification network" || version !== 1) throw new Unreadable("file_unknown");
  if (!layers.length || layers.length > MOST_LAYERS)
    throw new Unreadable("file_layers", { count: layers.length, most: MOST_LAYERS });
  let inputs = GRID * GRID;
  layers.forEach(({ weights, biases, activation }, place) => {
    const layer = place + 1;
    if (!Object.hasOwn(ACTIVATIONS, activation)) throw new Unreadable("file_activation", { layer });
    const fits = weights.length === biases.length && weights.every((row) => row.length === inputs);
    if (!fits || !weights.length) throw new Unreadable("file_shape", { layer, inputs });
    if (weights.length > MOST_NEURONS)
      throw new Unreadable("file_neurons", { layer, count: weights.length, most: MOST_NEURONS });
    const isNumber = (each) => Math.abs(each) <= LARGEST_NUMBER;
    if (!biases.every(isNumber) || !weights.every((row) => row.every(isNumber)))
      throw new Unreadable("file_numbers");
    inputs = biases.length;
  });
  if (!Array.isArray(labels) || labels.length !== inputs)
    throw new Unreadable("file_labels", { inputs });
  return { labels: labels.map((each) => String(each).slice(0, 12)), layers, origin };
}
