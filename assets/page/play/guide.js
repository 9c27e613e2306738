// The guide through a tour: says what is to be done, sees whether it is, and can be left at any time.

import { copied, every, one, tell } from "./dom.js";
import { ACTS, TOURS } from "./tours.js";
import { say } from "./words.js";

/** @typedef {import("./page.js").Page} Page */

export class Guide {
  constructor(/** @type {Page} */ page) {
    this.page = page;
    this.tour = "";
    this.step = 0;
    this.menu = one(".tours");
    this.panel = one(".tour");
    for (const each of every("[data-tour]"))
      each.addEventListener("click", () => this.start(each.dataset.tour));
    const click = (selector, act) => one(selector).addEventListener("click", act);
    click("#tour-leave", () => this.leave());
    click("#tour-show", () => this.solve());
    click("#tour-next", () => (this.isLast() ? this.leave() : this.go(this.step + 1)));
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.tour) this.leave();
    });
  }

  /** Begins a tour with the network that the training led to; what was shown before is kept. */
  start(/** @type {string} */ tour) {
    if (!this.page.moments.length || !Object.keys(TOURS).includes(tour)) return;
    const { network, sample, strokes, layer, neuron, place, changes, isAnyway } = this.page.shown;
    this.before ??= { network, sample, strokes, layer, neuron, place, changes, isAnyway };
    this.tour = tour;
    this.menu.open = false;
    this.panel.hidden = false;
    document.body.classList.add("touring");
    this.page.set({ network: this.page.moments[this.page.moments.length - 1].network });
    this.go(0);
  }

  /** Gives everything back as it was before the tour. */
  leave() {
    this.tour = "";
    this.panel.hidden = true;
    document.body.classList.remove("touring");
    this.page.act(this.before);
    this.before = null;
    this.menu.querySelector("summary").focus();
  }

  go(/** @type {number} */ step) {
    this.step = step;
    this.isUnsolved = false;
    const { begin, acts = [] } = TOURS[this.tour][step];
    const buttons = acts.map((name) => {
      const button = copied("act");
      button.dataset.act = name;
      button.addEventListener("click", () => this.page.act(ACTS[name](this.page)));
      return button;
    });
    one("#tour-acts").replaceChildren(...buttons);
    if (begin) this.page.act(begin);
    else this.page.look();
    this.tellTask();
    one("#tour-name").focus();
  }

  isLast() {
    return this.step === TOURS[this.tour].length - 1;
  }

  /** Does what the step asks for, or says that there is no way to. */
  solve() {
    const found = TOURS[this.tour][this.step].solve(this.page);
    this.isUnsolved = !found;
    if (found) this.page.act(found);
    else this.page.look();
  }

  tellTask() {
    tell(one("#tour-name"), say(`tour_${this.tour}`));
    tell(one("#tour-place"), `${this.step + 1} / ${TOURS[this.tour].length}`);
    tell(one("#tour-task"), say(`${this.tour}_${this.step + 1}`));
    tell(one("#tour-next"), say(this.isLast() ? "tour_end" : "tour_next"));
    for (const each of every("[data-act]")) tell(each, say(`act_${each.dataset.act}`));
  }

  /** Says what was found, once it is so, when all is at rest. */
  settle(/** @type {Page} */ page) {
    if (!this.tour) return "";
    this.tellTask();
    const values = TOURS[this.tour][this.step].found(page);
    const none = this.isUnsolved ? say("tour_none") : "";
    tell(one("#tour-found"), values ? say(`${this.tour}_${this.step + 1}_found`, values) : none);
    one("#tour-next").disabled = !values;
    return "";
  }
}
