// The network: layers of weights and biases, and what one digit does inside them.

/**
 * @typedef {{weights: Float64Array[], biases: Float64Array, activation: string}} Layer
 *     One row of weights for each neuron.
 * @typedef {{labels: string[], layers: Layer[], isShared?: boolean}} Network
 *     Shared are bare scores of which it is told, too, what softmax makes of them.
 * @typedef {{layer: Layer, inputs: Float64Array, sums: Float64Array, activations: Float64Array}}
 *     LayerPass
 * @typedef {{layer: number, neuron: number, place: number | "bias", value: number}} Change
 */

/** @type {Record<string, (sums: Float64Array) => Float64Array>} */
export const ACTIVATIONS = {
  sigmoid: (sums) => sums.map((z) => 1 / (1 + Math.exp(-z))),
  relu: (sums) => sums.map((z) => Math.max(z, 0)),
  tanh: (sums) => sums.map(Math.tanh),
  softmax: (sums) => {
    const most = Math.max(...sums);
    const powers = sums.map((z) => Math.exp(z - most));
    const all = total(powers);
    return powers.map((each) => each / all);
  },
  identity: (sums) => sums,
  leaky_relu: (sums) => sums.map((z) => (z > 0 ? z : 0.01 * z)),
  elu: (sums) => sums.map((z) => (z > 0 ? z : Math.expm1(z))),
  gelu: (sums) => sums.map((z) => (z * (1 + errorFunction(z / Math.SQRT2))) / 2),
  gelu_tanh: (sums) =>
    sums.map((z) => (z * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z ** 3)))) / 2),
  silu: (sums) => sums.map((z) => z / (1 + Math.exp(-z))),
  softplus: (sums) => sums.map((z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)))),
  hard_sigmoid: (sums) => sums.map((z) => Math.min(Math.max(z / 6 + 0.5, 0), 1)),
  log_softmax: (sums) => {
    const most = Math.max(...sums);
    const all = Math.log(total(sums.map((z) => Math.exp(z - most))));
    return sums.map((z) => z - most - all);
  },
};

/** Families of one number each, the usual one of which stands above. */
const FAMILIES = {
  leaky_relu: (below) => (z) => (z > 0 ? z : below * z),
  elu: (depth) => (z) => (z > 0 ? z : depth * Math.expm1(z)),
  hard_sigmoid: (steepness) => (z) => Math.min(Math.max(steepness * z + 0.5, 0), 1),
};
const BRIGHT = ["sigmoid", "softmax", "hard_sigmoid"]; // from 0 to 1, as brightness goes

/** An activation's name without its number: "leaky_relu" of "leaky_relu:0.3". */
export function familyOf(/** @type {string} */ name) {
  return name.split(":")[0];
}

/** The function of a name, which may bring a number; undefined for any other name. */
export function activationNamed(/** @type {string} */ name) {
  if (Object.keys(ACTIVATIONS).includes(name)) return ACTIVATIONS[name];
  const [family, number] = String(name).split(":");
  if (!Object.keys(FAMILIES).includes(family) || !/^\d{1,3}(\.\d{1,12})?$/.test(number)) return undefined;
  const of = FAMILIES[family](Number(number));
  return Number(number) ? (sums) => sums.map((z) => of(z)) : undefined;
}

/** Whether a layer's activations lie between 0 and 1, as brightness does. */
export function isBright(/** @type {Layer} */ layer) {
  return BRIGHT.includes(familyOf(layer.activation));
}

/** What full light stands for in a layer: a bound, or the largest activation. */
export function whiteOf(/** @type {LayerPass} */ { layer, activations }) {
  if (isBright(layer) || layer.activation === "tanh") return 1;
  return Math.max(...activations.map(Math.abs)) || 1;
}

/** The error function, by a series all of whose terms have one sign (DLMF 7.6.2). */
function errorFunction(/** @type {number} */ x) {
  if (Math.abs(x) > 6) return Math.sign(x);
  let [term, sum] = [x, x];
  for (let place = 1; Math.abs(term) > 1e-17 * Math.abs(sum); place++) {
    term *= (2 * x * x) / (2 * place + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** @param {Iterable<number>} values */
export function total(values) {
  let sum = 0;
  for (const each of values) sum += each;
  return sum;
}

/** What one digit does in each layer. @returns {LayerPass[]} */
export function forward(/** @type {Network} */ network, /** @type {Float64Array} */ pixels) {
  let inputs = pixels;
  return network.layers.map((layer) => {
    const sums = layer.biases.map((bias, neuron) => {
      const weights = layer.weights[neuron];
      let sum = bias;
      for (let place = 0; place < inputs.length; place++) sum += weights[place] * inputs[place];
      return sum;
    });
    const passed = { layer, inputs, sums, activations: activationNamed(layer.activation)(sums) };
    inputs = passed.activations;
    return passed;
  });
}

/** One neuron at work: its terms, their heaps, its sum and its activation. */
export function neuronPass(/** @type {LayerPass} */ layerPass, index) {
  const { layer, inputs, sums, activations } = layerPass;
  const weights = layer.weights[index];
  const products = weights.map((weight, place) => weight * inputs[place]);
  return {
    inputs,
    weights,
    products,
    bias: layer.biases[index],
    positive: total(products.filter((each) => each > 0)),
    negative: total(products.filter((each) => each < 0)),
    weightedSum: sums[index],
    activation: activations[index],
    /** What the activation would be at another sum, all other neurons as they are. */
    at: (z) => activationNamed(layer.activation)(withValue(sums, index, z))[index],
  };
}

/** Places by size of their numbers, largest first. @returns {number[]} */
export function strongest(values) {
  return [...values.keys()].sort((one, other) => Math.abs(values[other]) - Math.abs(values[one]));
}

/** Places of the outputs, brightest first. */
export function ranking(scores) {
  return [...scores.keys()].sort((one, other) => scores[other] - scores[one]);
}

/** What softmax makes of bare scores, where that is to be told. */
export function sharesOf(/** @type {Network} */ { isShared }, /** @type {LayerPass} */ { layer, activations }) {
  return isShared && !isBright(layer) ? ACTIVATIONS.softmax(activations) : undefined;
}

/** Places of all outputs, or of so many of the brightest where there are more than `most`. */
export function foremost(scores, most, count) {
  if (scores.length <= most) return [...scores.keys()];
  return ranking(scores).slice(0, count).sort((one, other) => one - other);
}

/** The weight or bias that a change is about. */
export function parameter(/** @type {Network} */ network, { layer, neuron, place }) {
  const { weights, biases } = network.layers[layer];
  return place === "bias" ? biases[neuron] : weights[neuron][place];
}

/** The same network with some weights and biases changed. */
export function changed(/** @type {Network} */ network, /** @type {Change[]} */ changes) {
  const layers = [...network.layers];
  for (const { layer, neuron, place, value } of changes) {
    const { weights, biases, activation } = layers[layer];
    layers[layer] =
      place === "bias"
        ? { weights, biases: withValue(biases, neuron, value), activation }
        : { weights: withRow(weights, neuron, withValue(weights[neuron], place, value)), biases, activation };
  }
  return { ...network, layers };
}

/** The same numbers but for one. */
function withValue(/** @type {Float64Array} */ values, place, value) {
  const copy = values.slice();
  copy[place] = value;
  return copy;
}

/** The same rows but for one. */
function withRow(/** @type {Float64Array[]} */ rows, place, row) {
  return rows.map((each, at) => (at === place ? row : each));
}
