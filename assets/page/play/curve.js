// The curve that squishes a weighted sum, with the neuron's own sum carried to its activation.

import { written } from "./words.js";

const CURVE = { width: 240, height: 132, side: 14, top: 16, bottom: 26 }; // of its picture
const REACH = 8; // of the sums shown at least
const POINTS = 96;

/** Draws the activation at every sum, and the neuron's own place. */
export function showCurve(/** @type {SVGElement} */ svg, neuron) {
  const z = neuron.weightedSum;
  const reach = Math.max(REACH, Math.ceil(1.1 * Math.abs(z)));
  const sums = Array.from({ length: POINTS + 1 }, (_, at) => reach * ((2 * at) / POINTS - 1));
  const heights = sums.map(neuron.at);
  const low = Math.min(0, ...heights);
  const high = Math.max(1, ...heights);
  const { width, height, side, top, bottom } = CURVE;
  const x = (sum) => side + ((sum + reach) / (2 * reach)) * (width - 2 * side);
  const y = (value) => height - bottom - ((value - low) / (high - low)) * (height - top - bottom);
  const set = (name, attributes) => {
    const element = svg.querySelector(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const line = (points) => `M${points.map((each) => each.join(" ")).join("L")}`;
  set(".graph", { d: line(sums.map((sum, at) => [x(sum), y(heights[at])])) });
  set(".axes", {
    d: `${line([[x(-reach), y(0)], [x(reach), y(0)]])}${line([[x(0), y(low)], [x(0), y(high)]])}`,
  });
  set(".way", { d: line([[x(z), y(0)], [x(z), y(neuron.activation)], [x(0), y(neuron.activation)]]) });
  set(".here", { cx: x(z), cy: y(neuron.activation) });
  set(".least", { x: x(-reach), y: height - 8 }).textContent = written(-reach, 0);
  set(".zero", { x: x(0), y: height - 8 }).textContent = "0";
  set(".most", { x: x(reach), y: height - 8 }).textContent = written(reach, 0);
  const [away, anchor] = z < 0 ? [6, "start"] : [-6, "end"]; // from the way to the activation
  set(".top", { x: x(0) + away, y: y(high) + 4, "text-anchor": anchor }).textContent = written(high, 0);
}
