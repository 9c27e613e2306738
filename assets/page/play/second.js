// A second network beside the first, which reads the same digit.

import { Diagram } from "./diagram.js";
import { one, tell } from "./dom.js";
import { forward, ranking } from "./network.js";
import { say, written } from "./words.js";

/** @typedef {import("./page.js").Page} Page */

export class Second {
  constructor(/** @type {Page} */ page) {
    this.section = one(".second");
    const element = this.section.querySelector(".diagram");
    this.diagram = new Diagram(element, (layer, neuron) => page.choose(layer, neuron), {
      frame: this.section,
      told: this.section.querySelector(".lines-told"),
    });
    one("#second").addEventListener("change", (event) => page.set({ second: event.target.value }));
    new ResizeObserver(() => this.diagram.lay()).observe(element);
  }

  /** Shows what the second network makes of the digit, if there is one. */
  show(/** @type {Page} */ page) {
    const { shown, networks, digit, isRead, isFinished } = page;
    const network = networks.get(shown.second);
    one("#second").value = network ? shown.second : "";
    this.section.hidden = !network;
    one("main").classList.toggle("two", Boolean(network));
    if (network !== this.network) {
      this.network = network;
      if (network) this.diagram.build(network);
      else this.diagram.layers.replaceChildren();
    }
    if (!network) return;
    this.record = forward(network, digit.values);
    if (!page.follows(".second")) return;
    tell(this.section.querySelector("h2"), one("#second").selectedOptions[0].text);
    this.diagram.show({ record: this.record, isRead, isMoving: !isFinished });
    this.diagram.mark(shown.layer, shown.neuron);
    const { label, score } = this.answer();
    tell(this.section.querySelector(".told b"), isRead ? label : "–");
    tell(this.section.querySelector(".told .beside"), isRead ? say("answer_score", { score }) : "");
  }

  answer() {
    const { activations } = this.record[this.record.length - 1];
    const [first] = ranking(activations);
    return { label: this.network.labels[first], score: written(activations[first], 3) };
  }

  /** Names its neurons to those who listen. @returns {string} what is said of its answer */
  settle(/** @type {Page} */ { isRead }) {
    if (!this.network) return "";
    this.diagram.describe();
    return isRead ? say("second_told", this.answer()) : "";
  }
}
