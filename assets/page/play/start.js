// Begins: unpacks the networks and samples of the page, and listens to its controls.

import { keepLanguage, keptLanguage } from "../kept.js";
import { readAddress } from "./address.js";
import { every, one } from "./dom.js";
import { readNetwork } from "./files.js";
import { Guide } from "./guide.js";
import { Moments } from "./moments.js";
import { GRID } from "./normalise.js";
import { LARGEST_FILE } from "./npz.js";
import { Page } from "./page.js";
import { paintBright } from "./pictures.js";
import { Refusal, Unreadable } from "./refusals.js";
import { Samples } from "./samples.js";
import { Second } from "./second.js";
import { say, speak, words } from "./words.js";

const FIRST = 3; // the sample that is shown at first

function start() {
  const told = JSON.parse(one("#told").textContent);
  words.all = told.words;
  speak(spokenHere());
  const samples = Object.entries(told.samples).map(
    ([name, text]) =>
      /** @type {const} */ ([name, Float64Array.from(bytesOf(text), (each) => each / 255)]),
  );
  const page = new Page(networksOf(told.networks), new Samples(new Map(samples)));
  page.beside = told.beside;
  page.moments = told.moments;
  const guide = new Guide(page);
  page.parts = [new Moments(page), new Second(page), guide];
  const follow = () => {
    const address = readAddress(location.hash);
    arrive(page, address);
    if (address.tour) guide.start(address.tour);
  };
  listen(page);
  follow();
  addEventListener("hashchange", follow);
  document.body.dataset.ready = "yes";
}

/** The networks that the page brings along; one that cannot be shown is told, and left out. */
function networksOf(/** @type {Record<string, string>} */ told) {
  const networks = new Map();
  for (const [name, text] of Object.entries(told)) {
    try {
      networks.set(name, readNetwork(bytesOf(text).buffer));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      one(`#network [value="${CSS.escape(name)}"]`)?.remove();
      one("#absent").append(`${name}: ${say(error.message, error.values)} `);
    }
  }
  if (!networks.size) throw new Error("no network");
  return networks;
}

/** Shows what an address asks for, and the beginning where it asks for nothing. */
async function arrive(/** @type {Page} */ page, address) {
  const names = [...page.networks.keys()];
  speak(address.language in words.all ? address.language : spokenHere());
  listNetworks(page);
  const isKnown = !address.network || page.networks.has(address.network);
  const isDrawn = page.samples.has(address.sample) || address.strokes.length;
  const shown = {
    network: isKnown && address.network ? address.network : names[0],
    sample: isDrawn ? address.sample : page.samples.names[FIRST],
    strokes: address.strokes,
    layer: address.layer ?? 0,
    neuron: address.neuron ?? 0,
    place: address.place,
    changes: isKnown ? address.changes : [],
    isAnyway: address.isAnyway,
    second: page.networks.has(address.second) ? address.second : "",
  };
  page.past = shown.strokes.map((_, count) => ({
    ...shown,
    strokes: shown.strokes.slice(0, count),
  }));
  page.set(shown);
  one("#file-message").textContent = isKnown ? "" : say("network_absent", { name: address.network });
  if (!isKnown && page.beside.includes(address.network)) await fetched(page, address.network);
}

/** The language that was chosen last, or that of the browser. */
function spokenHere() {
  const known = Object.keys(words.all);
  const wanted = [keptLanguage(), ...navigator.languages.map((each) => each.split("-")[0])];
  return wanted.find((each) => known.includes(each)) ?? known[0];
}

/** The choice of networks, each by its name in the language, if it has one. */
function listNetworks(/** @type {Page} */ { networks, network, shown, beside }) {
  const names = [...networks.keys(), ...beside.filter((name) => !networks.has(name))];
  const options = names.map((name) => new Option(nameOf(name), name));
  one("#network").replaceChildren(...options);
  const inside = [...networks.keys()].map((name) => new Option(nameOf(name), name));
  one("#second").replaceChildren(new Option(say("second_none"), ""), ...inside);
  if (network) one("#network").value = shown.network;
  for (const each of every("button[data-language]")) {
    each.setAttribute("aria-pressed", String(each.dataset.language === words.language));
  }
}

function nameOf(/** @type {string} */ name) {
  const steps = /^step_0*(\d+)$/.exec(name)?.[1];
  if (steps) return say("network_step", { steps: Number(steps).toLocaleString("en-US") });
  return words.all[words.language][`network_${name}`] ?? name.replace(/_/g, " ");
}

function listen(/** @type {Page} */ page) {
  const click = (selector, act) => one(selector).addEventListener("click", act);
  click("#undo", () => page.undo());
  click("#clear", () => page.act({ sample: "", strokes: [], isAnyway: false }));
  click("#reset", () => page.act({ changes: [] }));
  click("#anyway", () => {
    page.act({ isAnyway: true });
    page.pad.canvas.focus();
  });
  click("#link", () => copyLink());
  click("#draw", () => hold(page, false));
  click("#erase", () => hold(page, true));
  click("#open", () => one("#file").click());
  one("#network").addEventListener("change", (event) => choose(page, event.target.value));
  one("#file").addEventListener("change", (event) => load(page, event.target));
  for (const each of every("[data-sample]")) {
    const { sample } = each.dataset;
    const values = page.samples.get(sample);
    paintBright(each.querySelector("canvas"), { height: GRID, width: GRID, values });
    each.addEventListener("click", () => page.act({ sample, strokes: [], isAnyway: false }));
  }
  for (const each of every("button[data-language]")) {
    each.addEventListener("click", () => {
      keepLanguage(each.dataset.language);
      speak(each.dataset.language);
      listNetworks(page);
      page.look();
    });
  }
  addEventListener("keydown", (event) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === "z";
    if (!isUndo) return;
    event.preventDefault(); // else a browser would undo what was last typed, whatever came after
    page.undo();
  });
}

/** Takes the pen or the eraser in hand. */
function hold(/** @type {Page} */ page, /** @type {boolean} */ erases) {
  page.pad.erases = erases;
  one("#draw").setAttribute("aria-pressed", String(!erases));
  one("#erase").setAttribute("aria-pressed", String(erases));
}

/** Shows a network of the page, or one that lies beside it. */
function choose(/** @type {Page} */ page, /** @type {string} */ name) {
  one("#file-message").textContent = "";
  if (page.networks.has(name)) page.act({ network: name, changes: [] });
  else fetched(page, name);
}

/** Fetches a network from beside the page; from disk a browser lets only its reader do so. */
async function fetched(/** @type {Page} */ page, /** @type {string} */ name) {
  const file = `networks/${name}.npz`;
  try {
    const response = await fetch(file);
    if (!response.ok) throw new Error(response.statusText);
    show(page, name, await response.arrayBuffer());
  } catch {
    one("#network").value = page.shown.network;
    one("#file-message").textContent = say("network_beside", { file });
  }
}

/** Shows the network of a file, or says why it is none. */
async function load(/** @type {Page} */ page, /** @type {HTMLInputElement} */ input) {
  const [file] = input.files;
  input.value = "";
  if (!file) return;
  const message = one("#file-message");
  try {
    if (file.size > LARGEST_FILE) throw new Unreadable("file_large");
    show(page, file.name.replace(/\.(npz|json)$/i, ""), await file.arrayBuffer());
    message.textContent = say("file_read", { name: file.name });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    message.textContent = `${file.name}: ${say(error.message, error.values)}`;
  }
}

/** Shows the network that is in some bytes, under a name. Throws an Unreadable. */
function show(/** @type {Page} */ page, /** @type {string} */ name, /** @type {ArrayBuffer} */ bytes) {
  const network = readNetwork(bytes);
  const free = page.networks.has(name) ? `${name} ${page.networks.size + 1}` : name;
  page.networks.set(free, network);
  listNetworks(page);
  page.act({ network: free, changes: [] });
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

function bytesOf(/** @type {string} */ text) {
  return Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
}

try {
  start();
} catch (error) {
  document.body.dataset.failed = "yes"; // play.css then shows what is to be done
  throw error;
}
