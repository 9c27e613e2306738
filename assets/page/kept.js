// What is kept in the browser, and nowhere else; a browser may keep nothing for a page.

/** What was kept under a name. @returns {string | null} */
export function kept(/** @type {string} */ name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Keeps a text under a name, or forgets what was kept there. */
export function keep(/** @type {string} */ name, /** @type {string | null} */ text) {
  try {
    if (text === null) localStorage.removeItem(name);
    else localStorage.setItem(name, text);
  } catch {
    // then pages begin anew each time
  }
}

/** The language that was chosen last, on either page. */
export function keptLanguage() {
  return kept("language");
}

export function keepLanguage(/** @type {string} */ language) {
  keep("language", language);
}
