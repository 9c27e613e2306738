// Questions: the film waits where it puts one, offers its choices, and goes on after an answer.

/** @typedef {import("./film.js").Film} Film */

/** Lets a film wait at its questions. */
export function putQuestions(/** @type {Film} */ film) {
  /** @type {HTMLElement[]} */
  const asks = [...film.article.querySelectorAll(".ask")].map((each) => /** @type {any} */ (each));
  let before = 0;
  for (const ask of asks) {
    ask.addEventListener("click", (event) => {
      const choice = /** @type {Element} */ (event.target).closest(".choice");
      if (choice) answer(ask, choice);
      else if (!(/** @type {Element} */ (event.target).closest(".go-on"))) return;
      film.video.play();
    });
  }
  film.video.addEventListener("timeupdate", () => {
    const { currentTime, paused, seeking } = film.video;
    for (const ask of asks) {
      const [at, until] = [Number(ask.dataset.at), Number(ask.dataset.until)];
      const isReached = before < at && currentTime >= at && currentTime < at + 1;
      if (isReached && !paused && !seeking && !ask.classList.contains("answered")) {
        film.video.pause();
        ask.hidden = false;
        /** @type {HTMLElement} */ (
          ask.querySelector("[data-language]:not([hidden]) .choice")
        )?.focus({ preventScroll: true });
        ask.scrollIntoView({ block: "nearest" });
      } else if (currentTime < at - 1 || currentTime > until) ask.hidden = true;
    }
    before = currentTime;
  });
}

/** Shows which choice was made, and what is so. */
function answer(/** @type {HTMLElement} */ ask, /** @type {Element} */ chosen) {
  const place = [...chosen.parentElement.querySelectorAll(".choice")].indexOf(chosen);
  for (const told of ask.querySelectorAll("[data-language]")) {
    told.querySelectorAll(".choice").forEach((choice, each) => {
      choice.setAttribute("aria-pressed", String(each === place));
      choice.classList.toggle("right", choice.hasAttribute("data-right"));
    });
    const { yes, no } = /** @type {HTMLElement} */ (told).dataset;
    told.querySelector(".verdict").textContent = chosen.hasAttribute("data-right") ? yes : no;
  }
  ask.classList.add("answered");
}
