// The whole network: its inputs as a picture, its neurons as bright as their activations, its lines.

const NARROW = matchMedia("(max-width: 62.5em)"); // as in play.css
const OUTPUT_ROOM = 196; // pixels beside an output for its label, bar and score
const LETTER = parseFloat(getComputedStyle(document.documentElement).fontSize); // pixels
const OUTPUT_DEPTH = 8.875 * LETTER; // the same below it, where the network runs downwards
const LARGEST_DOT = 26; // pixels across a neuron
const STAGGER = 12; // neurons beyond which a row stands in two, where the network runs downwards
const VALUE_ROOM = 28; // pixels that the number below a neuron needs
const MOST_PIXELS = { moving: 64000, still: 600000 }; // of the picture of lines

class Diagram {
  /**
   * @param {HTMLElement} element  holds canvas.lines, .pixels and the neurons
   * @param {(layer: number, neuron: number) => void} choose  called when a neuron is chosen
   */
  constructor(element, choose) {
    Object.assign(this, { element, choose });
    this.lines = new Lines(element.querySelector(".lines"));
    this.pixels = element.querySelector(".pixels");
    this.layers = element.querySelector(".layers");
    element.addEventListener("keydown", (event) => this.press(event));
  }

  /** Makes the neurons of a network. */
  build(/** @type {Network} */ network) {
    Object.assign(this, { network, shown: null });
    this.neurons = network.layers.map(({ biases }, layer) =>
      Array.from(biases, (_, neuron) => {
        const isOutput = layer === network.layers.length - 1;
        const button = copied(isOutput ? "output" : "neuron");
        button.addEventListener("click", () => this.choose(layer, neuron));
        if (isOutput) button.querySelector(".label").textContent = network.labels[neuron];
        return button;
      }),
    );
    const letters = Math.max(...network.labels.map((label) => label.length));
    one("main").style.setProperty("--letters", String(letters));
    one("main").style.setProperty("--outputs", String(network.labels.length));
    this.layers.replaceChildren(...this.neurons.flat());
    this.lay();
  }

  /** Gives everything its place: inputs, layers and outputs from left to right, or downwards. */
  lay() {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (!this.network || !width) return;
    this.isDownwards = NARROW.matches;
    const counts = this.network.layers.map(({ biases }) => biases.length);
    const plan = (this.isDownwards ? planDown : planAcross)(width, height, counts);
    const inputsBox = { left: plan.corner[0], top: plan.corner[1], side: plan.side };
    for (const [name, pixels] of Object.entries(inputsBox))
      this.element.style.setProperty(`--${name}`, `${pixels}px`);
    this.grid = emptyGrid(Math.round(plan.side * devicePixelRatio));
    this.pixels.width = this.pixels.height = this.grid.width;
    this.neurons.forEach((layer, place) =>
      layer.forEach((button, neuron) => {
        const [x, y] = plan.layers[place][neuron];
        button.style.left = `${x}px`;
        button.style.top = `${y}px`;
        button.style.setProperty("--dot", `${plan.dots[place]}px`);
        button.style.setProperty("--pitch", `${plan.pitches[place]}px`);
        const isOutput = place === counts.length - 1;
        button.classList.toggle("crowded", !isOutput && plan.pitches[place] < VALUE_ROOM);
      }),
    );
    const cell = plan.side / GRID;
    const inputs = Array.from({ length: GRID * GRID }, (_, place) => [
      plan.corner[0] + ((place % GRID) + 0.5) * cell,
      plan.corner[1] + (Math.floor(place / GRID) + 0.5) * cell,
    ]);
    this.places = [inputs, ...plan.layers];
    this.settings = null;
    if (this.shown) this.show(...this.shown);
  }

  /** Sets the lines up: while the pen moves coarser, for each frame counts. */
  refine(isMoving) {
    const settings = isMoving ? "moving" : "still";
    if (this.settings === settings) return;
    this.settings = settings;
    const { clientWidth: width, clientHeight: height } = this.element;
    const most = MOST_PIXELS[settings];
    const scale = Math.min(devicePixelRatio, Math.sqrt(most / (width * height)));
    this.lines.resize(Math.round(width * scale), Math.round(height * scale), settings);
    this.scaled = this.places.map((layer) =>
      layer.map((point) => point.map((each) => each * scale)),
    );
  }

  /** Shows a forward pass, and where the scores stood before the network was changed. */
  show(/** @type {LayerPass[]} */ record, before, isRead, isMoving) {
    this.shown = [record, before, isRead, isMoving];
    this.refine(isMoving);
    paintDiscs(this.pixels, this.grid, record[0].inputs);
    this.neurons.forEach((layer, place) => {
      const { activations } = record[place];
      layer.forEach((button, neuron) => {
        const activation = activations[neuron];
        const grey = Math.round(255 * Math.min(Math.max(activation, 0), 1));
        button.querySelector(".dot").style.backgroundColor = `rgb(${grey} ${grey} ${grey})`;
        const isOutput = place === record.length - 1;
        const text = written(activation, isOutput ? 3 : 2);
        tell(button.querySelector(".value"), text);
        if (isOutput) showBar(button, activation, before?.[neuron]);
      });
    });
    const scores = record[record.length - 1].activations;
    const answer = isRead ? ranking(scores)[0] : -1;
    this.neurons[record.length - 1].forEach((button, neuron) =>
      button.classList.toggle("answer", neuron === answer),
    );
    const { drawn, all } = this.lines.show(record, this.scaled);
    tell(one("#lines"), say("lines", { drawn: counted(drawn), all: counted(all) }));
  }

  /** Names every neuron, with its activation, to those who listen. */
  describe() {
    this.neurons.forEach((layer, place) =>
      layer.forEach((button, neuron) => {
        const activation = button.querySelector(".value").textContent;
        button.setAttribute("aria-label", `${this.name(place, neuron)}: ${activation}`);
      }),
    );
  }

  /** How a neuron is called. */
  name(layer, neuron) {
    if (layer === this.network.layers.length - 1)
      return say("output_name", { label: this.network.labels[neuron] });
    return say("neuron_name", { layer: layer + 1, neuron: neuron + 1 });
  }

  /** Marks the neuron that is chosen, the one that the Tab key comes to. */
  mark(layer, neuron) {
    const chosen = this.neurons[layer][neuron];
    if (chosen.tabIndex === 0) return;
    for (const each of this.neurons.flat()) {
      each.tabIndex = each === chosen ? 0 : -1;
      each.setAttribute("aria-pressed", String(each === chosen));
    }
  }

  /** Arrow keys walk from neuron to neuron. */
  press(event) {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    const layer = this.neurons.findIndex((each) => each.includes(document.activeElement));
    if (layer < 0) return;
    event.preventDefault();
    const [along, across] = this.isDownwards ? [arrow[1], arrow[0]] : arrow;
    const next = this.neurons[Math.min(Math.max(layer + along, 0), this.neurons.length - 1)];
    const share = (this.neurons[layer].indexOf(document.activeElement) + 0.5) / this.neurons[layer].length;
    const neuron = Math.floor(share * next.length) + across;
    const chosen = next[Math.min(Math.max(neuron, 0), next.length - 1)];
    chosen.focus();
    chosen.click();
  }
}

/** A bar as long as a score, with a mark where it stood before. */
function showBar(element, score, before) {
  const share = (value) => `${100 * Math.min(Math.max(value, 0), 1)}%`;
  const bar = element.querySelector(".bar");
  bar.style.setProperty("--score", share(score));
  bar.classList.toggle("moved", before !== undefined && before !== score);
  bar.style.setProperty("--before", share(before ?? score));
}

/** A new element from one of the page's <template>s. */
function copied(name) {
  return document.getElementById(name).content.firstElementChild.cloneNode(true);
}
