// How fast films play: one choice for all of them, kept for the next time.

import { keep, kept } from "../kept.js";

/** @typedef {import("./film.js").Film} Film */

/** Lets readers choose how fast films play. */
export function offerPaces(/** @type {Film[]} */ films) {
  /** @type {HTMLSelectElement[]} */
  const choices = films.map(({ article }) => article.querySelector(".pace select"));
  const known = [...choices[0].options].map(({ value }) => value);
  for (const choice of choices) choice.addEventListener("change", () => choose(choice.value));
  for (const { video } of films) {
    video.addEventListener("ratechange", () => choose(String(video.playbackRate))); // by its menu
  }
  choose(kept("pace"));

  function choose(/** @type {string | null} */ pace) {
    if (!known.includes(pace)) return;
    keep("pace", pace);
    for (const choice of choices) choice.value = pace;
    for (const { video } of films) {
      video.defaultPlaybackRate = Number(pace); // which it takes when it loads
      if (video.playbackRate !== Number(pace)) video.playbackRate = Number(pace);
    }
  }
}
