// The networks that a training went through, as a slider: each reads the same digit.

import { one, tell } from "./dom.js";
import { counted, say } from "./words.js";

/** @typedef {import("./page.js").Page} Page */
/** @typedef {{network: string, step: number, right: number, of: number, isRounded: boolean}} Moment */

export class Moments {
  constructor(/** @type {Page} */ page) {
    this.moments = page.moments;
    /** @type {HTMLInputElement} */
    this.slider = one("#moment");
    if (!this.slider) return;
    this.slider.max = String(this.moments.length - 1);
    this.slider.addEventListener("input", () => {
      page.travel(this.moments[this.slider.valueAsNumber].network);
    });
    for (const end of ["pointerup", "blur"])
      this.slider.addEventListener(end, () => (page.turned = ""));
  }

  /** Where the network that is shown stands in the training, if it does. */
  show(/** @type {Page} */ { shown }) {
    if (!this.slider) return;
    const place = this.moments.findIndex(({ network }) => network === shown.network);
    this.slider.value = String(place < 0 ? this.moments.length - 1 : place);
    const told = place < 0 ? say("moment_other") : this.told(this.moments[place]);
    tell(one("#moment-told"), told);
    this.slider.setAttribute("aria-valuetext", told);
  }

  told(/** @type {Moment} */ { step, right, of, isRounded }) {
    const told = say("moment_told", { steps: counted(step), right: counted(right), of: counted(of) });
    return isRounded ? `${told} ${say("moment_rounded")}` : told;
  }
}
