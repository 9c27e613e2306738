// What has been seen of each film: kept in this browser alone, and shown in the list of films.

import { keep, kept } from "../kept.js";
import { covered, ENOUGH, merged } from "./spans.js";

const STEP = 2; // seconds between two moments of a film that plays, at most
const PAUSE = 5; // seconds of a film after which it is kept anew

/** @typedef {import("./film.js").Film} Film */
/** @typedef {import("./spans.js").Span} Span */
/** @typedef {{spans: Record<string, Span[]>, film: string, time: number}} Seen */

/** Notes what readers have seen, and leads them back to where they were. */
export function noteWhatIsSeen(/** @type {Film[]} */ films) {
  const course = document.querySelector(".course");
  if (!course) return; // one film alone has no list
  const notes = new Notes(films, `seen ${location.pathname.replace(/index\.html$/, "")}`);
  for (const film of films) notes.follow(film);
  addEventListener("pagehide", () => notes.save());
  course.querySelector(".forget").addEventListener("click", () => {
    notes.forget();
    asLink(course.querySelector(".acts a")).focus();
  });
}

/** What has been seen, under the name by which it is kept. */
class Notes {
  /** @param {Film[]} films @param {string} name */
  constructor(films, name) {
    this.films = films;
    this.name = name;
    this.seen = readSeen(kept(name));
    this.isNew = false; // since it was kept last
    show(films, this.seen);
  }

  /** Notes what is seen of a film from now on. */
  follow(/** @type {Film} */ film) {
    const { video, article } = film;
    let [before, keptAt] = [0, 0];
    const note = () => {
      const now = video.currentTime;
      if (!video.seeking && now > before && now < before + STEP) {
        this.add(article.id, [before, now]);
        if (Math.abs(now - keptAt) > PAUSE) {
          keptAt = now;
          this.save();
        }
      }
      before = now;
    };
    for (const moment of ["timeupdate", "pause", "ended"]) video.addEventListener(moment, note);
    video.addEventListener("pause", () => this.save());
    video.addEventListener("play", () => article.classList.remove("over"));
    video.addEventListener("ended", () => {
      article.classList.add("over"); // now the way to the next film is easily seen
      Object.assign(this.seen, nextOf(this.films, film));
      this.isNew = true;
      this.save();
    });
  }

  add(/** @type {string} */ film, /** @type {Span} */ span) {
    const { spans } = this.seen;
    spans[film] = merged([...(spans[film] ?? []), span]);
    Object.assign(this.seen, { film, time: span[1] });
    this.isNew = true;
  }

  save() {
    if (!this.isNew) return;
    this.isNew = false;
    const { name, seen } = this;
    for (const [film, spans] of Object.entries(readSeen(kept(name)).spans)) {
      seen.spans[film] = merged([...spans, ...(seen.spans[film] ?? [])]); // of another window
    }
    keep(name, JSON.stringify(seen, (_, each) => (typeof each === "number" ? rounded(each) : each)));
    show(this.films, seen);
  }

  forget() {
    this.seen = readSeen(null);
    this.isNew = false;
    keep(this.name, null);
    show(this.films, this.seen);
  }
}

/** What was kept, where it is whole. @returns {Seen} */
function readSeen(/** @type {string | null} */ text) {
  const nothing = { spans: {}, film: "", time: 0 };
  try {
    const { spans, film, time } = JSON.parse(text);
    const isSpan = (span) => span.length === 2 && span.every(Number.isFinite);
    const isWhole = Object.values(spans).every((each) => each.every(isSpan)) && Number.isFinite(time);
    return isWhole && typeof film === "string" ? { spans, film, time } : nothing;
  } catch {
    return nothing; // nothing was kept, or something else
  }
}

/** Where to go on after a film: with the next, or nowhere after the last. */
function nextOf(/** @type {Film[]} */ films, /** @type {Film} */ film) {
  const next = films[films.indexOf(film) + 1];
  return { film: next?.article.id ?? "", time: 0 };
}

/** Shows in the list, in the rows of cells and in the transcripts what has been seen. */
function show(/** @type {Film[]} */ films, /** @type {Seen} */ seen) {
  let count = 0;
  films.forEach(({ article, beats, seconds }, place) => {
    const spans = seen.spans[article.id] ?? [];
    const share = Math.min(covered(spans) / seconds, 1);
    const isSeen = share >= ENOUGH;
    if (isSeen) count++;
    const link = asLink(document.querySelector(`.course li a[href="#${article.id}"]`));
    link.style.setProperty("--share", String(isSeen ? 1 : share));
    link.classList.toggle("seen", isSeen);
    if (seen.film === article.id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
    for (const told of link.querySelectorAll(".share [data-language]")) {
      const { seen: whole, part } = /** @type {HTMLElement} */ (told).dataset;
      const percent = String(Math.round(100 * share));
      told.textContent = isSeen ? whole : percent !== "0" ? part.replace("{percent}", percent) : "";
    }
    for (const cell of document.querySelectorAll(`.cells i[data-place="${place}"]`)) {
      cell.classList.toggle("seen", isSeen);
    }
    beats.forEach((beat, at) => {
      const start = Number(beat.dataset.start);
      const end = Number(beats[at + 1]?.dataset.start ?? seconds);
      beat.classList.toggle("seen", covered(spans, start, end) >= ENOUGH * (end - start));
    });
  });
  showProgress(films, seen, count);
}

/** Tells how many films have been seen, and where to go on. */
function showProgress(/** @type {Film[]} */ films, /** @type {Seen} */ seen, /** @type {number} */ count) {
  const progress = document.querySelector(".progress");
  progress.classList.toggle("begun", Object.keys(seen.spans).length > 0);
  for (const told of progress.querySelectorAll(".count [data-language]")) {
    const { told: text } = /** @type {HTMLElement} */ (told).dataset;
    told.textContent = text.replace("{seen}", String(count)).replace("{count}", String(films.length));
  }
  const film = films.find(({ article }) => article.id === seen.film);
  const resume = asLink(progress.querySelector(".resume"));
  resume.hidden = !film;
  if (!film) return;
  resume.setAttribute("href", `#${film.article.id}&t=${rounded(seen.time)}`);
  const title = film.article.querySelector(".title").cloneNode(true);
  resume.querySelector(".of").replaceChildren(...title.childNodes);
}

function rounded(/** @type {number} */ seconds) {
  return Math.round(10 * seconds) / 10;
}

/** @returns {HTMLAnchorElement} */
function asLink(/** @type {any} */ found) {
  return found;
}
