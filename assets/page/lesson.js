// A lesson: films with their transcripts, in the languages that are chosen.

import { putQuestions } from "./lesson/asks.js";
import { align, captionsOf, showCaptions } from "./lesson/captions.js";
import { Film, remember } from "./lesson/film.js";
import { languages, offerLanguages } from "./lesson/languages.js";
import { offerMeanings } from "./lesson/meanings.js";
import { offerPaces } from "./lesson/pace.js";
import { offerRepeat } from "./lesson/repeat.js";
import { noteWhatIsSeen } from "./lesson/seen.js";

export const films = [...document.querySelectorAll(".film")].map(
  (each) => new Film(/** @type {HTMLElement} */ (each)),
);
let shownLanguages = languages;

for (const film of films) {
  putQuestions(film);
  offerRepeat(film);
  film.video.addEventListener("play", () => {
    for (const other of films) if (other !== film) other.video.pause();
  });
  for (const track of captionsOf(film)) {
    track.addEventListener("load", () => align(film, shownLanguages));
  }
}

offerPaces(films);
noteWhatIsSeen(films);
offerLanguages((shown, isAsked) => {
  shownLanguages = shown;
  for (const film of films) {
    film.arrange(shown);
    showCaptions(film, shown);
  }
  for (const link of document.querySelectorAll("a.play, a.try")) {
    const [page, fragment] = link.getAttribute("href").split("#");
    const fields = new URLSearchParams(fragment);
    fields.set("lang", shown[0]);
    link.setAttribute("href", `${page}#${fields}`);
  }
  const choice = shown.length > 1 ? "all" : shown[0];
  if (isAsked) remember(`?lang=${choice}${location.hash}`);
});
offerMeanings();

/**
 * Goes to the moment that the address names: "#ForwardPass&t=31.8", or "#t=31.8" of the first.
 * @returns {Film | undefined} the film that has it
 */
function arrive() {
  const found = /^#(?:([^&=]+)&)?t=(\d+(?:\.\d+)?)$/.exec(location.hash);
  if (!found) return undefined;
  const film = films.find(({ article }) => article.id === found[1]) ?? films[0];
  film.go(Number(found[2]));
  if (films.length > 1) film.article.scrollIntoView();
  return film;
}

for (const link of document.querySelectorAll("a.resume")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    remember(link.getAttribute("href"));
    const film = arrive();
    film.video.focus({ preventScroll: true });
    film.video.play();
  });
}
addEventListener("hashchange", arrive);
arrive();
for (const each of document.querySelectorAll(".scripted")) each.removeAttribute("hidden");
document.documentElement.classList.remove("starting");
document.body.dataset.ready = "yes";
