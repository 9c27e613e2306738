// The page: what is shown, and how every change of it reaches all that shows it.

import { addressOf } from "./address.js";
import { showAnswer, showSteps, spoken } from "./answer.js";
import { Diagram } from "./diagram.js";
import { one, tell } from "./dom.js";
import { paper, readInk } from "./ink.js";
import { changed, forward, neuronPass, parameter, strongest, whiteOf } from "./network.js";
import { NeuronPanel } from "./neuron.js";
import { GRID } from "./normalise.js";
import { Pad } from "./pad.js";
import { Refusal } from "./refusals.js";
import { say, words } from "./words.js";

const PAUSE = 400; // milliseconds of rest before the answer is said and the address is written
const MOST_STEPS = 200; // that can be undone

/** @typedef {import("./address.js").Shown} Shown */
/** @typedef {import("./network.js").Network} Network */
/** @typedef {{show?: (page: Page) => void, settle?: (page: Page) => string}} Part */

export class Page {
  /** @param {Map<string, Network>} networks @param {import("./samples.js").Samples} samples */
  constructor(networks, samples) {
    this.networks = networks;
    this.samples = samples;
    /** Names of networks that lie beside the page. @type {string[]} */
    this.beside = [];
    /** @type {Shown} */
    this.shown = {
      network: "",
      sample: "",
      strokes: [],
      layer: 0,
      neuron: 0,
      place: null,
      changes: [],
      isAnyway: false,
      second: "",
    };
    /** The training that one of the networks came of. @type {import("./moments.js").Moment[]} */
    this.moments = [];
    /** What follows what is shown, and may have something to say of it. @type {Part[]} */
    this.parts = [];
    /** What was shown before each thing that somebody did. @type {Partial<Shown>[]} */
    this.past = [];
    this.pad = new Pad(one(".pad canvas"), one(".pad .cursor"), {
      before: () => this.remember(),
      change: (isFinished) => {
        if (!this.pad.sample) this.shown.sample = "";
        this.isFinished = isFinished;
        this.look();
      },
      discard: () => this.undo(),
      undo: () => this.undo(),
      move: (row, column, isDown) =>
        this.hear(say(isDown ? "pen_at_down" : "pen_at_up", { row, column })),
    });
    this.diagram = new Diagram(one(".diagram"), (layer, neuron) => this.set({ layer, neuron }), {
      frame: one("main"),
      told: one("#lines"),
    });
    this.panel = new NeuronPanel(
      one(".neuron-panel"),
      (place) => this.set({ place }),
      (place, value) => this.turn(place, value),
      () => (this.turned = ""),
      (text) => this.hear(text),
    );
    new ResizeObserver(() => this.diagram.lay(this.isPrinted)).observe(one(".diagram"));
    this.isPrinted = false;
    for (const moment of ["beforeprint", "afterprint"]) {
      addEventListener(moment, () => {
        this.isPrinted = moment === "beforeprint";
        this.diagram.lay(this.isPrinted);
      });
    }
    /** @type {Set<Element>} */
    this.inView = new Set();
    const watch = new IntersectionObserver((changes) => this.see(changes));
    for (const each of [".steps", ".diagram", ".neuron-panel", ".second"]) watch.observe(one(each));
    this.isFinished = true;
    /** @type {any} */
    this.steps = readInk(paper());
    this.digit = this.steps.image;
  }

  /** Notes what has come into view, and what has left it. */
  see(/** @type {IntersectionObserverEntry[]} */ changes) {
    for (const { target, isIntersecting } of changes) {
      if (isIntersecting) this.inView.add(target);
      else this.inView.delete(target);
    }
    this.look();
  }

  /** Whether a part of the page is to follow: while the pen moves, what is out of view waits. */
  follows(/** @type {string} */ selector) {
    return this.isFinished || this.inView.has(one(selector));
  }

  /** Does what somebody has asked for, so that it can be undone. */
  act(/** @type {Partial<Shown>} */ change) {
    this.remember();
    this.set(change);
  }

  /** Keeps what can be undone of what is shown. */
  remember() {
    const { network, sample, changes, isAnyway } = this.shown;
    this.turned = "";
    this.past.push({ network, sample, strokes: [...this.pad.strokes], changes, isAnyway });
    if (this.past.length > MOST_STEPS) this.past.shift();
  }

  /** Undoes the last thing that was done. */
  undo() {
    const before = this.past.pop();
    if (!before) return;
    this.turned = "";
    this.isFinished = true;
    this.set(before);
  }

  /** Shows something else: of an address, or what somebody has chosen. */
  set(/** @type {Partial<Shown>} */ change) {
    this.shown = { ...this.shown, ...change };
    const network = this.networks.get(this.shown.network);
    if (network !== this.network) {
      this.network = network;
      this.fitting();
      this.diagram.build(network);
      one("#network").value = this.shown.network;
    }
    if (change.sample !== undefined || change.strokes) {
      this.pad.lay(this.samples.get(this.shown.sample), this.shown.strokes);
    }
    this.fitting();
    this.look();
  }

  /** Leaves out what the network does not have. */
  fitting() {
    const { layers } = this.network;
    const shown = this.shown;
    if (shown.layer >= layers.length) shown.layer = 0;
    if (shown.neuron >= layers[shown.layer].biases.length) shown.neuron = 0;
    const inputs = layers[shown.layer].weights[0].length;
    if (typeof shown.place === "number" && shown.place >= inputs) shown.place = null;
    shown.changes = shown.changes.filter(
      ({ layer, neuron, place }) =>
        (place === "bias" ? layers[layer]?.biases[neuron] : layers[layer]?.weights[neuron]?.[place]) !==
        undefined,
    );
  }

  /** Gives a weight or the bias of the neuron another value; one turn is one thing to undo. */
  turn(/** @type {number | "bias"} */ place, /** @type {number} */ value) {
    const { layer, neuron } = this.shown;
    const turned = [layer, neuron, place].join();
    if (this.turned !== turned) this.remember();
    this.turned = turned;
    const isSame = (each) => each.layer === layer && each.neuron === neuron && each.place === place;
    const others = this.shown.changes.filter((each) => !isSame(each));
    const change = { layer, neuron, place, value };
    const isBack = parameter(this.network, change) === value;
    this.set({ changes: isBack ? others : [...others, change] });
  }

  /** Shows the network at another moment of its training; one journey is one thing to undo. */
  travel(/** @type {string} */ network) {
    if (this.turned !== "moment") this.remember();
    this.turned = "moment";
    this.set({ network, changes: [] });
  }

  /** Chooses a neuron, if the network that is shown has such a one. */
  choose(/** @type {number} */ layer, /** @type {number} */ neuron) {
    if (neuron < this.network.layers[layer]?.biases.length) this.set({ layer, neuron });
  }

  /** Looks at everything again before the next frame is drawn. */
  look() {
    if (this.isWaiting) return;
    this.isWaiting = true;
    delete document.body.dataset.settled;
    requestAnimationFrame(() => {
      this.isWaiting = false;
      this.update();
    });
  }

  update() {
    const { changes, layer, neuron } = this.shown;
    this.shown.strokes = this.pad.strokes;
    this.read();
    const network = changed(this.network, changes);
    this.record = forward(network, this.digit.values);
    const last = this.record.length - 1;
    this.before = changes.length
      ? forward(this.network, this.digit.values)[last].activations
      : undefined;
    const { record, before, isRead } = this;
    if (this.follows(".diagram"))
      this.diagram.show({ record, before, isRead, isMoving: !this.isFinished });
    this.diagram.mark(layer, neuron);
    if (this.follows(".neuron-panel")) this.showNeuron(network.layers[layer].activation);
    if (this.follows(".steps")) showSteps(this.steps);
    showAnswer(this);
    for (const part of this.parts) part.show?.(this);
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.settle(), PAUSE);
  }

  showNeuron(/** @type {string} */ activation) {
    const { layer, neuron } = this.shown;
    const atWork = neuronPass(this.record[layer], neuron);
    this.shown.place ??= strongest(atWork.products)[0];
    this.panel.show(atWork, {
      name: this.diagram.name(layer, neuron),
      place: this.shown.place,
      isOnPixels: layer === 0,
      activation,
      white: layer ? whiteOf(this.record[layer - 1]) : 1,
    });
  }

  /** Reads the digit on the paper; where it is refused, the last one stays, and the reason is told. */
  read() {
    this.refusal = null;
    try {
      const { sample, strokes, ink } = this.pad;
      this.steps =
        sample && !strokes.length
          ? { image: { height: GRID, width: GRID, values: sample }, isFitted: true }
          : readInk(ink, this.shown.isAnyway);
      this.digit = this.steps.image;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.refusal = error;
    }
    this.isRead = !this.refusal && !this.steps.isBare;
  }

  /** Says the answer to those who listen, if it is another one, and writes the address. */
  settle() {
    this.diagram.describe();
    const told = this.parts.map((part) => part.settle?.(this));
    tell(one("#spoken"), [spoken(this), ...told].filter(Boolean).join(" "));
    const address = addressOf({ ...this.shown, language: words.language });
    if (address !== location.hash && this.networks.has(this.shown.network)) {
      history.replaceState(null, "", address);
    }
    document.body.dataset.settled = "yes";
  }

  /** Says to those who listen what keys have come to. */
  hear(/** @type {string} */ text) {
    tell(one("#at"), text);
  }
}
