// The words of the page in its languages, and how numbers are written.

import { every } from "./dom.js";

export const words = {
  /** @type {Record<string, Record<string, string>>} */
  all: {},
  language: "en",
};

/** A text of the page, with values in its braces. */
export function say(name, values = {}) {
  const text = words.all[words.language][name];
  return text.replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
}

/** Puts the page into a language: the texts, labels and titles that its elements name. */
export function speak(language) {
  words.language = language;
  document.documentElement.lang = language;
  document.title = say("title");
  for (const each of every("[data-word]")) each.textContent = say(each.dataset.word);
  for (const each of every("[data-label]")) each.setAttribute("aria-label", say(each.dataset.label));
  for (const each of every("[data-told]")) each.hidden = each.dataset.told !== language;
}

/** A number with so many decimals, a typographic minus, and no sign before zero. */
export function written(value, decimals = 2, plus = "") {
  const text = Math.abs(value).toFixed(decimals);
  if (!/[1-9]/.test(text)) return text;
  return (value < 0 ? "−" : plus) + text;
}

/** The same with a plus before what is above zero. */
export function signed(value, decimals = 2) {
  return written(value, decimals, "+");
}

/** An activation that hides nothing: where decimals fail, how far it is from 0 or 1. */
export function exactly(activation, name) {
  const isSquished = name === "sigmoid" || name === "softmax";
  const rounded = Number(activation.toFixed(3));
  if (activation === rounded && isSquished && activation === 1) return say("exactly_one");
  if (activation === rounded) return written(activation, 3);
  if (rounded === 0) return power(activation);
  if (rounded === 1 && activation < 1) return `1 − ${power(1 - activation)}`;
  return written(activation, 3);
}

/** A number as 2.3 × 10⁻⁵. */
function power(value) {
  const [digits, exponent] = value.toExponential(1).split("e");
  const raised = [...String(Number(exponent))].map((each) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(each)]);
  return `${digits.replace("-", "−")} × 10${raised.join("")}`;
}

/** A whole number with commas between thousands. */
export const { format: counted } = new Intl.NumberFormat("en-US");
