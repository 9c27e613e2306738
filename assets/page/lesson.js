// A lesson: sentences that play their beat, the sentence that is being said, the languages shown.
"use strict";

const films = [...document.querySelectorAll(".film")].map((film) => ({
  video: film.querySelector("video"),
  transcript: film.querySelector(".transcript"),
  sentences: [...film.querySelectorAll(".sentence")],
}));

for (const film of films) {
  film.transcript.addEventListener("click", (event) => {
    const beat = event.target.closest(".sentence, .when")?.closest(".beat");
    const selecting = !getSelection().isCollapsed; // somebody copies a sentence
    if (!beat || event.target.closest(".term") || selecting) return;
    film.video.currentTime = Number(beat.dataset.start);
    film.video.play();
  });
  for (const moment of ["timeupdate", "seeked"]) {
    film.video.addEventListener(moment, () => light(film));
  }
  film.video.addEventListener("play", () => {
    for (const other of films) if (other !== film) other.video.pause();
  });
}

function light({ video, transcript, sentences }) {
  for (const sentence of sentences) {
    const now =
      video.currentTime >= Number(sentence.dataset.start) &&
      video.currentTime < Number(sentence.dataset.end);
    if (now === sentence.hasAttribute("aria-current")) continue;
    sentence.toggleAttribute("aria-current", now);
    if (now && sentence.checkVisibility()) bringIntoView(transcript, sentence);
  }
}

// Moves the transcript and never the page.
function bringIntoView(transcript, sentence) {
  const frame = transcript.getBoundingClientRect();
  const place = sentence.closest(".beat").getBoundingClientRect();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  transcript.scrollBy({
    top: place.top - frame.top - Math.max(0, (frame.height - place.height) / 3),
    behavior: still ? "instant" : "smooth",
  });
}

const choices = [...document.querySelectorAll("[name=language]")];
const languages = choices.map((choice) => choice.value).filter((value) => value !== "all");

function show(choice) {
  const shown = choice === "all" ? languages : [choice];
  for (const each of document.querySelectorAll("[data-language]")) {
    each.hidden = !shown.includes(each.dataset.language);
  }
  for (const { video } of films) {
    const captions = [...video.textTracks].filter((track) => track.kind === "captions");
    if (!captions.some((track) => track.mode === "showing")) continue; // switched off
    for (const track of captions) {
      track.mode = shown.includes(track.language) ? "showing" : "disabled";
    }
  }
  document.documentElement.lang = shown[0];
  document.body.dataset.shown = shown.length;
}

if (choices.length) {
  const wanted = [
    new URLSearchParams(location.search).get("lang"),
    ...navigator.languages.map((language) => language.split("-")[0]),
    languages[0],
  ];
  const first = wanted.find((each) => choices.some((choice) => choice.value === each));
  for (const choice of choices) {
    choice.checked = choice.value === first;
    choice.addEventListener("change", () => show(choice.value));
  }
  choices[0].closest("fieldset").hidden = false;
  show(first);
}

// A meaning stands at its term, inside the window; it opens after the click and before the frame.
for (const term of document.querySelectorAll(".term")) {
  const meaning = document.getElementById(term.getAttribute("popovertarget"));
  term.addEventListener("click", () => requestAnimationFrame(() => place(meaning, term)));
}

function place(meaning, term) {
  const word = term.getBoundingClientRect();
  const { width, height } = meaning.getBoundingClientRect();
  const below = word.bottom + height + 16 < innerHeight;
  meaning.style.left = `${Math.max(8, Math.min(word.left, innerWidth - width - 8))}px`;
  meaning.style.top = `${below ? word.bottom + 8 : Math.max(8, word.top - height - 8)}px`;
}
