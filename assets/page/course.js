// Tells a course system of SCORM 1.2 how much of a film has been seen, and comes back to the place.

import { films } from "./lesson.js";
import { covered, ENOUGH } from "./lesson/spans.js";

/** @typedef {import("./lesson/spans.js").Span} Span */
/** @typedef {{[call: string]: (...values: string[]) => string}} System */

const system = systemAbove();
if (system) {
  const [{ video }] = films;
  const begun = Date.now();
  const ranges = remembered(tellOf("cmi.suspend_data")); // seconds seen in earlier sessions
  const place = Number(tellOf("cmi.core.lesson_location"));
  if (tellOf("cmi.core.lesson_status") === "not attempted") {
    system.LMSSetValue("cmi.core.lesson_status", "incomplete");
  }
  if (place > 0) films[0].go(place);
  for (const moment of ["pause", "ended"]) video.addEventListener(moment, save);
  addEventListener("pagehide", () => {
    const isSeen = save();
    system.LMSSetValue("cmi.core.session_time", duration((Date.now() - begun) / 1000));
    system.LMSSetValue("cmi.core.exit", isSeen ? "" : "suspend");
    system.LMSFinish("");
  });

  /** Keeps what has been seen, and whether that is enough. */
  function save() {
    const played = [...Array(video.played.length).keys()];
    /** @type {Span[]} */
    const shown = played.map((at) => [video.played.start(at), video.played.end(at)]);
    const all = [...ranges, ...shown];
    const isSeen = covered(all) >= ENOUGH * video.duration;
    if (isSeen) system.LMSSetValue("cmi.core.lesson_status", "completed");
    const told = all.map((each) => each.map((time) => time.toFixed(1)).join("-")).join();
    system.LMSSetValue("cmi.suspend_data", told.slice(-4000)); // of 4096 letters
    system.LMSSetValue("cmi.core.lesson_location", video.ended ? "0" : video.currentTime.toFixed(1));
    system.LMSCommit("");
    return isSeen;
  }
}

/** What the course system is called by, in a window above. @returns {System | null} */
function systemAbove() {
  /** @type {any} */
  let each = window;
  for (let steps = 0; steps < 8; steps++, each = each.parent) {
    try {
      if (each.API) break;
    } catch {
      return null; // a window of another origin
    }
  }
  const found = each.API ?? window.opener?.API ?? null;
  found?.LMSInitialize("");
  return found;
}

function tellOf(/** @type {string} */ name) {
  return system.LMSGetValue(name);
}

/** The seconds seen that were kept. @returns {Span[]} */
function remembered(/** @type {string} */ told) {
  const found = (told ?? "").split(",").map((each) => each.split("-").map(Number));
  return /** @type {Span[]} */ (found.filter(([from, to]) => from < to));
}

/** Seconds as SCORM writes them: HHHH:MM:SS.SS. */
function duration(/** @type {number} */ time) {
  const [hours, minutes] = [Math.floor(time / 3600), Math.floor(time / 60) % 60];
  const pad = (value, length) => String(value).padStart(length, "0");
  return `${pad(hours, 4)}:${pad(minutes, 2)}:${pad((time % 60).toFixed(2), 5)}`;
}
