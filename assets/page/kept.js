// The language that was chosen last, on either page; a browser may keep nothing for a page.

export function keptLanguage() {
  try {
    return localStorage.getItem("language");
  } catch {
    return null;
  }
}

export function keepLanguage(/** @type {string} */ language) {
  try {
    localStorage.setItem("language", language);
  } catch {
    // then pages open in the browser's language again
  }
}
