// The page's elements: how they are found, copied and written into.

/** The arrow keys as steps across and down. @type {Record<string, [number, number]>} */
export const ARROWS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The first element that a selector finds. @returns {any} */
export function one(/** @type {string} */ selector) {
  return document.querySelector(selector);
}

/** All that it finds. @returns {any[]} */
export function every(/** @type {string} */ selector) {
  return [...document.querySelectorAll(selector)];
}

/** A new element from one of the page's <template>s. @returns {any} */
export function copied(/** @type {string} */ name) {
  return one(`template#${name}`).content.firstElementChild.cloneNode(true);
}

/** Writes a text into an element, if it is another one, for what is written is laid out anew. */
export function tell(/** @type {Element} */ element, /** @type {string} */ text) {
  if (element.textContent !== text) element.textContent = text;
}
