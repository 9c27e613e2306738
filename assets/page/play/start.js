// Begins: unpacks the networks and samples of the page, and listens to its controls.

async function start() {
  const told = JSON.parse(one("#told").textContent);
  words.all = told.words;
  const networks = new Map();
  for (const [name, text] of Object.entries(told.networks)) {
    networks.set(name, await readNetwork(bytesOf(text).buffer));
  }
  const samples = new Map(
    Object.entries(told.samples).map(([name, text]) => [
      name,
      Float64Array.from(bytesOf(text), (each) => each / 255),
    ]),
  );
  const page = new Page(networks, samples);
  const follow = () => arrive(page, readAddress(location.hash));
  listen(page);
  follow();
  addEventListener("hashchange", follow);
  document.body.dataset.ready = "yes";
}

/** Shows what an address asks for, and the beginning where it asks for nothing. */
function arrive(page, address) {
  const names = [...page.networks.keys()];
  const isKnown = !address.network || page.networks.has(address.network);
  const isDrawn = page.samples.has(address.sample) || address.strokes.length;
  speak(address.language in words.all ? address.language : spokenHere());
  listNetworks(page);
  page.set({
    network: isKnown && address.network ? address.network : names[0],
    sample: isDrawn ? address.sample : [...page.samples.keys()][3],
    strokes: address.strokes,
    layer: address.layer ?? 0,
    neuron: address.neuron ?? 0,
    place: address.place,
    changes: isKnown ? address.changes : [],
  });
  one("#file-message").textContent = isKnown ? "" : say("network_absent", { name: address.network });
}

function spokenHere() {
  return navigator.language.startsWith("ja") ? "ja" : "en";
}

/** The choice of networks, each by its name in the language, if it has one. */
function listNetworks({ networks, network, shown }) {
  const named = (name) => words.all[words.language][`network_${name}`] ?? name.replaceAll("_", " ");
  const options = [...networks.keys()].map((name) => new Option(named(name), name));
  one("#network").replaceChildren(...options);
  if (network) one("#network").value = shown.network;
  for (const each of document.querySelectorAll("[data-language]")) {
    each.setAttribute("aria-pressed", String(each.dataset.language === words.language));
  }
}

function listen(/** @type {Page} */ page) {
  const click = (selector, act) => one(selector).addEventListener("click", act);
  click("#undo", () => page.pad.undo());
  click("#clear", () => page.set({ sample: "", strokes: [] }));
  click("#reset", () => page.set({ changes: [] }));
  click("#link", () => copyLink());
  click("#draw", () => hold(page, false));
  click("#erase", () => hold(page, true));
  click("#open", () => one("#file").click());
  one("#network").addEventListener("change", (event) =>
    page.set({ network: event.target.value, changes: [] }),
  );
  one("#file").addEventListener("change", (event) => load(page, event.target));
  for (const each of document.querySelectorAll("[data-sample]")) {
    const canvas = document.createElement("canvas");
    paintBright(canvas, { height: GRID, width: GRID, values: page.samples.get(each.dataset.sample) });
    each.querySelector("img").src = canvas.toDataURL();
    each.addEventListener("click", () => page.set({ sample: each.dataset.sample, strokes: [] }));
  }
  for (const each of document.querySelectorAll("[data-language]")) {
    each.addEventListener("click", () => {
      speak(each.dataset.language);
      listNetworks(page);
      page.look();
    });
  }
}

/** Takes the pen or the eraser in hand. */
function hold(page, erases) {
  page.pad.erases = erases;
  one("#draw").setAttribute("aria-pressed", String(!erases));
  one("#erase").setAttribute("aria-pressed", String(erases));
}

/** Shows the network of a file, or says why it is none. */
async function load(page, input) {
  const [file] = input.files;
  input.value = "";
  if (!file) return;
  const message = one("#file-message");
  try {
    if (file.size > LARGEST_FILE) throw new Unreadable("file_large");
    const name = file.name.replace(/\.(npz|json)$/i, "");
    page.networks.set(name, await readNetwork(await file.arrayBuffer()));
    listNetworks(page);
    page.set({ network: name, changes: [] });
    message.textContent = say("file_read", { name: file.name });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    message.textContent = `${file.name}: ${say(error.message, error.values)}`;
  }
}

async function copyLink() {
  const message = one("#link-message");
  try {
    await navigator.clipboard.writeText(location.href);
    message.textContent = say("link_copied");
  } catch {
    message.textContent = say("link_by_hand");
  }
}

function bytesOf(text) {
  return Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
}

start();
