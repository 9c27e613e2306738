// Captions: in the languages that are shown, and in step where two of them stand together.

/** @typedef {import("./film.js").Film} Film */

/** Shows the captions of some languages, unless they are switched off. */
export function showCaptions(/** @type {Film} */ film, /** @type {string[]} */ languages) {
  const tracks = captionsOf(film);
  if (tracks.some(({ track }) => track.mode === "showing")) {
    for (const { track } of tracks) {
      track.mode = languages.includes(track.language) ? "showing" : "disabled";
    }
  }
  align(film, languages);
}

/** Gives each caption the time of its sentence, and the first language the upper place. */
export function align(/** @type {Film} */ film, /** @type {string[]} */ languages) {
  const told = languages.map((language) => cuesOf(film, language));
  languages.forEach((language, rank) => {
    const said = film.spoken.filter(
      ({ sentence }) => sentence.closest("[data-language]").getAttribute("lang") === language,
    );
    if (said.length !== told[rank].length) return; // not loaded yet, or not of this transcript
    told[rank].forEach((cue, place) => {
      cue.startTime = said[place].start;
      cue.endTime = said[place].end;
      const below = told.slice(rank + 1).flatMap((cues) => cues[place] ?? []);
      const lines = [cue, ...below].map(({ text }) => text.split("\n").length);
      cue.line = below.length ? -lines.reduce((one, other) => one + other) : "auto";
    });
  });
}

/** @returns {VTTCue[]} */
function cuesOf(/** @type {Film} */ film, /** @type {string} */ language) {
  const found = captionsOf(film).find(({ track }) => track.language === language);
  return /** @type {any} */ ([...(found?.track.cues ?? [])]);
}

/** The tracks of a film's captions, as elements. @returns {HTMLTrackElement[]} */
export function captionsOf(/** @type {Film} */ film) {
  return [...film.video.querySelectorAll("track")].filter(({ kind }) => kind === "captions");
}
