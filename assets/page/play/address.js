// The state of the page as the fragment of its address, so that a link can show it again.

import { LARGEST_NUMBER } from "./files.js";
import { onPaper, STRIDE } from "./ink.js";

/** @typedef {import("./ink.js").Stroke} Stroke */
/** @typedef {import("./network.js").Change} Change */

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const MIDDLE = STRIDE; // the letter that says "no step"
const LONGEST = 20000; // letters of an address that is still read

/**
 * @typedef {{network: string, sample: string, strokes: Stroke[], layer: number, neuron: number,
 *     place: number | "bias", changes: Change[],
 *     isAnyway: boolean, second: string, language?: string}} Shown
 */

/** The fragment that stands for what is shown; people count from 1. */
export function addressOf(/** @type {Shown} */ shown) {
  const { network, sample, strokes, layer, neuron, place, changes, isAnyway, second, language } = shown;
  const fields = new URLSearchParams({ network });
  if (sample) fields.set("sample", sample);
  if (strokes.length) fields.set("ink", strokes.map(packed).join("."));
  if (isAnyway) fields.set("anyway", "yes");
  fields.set("layer", String(layer + 1));
  fields.set("neuron", String(neuron + 1));
  fields.set("weight", place === "bias" ? place : String(place + 1));
  if (changes.length)
    fields.set(
      "changed",
      changes
        .map((each) => {
          const weight = each.place === "bias" ? each.place : each.place + 1;
          return [each.layer + 1, each.neuron + 1, weight, each.value].join("_");
        })
        .join("~"),
    );
  if (second) fields.set("second", second);
  fields.set("lang", language);
  return `#${fields}`;
}

/** What a fragment says, in part or in whole; what it says wrongly is left out. */
export function readAddress(/** @type {string} */ fragment) {
  const fields = new URLSearchParams(fragment.slice(1, LONGEST));
  const counted = (text) => (/^\d{1,5}$/.test(text) && Number(text) > 0 ? Number(text) - 1 : null);
  const placed = (text) => (text === "bias" ? text : counted(text));
  const changes = (fields.get("changed") ?? "").split("~").flatMap((each) => {
    const [layer, neuron, place, value, ...rest] = each.split("_");
    const change = { layer: counted(layer), neuron: counted(neuron), place: placed(place) };
    const isWhole = Object.values(change).every((part) => part !== null) && !rest.length;
    const isNumber = value?.trim() && Math.abs(Number(value)) <= LARGEST_NUMBER;
    return isWhole && isNumber ? [{ ...change, value: Number(value) }] : [];
  });
  return {
    network: fields.get("network"),
    sample: fields.get("sample") ?? "",
    strokes: (fields.get("ink") ?? "").split(".").flatMap(unpacked),
    layer: counted(fields.get("layer") ?? ""),
    neuron: counted(fields.get("neuron") ?? ""),
    place: placed(fields.get("weight") ?? ""),
    changes,
    isAnyway: fields.get("anyway") === "yes",
    second: fields.get("second") ?? "",
    tour: fields.get("tour"),
    language: fields.get("lang"),
  };
}

/** A stroke in letters: pen or eraser, where it begins, and a letter for each step each way. */
export function packed(/** @type {Stroke} */ { erases, points }) {
  const [[x, y]] = points;
  const start = [x >> 6, x & 63, y >> 6, y & 63];
  const steps = points
    .slice(1)
    .flatMap((point, place) => point.map((each, axis) => each - points[place][axis] + MIDDLE));
  return (erases ? "e" : "d") + [...start, ...steps].map((each) => LETTERS[each]).join("");
}

/** The stroke in letters as a list of one, or of none where they are not such letters. */
function unpacked(/** @type {string} */ text) {
  if (!/^[de][\w-]{4}([\w-]{2})*$/.test(text)) return [];
  const [x1, x0, y1, y0, ...steps] = [...text.slice(1)].map((each) => LETTERS.indexOf(each));
  const points = [onPaper(64 * x1 + x0, 64 * y1 + y0)];
  for (let at = 0; at < steps.length; at += 2) {
    const [x, y] = points[points.length - 1];
    points.push(onPaper(x + steps[at] - MIDDLE, y + steps[at + 1] - MIDDLE));
  }
  return [{ erases: text[0] === "e", points }];
}
