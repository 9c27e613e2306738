// A film and its transcript: sentences that play themselves, and the one that is being said.

const ASTRAY = 1; // seconds from where it was told to go: then the server sends no parts of files

/** @typedef {{sentence: HTMLElement, start: number, end: number}} Spoken */

export class Film {
  constructor(/** @type {HTMLElement} */ article) {
    this.article = article;
    this.video = article.querySelector("video");
    /** @type {HTMLElement} */
    this.lines = article.querySelector(".lines");
    /** @type {HTMLInputElement} */
    this.follow = article.querySelector(".follow");
    /** @type {HTMLElement[]} */
    this.beats = [...article.querySelectorAll(".beat")].map(asElement);
    this.seconds = Number(article.dataset.seconds);
    /** @type {Spoken[]} */
    this.spoken = [];
    this.listen();
  }

  listen() {
    this.lines.addEventListener("click", (event) => this.click(event));
    this.lines.addEventListener("keydown", (event) => this.press(event));
    for (const moved of ["wheel", "touchmove"]) {
      this.lines.addEventListener(moved, () => (this.follow.checked = false), { passive: true });
    }
    for (const moment of ["timeupdate", "seeked"]) {
      this.video.addEventListener(moment, () => this.light());
    }
    this.video.addEventListener("loadedmetadata", () => {
      const { seekable } = this.video;
      this.notice(".no-parts", !seekable.length || !seekable.end(seekable.length - 1));
    });
    this.video.querySelector("source").addEventListener("error", () => this.notice(".no-film", true));
    this.follow.addEventListener("change", () => {
      if (this.follow.checked) this.bringIntoView();
    });
    for (const sentence of this.article.querySelectorAll(".sentence")) {
      sentence.setAttribute("role", "link");
      sentence.setAttribute("tabindex", "-1");
    }
  }

  /** Takes the sentences of the languages that are shown, in step with the first where they pair. */
  arrange(/** @type {string[]} */ languages) {
    this.spoken = this.beats.flatMap((beat) => {
      const told = languages.map((language) =>
        [...beat.querySelectorAll(`p[data-language="${language}"] .sentence`)].map(asElement),
      );
      const isPaired = told.every((each) => each.length === told[0].length);
      return told.flatMap((sentences) =>
        sentences.map((sentence, place) => {
          const { start, end } = (isPaired ? told[0][place] : sentence).dataset;
          return { sentence, start: Number(start), end: Number(end) };
        }),
      );
    });
    this.reach(this.spoken[0]?.sentence);
    this.light();
  }

  click(/** @type {MouseEvent} */ event) {
    const target = asElement(event.target);
    const isSelecting = !getSelection().isCollapsed; // somebody copies a sentence
    const beat = asElement(target.closest(".try")?.closest(".beat"));
    if (beat) remember(`#${this.article.id}&t=${beat.dataset.start}`); // to come back to
    if (beat || target.closest(".term") || isSelecting) return;
    this.play(target);
  }

  press(/** @type {KeyboardEvent} */ event) {
    const target = asElement(event.target);
    if (!target.matches(".sentence")) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const place = this.spoken.findIndex(({ sentence }) => sentence === target);
      const next = this.spoken[place + step]?.sentence;
      if (next) {
        this.reach(next);
        next.focus();
      }
    } else if (event.key === "Enter" || event.key === " ") this.play(target);
    else return;
    event.preventDefault();
  }

  /** Makes a sentence the one that the Tab key comes to. */
  reach(/** @type {HTMLElement | undefined} */ sentence) {
    for (const each of this.article.querySelectorAll(".sentence[tabindex='0']")) {
      each.setAttribute("tabindex", "-1");
    }
    sentence?.setAttribute("tabindex", "0");
  }

  /** Plays the sentence or the beat that an element stands in. */
  play(/** @type {HTMLElement} */ element) {
    const said = this.spoken.find(({ sentence }) => sentence === element.closest(".sentence"));
    const beat = asElement(element.closest(".when")?.closest(".beat"));
    if (!said && !beat) return;
    const start = said ? said.start : Number(beat.dataset.start);
    if (said) this.reach(said.sentence);
    this.follow.checked = true;
    this.go(start);
    this.video.play();
    remember(`#${this.article.id}&t=${start}`);
  }

  /** Goes to a moment of the film. */
  go(/** @type {number} */ seconds) {
    const { video } = this;
    video.currentTime = seconds;
    const check = () => this.notice(".no-parts", video.currentTime < seconds - ASTRAY);
    video.addEventListener("seeked", check, { once: true });
  }

  /** Tells, or no longer tells, why the film cannot be shown as it should be. */
  notice(/** @type {string} */ name, /** @type {boolean} */ isTold) {
    asElement(this.article.querySelector(name)).hidden = !isTold;
  }

  /** Marks what is being said. */
  light() {
    const { currentTime } = this.video;
    let isNew = false;
    for (const { sentence, start, end } of this.spoken) {
      const isNow = currentTime >= start && currentTime < end;
      if (isNow === sentence.hasAttribute("aria-current")) continue;
      if (isNow) sentence.setAttribute("aria-current", "true");
      else sentence.removeAttribute("aria-current");
      isNew ||= isNow;
    }
    for (const beat of this.beats) {
      beat.classList.toggle("now", Boolean(beat.querySelector("[aria-current]")));
    }
    if (isNew && this.follow.checked) this.bringIntoView();
  }

  /** Moves the transcript, and never the page, to what is being said. */
  bringIntoView() {
    const current = this.spoken.find(({ sentence }) => sentence.hasAttribute("aria-current"));
    if (!current) return;
    const frame = this.lines.getBoundingClientRect();
    const place = current.sentence.getBoundingClientRect();
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.lines.scrollBy({
      top: place.top - frame.top - Math.max(0, (frame.height - place.height) / 3),
      behavior: isStill ? "auto" : "smooth",
    });
  }
}

/** @returns {HTMLElement} */
function asElement(/** @type {any} */ found) {
  return found;
}

/** Keeps an address in the browser's bar, where it lets a page do so. */
export function remember(/** @type {string} */ address) {
  try {
    history.replaceState(null, "", address);
  } catch {
    // a page in a frame of another origin may not
  }
}
