// What is said of the answer: to the eye beside the paper, and to those who listen.

/** Shows the steps to the digit, the answer, and what the picture of the network hides. */
function showAnswer(/** @type {Page} */ page, { drawn, all }) {
  const { steps, refusal, isRead, isFinished } = page;
  const isRefused = Boolean(refusal) && isFinished;
  document.body.classList.toggle("refused", isRefused);
  const told = one("#answer");
  told.textContent = isRead ? answerOf(page).label : "–";
  one("#beside").textContent = isRead ? besideOf(page) : "";
  one("#message").textContent = messageOf(page, isRefused);
  one("#lines").textContent = say("lines", { drawn: counted(drawn), all: counted(all) });
  const count = page.shown.changes.length;
  one("#changes").textContent = count ? say("changes", { count }) : "";
  one("#reset").disabled = !count;
  showSteps(steps, Boolean(refusal));
  showStrip(page);
}

function answerOf({ record, network }) {
  const { activations } = record[record.length - 1];
  const [first, second] = ranking(activations);
  const label = (place) => network.labels[place] ?? "";
  return { label: label(first), score: activations[first], next: label(second), nextScore: activations[second] };
}

function besideOf(page) {
  const { score, next, nextScore } = answerOf(page);
  const text = say("answer_score", { score: written(score, 3) });
  if (nextScore === undefined) return text;
  return `${text} ${say("next_score", { next, score: written(nextScore, 3) })}`;
}

function messageOf({ refusal, steps, pad }, isRefused) {
  if (isRefused) return say(refusal.message, refusal.values);
  if (steps.isBare) return say("bare");
  if (steps.isFitted) return say("fitted_already");
  return say(pad.keys.isDown ? "pen_down" : "read");
}

/** What is said to those who listen. */
function spoken(page) {
  if (!page.isRead) return messageOf(page, Boolean(page.refusal));
  return `${say("the_answer_is", { label: answerOf(page).label })} ${besideOf(page)}`;
}

/** The cut-out and the fitted digit on their way to 28 x 28. */
function showSteps({ crop, fitted, image, box }, isRefused) {
  const frame = one(".pad .box");
  frame.hidden = !box || isRefused;
  if (box) {
    const share = (value) => `${(100 * value) / SIDE}%`;
    frame.style.left = share(box.left);
    frame.style.top = share(box.top);
    frame.style.width = share(box.right - box.left);
    frame.style.height = share(box.bottom - box.top);
  }
  for (const [name, picture] of Object.entries({ crop, fitted, image })) {
    const step = one(`.step.${name}`);
    step.classList.toggle("absent", !picture);
    if (picture) paintBright(step.querySelector("canvas"), picture);
    step.querySelector("small").textContent = picture ? `${picture.width} × ${picture.height}` : "–";
  }
}

/** The scores once more, small, for where the picture of the network is out of sight. */
function showStrip({ record, network, isRead, before }) {
  const { activations } = record[record.length - 1];
  const strip = one(".strip");
  const count = network.labels.length;
  if (strip.childElementCount !== count)
    strip.replaceChildren(...Array.from(network.labels, () => copied("strip-score")));
  const [first] = ranking(activations);
  [...strip.children].forEach((each, place) => {
    each.querySelector(".label").textContent = network.labels[place];
    showBar(each, activations[place], before?.[place]);
    each.classList.toggle("answer", isRead && place === first);
  });
}
