// One sentence again and again, until its reader has had enough.

/** @typedef {import("./film.js").Film} Film */
/** @typedef {import("./film.js").Spoken} Spoken */

/** Lets readers repeat the sentence that is being said, or another one that they choose. */
export function offerRepeat(/** @type {Film} */ film) {
  const { video } = film;
  /** @type {HTMLInputElement} */
  const box = film.article.querySelector(".repeat");
  /** @type {Spoken | undefined} */
  let said;
  let isReturning = false;
  let frame = 0;

  box.addEventListener("change", () => {
    said = undefined;
    watch();
  });
  video.addEventListener("play", watch);
  video.addEventListener("seeking", () => {
    if (!isReturning) said = undefined; // somebody goes elsewhere
    isReturning = false;
  });
  video.addEventListener("ended", () => {
    if (box.checked && said) again();
  });

  /** Looks at each frame, as a film tells its time only four times a second. */
  function watch() {
    cancelAnimationFrame(frame);
    if (!box.checked || video.paused) return;
    const now = video.currentTime;
    if (!video.seeking) {
      said ??= film.spoken.find(({ start, end }) => now >= start && now < end);
      if (said && now >= said.end) again();
    }
    frame = requestAnimationFrame(watch);
  }

  function again() {
    isReturning = true;
    film.go(said.start);
    if (video.paused) video.play();
  }
}
