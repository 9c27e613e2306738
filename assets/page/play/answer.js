// What is said of the answer: to the eye beside the paper, and to those who listen.

import { copied, one, tell } from "./dom.js";
import { showBar } from "./diagram.js";
import { SIDE } from "./ink.js";
import { foremost, ranking, sharesOf } from "./network.js";
import { paintBright } from "./pictures.js";
import { say, written } from "./words.js";

const [EACH, FOREMOST] = [26, 12]; // outputs that are all in the strip; of more, how many are

/** @typedef {import("./page.js").Page} Page */
/** @typedef {import("./pieces.js").Box} Box */

/** Shows the answer, where on the paper the digit was found, and what was changed. */
export function showAnswer(/** @type {Page} */ page) {
  const { steps, refusal, isRead, isFinished } = page;
  const isRefused = Boolean(refusal) && isFinished;
  one("#anyway").hidden = !isRefused;
  document.body.classList.toggle("refused", isRefused);
  tell(one("#answer"), isRead ? answerOf(page).label : "–");
  tell(one("#beside"), isRead ? besideOf(page) : "");
  tell(one("#message"), messageOf(page, isRefused));
  const count = page.shown.changes.length;
  tell(one("#changes"), count ? say("changes", { count }) : "");
  one("#reset").disabled = !count;
  one("#undo").disabled = !page.past.length;
  one(".fitting").classList.toggle("absent", !steps.crop);
  showBox(refusal ? undefined : steps.box);
  showStrip(page);
}

function answerOf({ record, network }) {
  const outputs = record[record.length - 1];
  const { activations } = outputs;
  const [first, second] = ranking(activations);
  const label = (place) => network.labels[place] ?? "";
  const share = sharesOf(network, outputs)?.[first];
  return { label: label(first), score: activations[first], share, next: label(second), nextScore: activations[second] };
}

function besideOf(page) {
  const { score, share, next, nextScore } = answerOf(page);
  const scored = say("answer_score", { score: written(score, 3) });
  const text = share === undefined ? scored : `${scored} ${say("answer_share", { share: written(share, 3) })}`;
  if (nextScore === undefined) return text;
  return `${text} ${say("next_score", { next, score: written(nextScore, 3) })}`;
}

function messageOf(/** @type {Page} */ { refusal, steps, pad, shown }, isRefused) {
  if (isRefused) return say(refusal.message, refusal.values);
  if (steps.isBare) return say("bare");
  if (steps.isFitted) return say("fitted_already");
  if (shown.isAnyway) return say("read_anyway");
  return say(pad.keys.isDown ? "pen_down" : "read");
}

/** What is said to those who listen. */
export function spoken(page) {
  if (!page.isRead) return messageOf(page, Boolean(page.refusal));
  return `${say("the_answer_is", { label: answerOf(page).label })} ${besideOf(page)}`;
}

/** A frame on the paper around the digit that has been found. */
function showBox(/** @type {Box | undefined} */ box) {
  const frame = one(".pad .box");
  frame.hidden = !box;
  if (!box) return;
  const share = (value) => `${(100 * value) / SIDE}%`;
  frame.style.left = share(box.left);
  frame.style.top = share(box.top);
  frame.style.width = share(box.right - box.left);
  frame.style.height = share(box.bottom - box.top);
}

/** The cut-out and the fitted digit on their way to 28 x 28. */
export function showSteps({ crop, fitted, image }) {
  if (!crop) return;
  for (const [name, picture] of Object.entries({ crop, fitted, image })) {
    const step = one(`.step.${name}`);
    paintBright(step.querySelector("canvas"), picture);
    tell(step.querySelector("small"), `${picture.width} × ${picture.height}`);
  }
}

/** The scores once more, small, for where the picture of the network is out of sight. */
function showStrip(/** @type {Page} */ { record, network, isRead, before }) {
  const { activations } = record[record.length - 1];
  const strip = one(".strip");
  const drawn = foremost(activations, EACH, FOREMOST);
  if (strip.childElementCount !== drawn.length)
    strip.replaceChildren(...drawn.map(() => copied("strip-score")));
  strip.style.setProperty("--scores", String(drawn.length));
  const [first] = ranking(activations);
  [...strip.children].forEach((each, at) => {
    const place = drawn[at];
    tell(each.querySelector(".label"), network.labels[place]);
    showBar(each, record[record.length - 1], place, before);
    each.classList.toggle("answer", isRead && place === first);
  });
}
