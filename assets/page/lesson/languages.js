// The languages in which a lesson is shown: one or all of them, side by side.

import { keepLanguage, keptLanguage } from "../kept.js";

/** @type {HTMLInputElement[]} */
const choices = [...document.querySelectorAll("[name=language]")].map((each) => /** @type {any} */ (each));

/** The languages of the page, first the one that it is written in. */
export const languages = choices.length
  ? choices.map((choice) => choice.value).filter((value) => value !== "all")
  : [document.documentElement.lang];

/**
 * Lets readers choose, and begins with what they have chosen before or what their browser speaks.
 * @param {(shown: string[], isAsked: boolean) => void} show
 */
export function offerLanguages(show) {
  const wanted = [
    new URLSearchParams(location.search).get("lang"),
    keptLanguage(),
    ...navigator.languages.map((language) => language.split("-")[0]),
    languages[0],
  ];
  const known = [...languages, ...choices.map((choice) => choice.value)];
  const first = wanted.find((each) => known.includes(each));
  for (const choice of choices) {
    choice.checked = choice.value === first;
    choice.addEventListener("change", () => {
      keepLanguage(choice.value);
      turn(choice.value, true);
    });
  }
  if (choices.length) choices[0].closest("fieldset").hidden = false;
  turn(first, false);

  function turn(/** @type {string} */ choice, /** @type {boolean} */ isAsked) {
    const shown = choice === "all" ? languages : [choice];
    for (const each of document.querySelectorAll("[data-language]")) {
      each.toggleAttribute("hidden", !shown.includes(each.getAttribute("data-language")));
    }
    document.documentElement.lang = shown[0];
    document.body.dataset.shown = String(shown.length);
    const title = document.querySelector(`h1 [data-language="${shown[0]}"]`);
    if (title) document.title = title.textContent;
    show(shown, isAsked);
  }
}
