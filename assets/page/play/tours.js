// The tours: in each step something to find or to do, and whether it is so, by the forward pass.

import {
  answered,
  answerTo,
  awayFromMiddle,
  countOf,
  firstOf,
  lightNow,
  networkOf,
  parting,
  readRightly,
  rightAndBefore,
} from "./facts.js";
import { extend } from "./ink.js";
import { parameter, ranking } from "./network.js";
import { movedName } from "./samples.js";
import { counted, written } from "./words.js";

/** @typedef {import("./page.js").Page} Page */
/** @typedef {import("./address.js").Shown} Shown */

/**
 * @typedef {object} Step  its words are named by its tour and its place in it
 * @property {Partial<Shown>} [begin]  what is shown at first
 * @property {string[]} [acts]  names of ACTS at hand
 * @property {(page: Page) => Record<string, string> | null} found  what is to be told once it is so
 * @property {(page: Page) => Partial<Shown> | null} solve  one way there, if there is any
 */

const SILENT = -1000; // a bias that no sum makes up for: the sigmoid of it is 0 in 64 bits
const FARTHEST = 9; // pixels that the three is moved by in search of a failure
const LARGEST = 4096; // that a weight is turned to in search of a seven
const ASIDE = 0.15; // of the paper's side, from its middle to that of a drawing near its edge
const THREE = [[44, 40], [76, 24], [96, 46], [62, 70], [100, 98], [72, 126], [36, 108]]; // on paper

/** What a button of a step does. @type {Record<string, (page: Page) => Partial<Shown>>} */
export const ACTS = {
  left: (page) => moveBy(page, -1, 0),
  right: (page) => moveBy(page, 1, 0),
  up: (page) => moveBy(page, 0, -1),
  down: (page) => moveBy(page, 0, 1),
  unbias: ({ network }) => ({
    changes: network.layers.flatMap(({ biases }, layer) =>
      [...biases.keys()].map((neuron) => ({ layer, neuron, place: "bias", value: 0 })),
    ),
  }),
  silence: ({ shown: { layer, neuron } }) => ({
    changes: [{ layer, neuron, place: "bias", value: SILENT }],
  }),
  noise: ({ shown }) => {
    const seed = Number(/^noise_(\d+)$/.exec(shown.sample)?.[1] ?? 0) % 9999;
    return alone(`noise_${seed + 1}`);
  },
};

/** @type {Record<string, Step[]>} */
export const TOURS = {
  loops: [
    {
      begin: { ...alone("eight"), changes: [], layer: 1, neuron: 0 },
      found: (page) => {
        const { isParted, told } = parting(page);
        return page.shown.layer === 1 && isParted ? told : null;
      },
      solve: (page) =>
        firstOf(page.record[1].sums.length, (neuron) => {
          const chosen = { layer: 1, neuron };
          return parting(page, { ...page.shown, ...chosen }).isParted && chosen;
        }),
    },
    {
      found: (page) => {
        const { isParted, brightest } = parting(page);
        const label = String(page.samples.told(brightest).digit);
        const isThere = isParted && page.shown.layer === 1 && showsOnly(page, brightest);
        return isThere ? { label, light: lightNow(page) } : null;
      },
      solve: (page) => alone(parting(page).brightest),
    },
    {
      found: (page) => {
        const { moments, shown } = page;
        const { network } = moments[moments.length - 1];
        const isEarlier = shown.network !== network && moments.some((each) => each.network === shown.network);
        const wasParting = parting(page, { ...shown, network, changes: [] }).isParted;
        const { isParted, told } = parting(page);
        return isEarlier && shown.layer === 1 && wasParting && !isParted ? told : null;
      },
      solve: (page) =>
        firstOf(page.moments.length, (place) => {
          const past = { network: page.moments[page.moments.length - 1 - place].network, changes: [] };
          return !parting(page, { ...page.shown, ...past }).isParted && past;
        }),
    },
  ],
  seven: [
    {
      begin: { ...alone("three"), changes: [], layer: 0, neuron: 0 },
      found: (page) => {
        const seven = outputSeven(page);
        const isChosen = page.shown.layer === seven.layer && page.shown.neuron === seven.neuron;
        return isChosen ? { score: lightNow(page) } : null;
      },
      solve: outputSeven,
    },
    {
      found: (page) => {
        const change = oneWeight(page);
        const isSeven = showsOnly(page, "three") && answered(page).label === "7";
        if (!change || !isSeven) return null;
        const [from, to] = [parameter(page.network, change), change.value].map((each) => written(each));
        return { from, to, count: counted(countOf(page.network)) };
      },
      solve: weightOfSeven,
    },
    {
      found: (page) => {
        const lost = lostSamples(page).find((sample) => showsOnly(page, sample));
        return oneWeight(page) && lost ? { label: answered(page).label, ...rightAndBefore(page) } : null;
      },
      solve: (page) => (lostSamples(page).length ? alone(lostSamples(page)[0]) : null),
    },
  ],
  three: [
    {
      begin: { ...alone("three"), changes: [] },
      acts: ["left", "up", "down", "right"],
      found: (page) => {
        const { base, across, down } = page.samples.told(page.shown.sample);
        const isMoved = base === "three" && showsOnly(page, page.shown.sample);
        if (!isMoved || answered(page).label === "3") return null;
        return { count: String(Math.abs(across) + Math.abs(down)), ...answered(page) };
      },
      solve: nearestFailure,
    },
    {
      found: (page) => {
        const { box } = page.steps;
        const isAside = page.isRead && box && awayFromMiddle(box) > ASIDE;
        return isAside && answered(page).label === "3" ? answered(page) : null;
      },
      solve: () => ({ ...alone(""), strokes: [strokeAlong(THREE)] }),
    },
  ],
  broken: [
    {
      begin: { ...alone("three"), changes: [] },
      acts: ["unbias"],
      found: (page) => {
        const { layers } = networkOf(page);
        const isBare = layers.every(({ biases }) => biases.every((each) => each === 0));
        return isBare ? rightAndBefore(page) : null;
      },
      solve: ACTS.unbias,
    },
    {
      begin: { ...alone("three"), changes: [], layer: 0, neuron: 0 },
      acts: ["silence"],
      found: (page) => {
        const [{ layer, neuron } = page.shown, ...others] = page.shown.changes;
        const isSilent = page.record[layer].activations[neuron] === 0 && layer === 0;
        if (!page.shown.changes.length || others.length || !isSilent) return null;
        return { name: page.diagram.name(layer, neuron), ...rightAndBefore(page) };
      },
      solve: ACTS.silence,
    },
    {
      begin: { ...alone("three"), changes: [] },
      acts: ["noise"],
      found: (page) => {
        const { sample } = page.shown;
        return sample.startsWith("noise") && showsOnly(page, sample) ? answered(page) : null;
      },
      solve: ACTS.noise,
    },
  ],
};

/** A sample as it lies on the paper before anybody draws. */
function alone(/** @type {string} */ sample) {
  return { sample, strokes: [], isAnyway: false };
}

function showsOnly(/** @type {Page} */ { shown }, /** @type {string} */ sample) {
  return shown.sample === sample && !shown.strokes.length;
}

/** The sample on the paper, or the three, moved on by so many pixels. */
function moveBy(/** @type {Page} */ page, right, below) {
  const { base = "three", across, down } = page.samples.told(page.shown.sample);
  return alone(movedName(base, across + right, down + below));
}

/** The place of the output for 7. */
function outputSeven(/** @type {Page} */ { network }) {
  return { layer: network.layers.length - 1, neuron: network.labels.indexOf("7") };
}

/** The one weight that is changed, if no more is. */
function oneWeight(/** @type {Page} */ { shown: { changes } }) {
  return changes.length === 1 && changes[0].place !== "bias" ? changes[0] : null;
}

/** The weight to 7 from the brightest neuron, doubled until that is the answer. */
function weightOfSeven(/** @type {Page} */ page) {
  const place = { ...outputSeven(page), place: ranking(page.record[page.record.length - 1].inputs)[0] };
  for (let value = 1; value <= LARGEST; value *= 2) {
    const found = { ...place, changes: [{ ...place, value }], ...alone("three") };
    if (answerTo(page, "three", { ...page.shown, ...found }).label === "7") return found;
  }
  return null;
}

/** Samples other than the three that were read rightly before the network was changed. */
function lostSamples(/** @type {Page} */ page) {
  const [before, after] = [readRightly(page, { ...page.shown, changes: [] }), readRightly(page)];
  return page.samples.names.filter((name, digit) => name !== "three" && before[digit] && !after[digit]);
}

/** The three, moved by as little as is needed for another answer. */
function nearestFailure(/** @type {Page} */ page) {
  for (let far = 1; far <= FARTHEST; far++) {
    for (let across = -far; across <= far; across++) {
      for (const down of [far - Math.abs(across), Math.abs(across) - far]) {
        const name = movedName("three", across, down);
        if (answerTo(page, name).label !== "3") return alone(name);
      }
    }
  }
  return null;
}

/** The pen's way from point to point. */
function strokeAlong(/** @type {number[][]} */ points) {
  const stroke = { erases: false, points: [] };
  for (const point of points) extend(stroke, point);
  return stroke;
}
