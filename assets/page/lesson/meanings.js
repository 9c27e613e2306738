// The meanings of words: each stands at its term, inside the window.

const OPENS_BY_ITSELF = "popover" in HTMLElement.prototype; // not so before Safari 17

export function offerMeanings() {
  for (const found of document.querySelectorAll(".term")) {
    const term = /** @type {HTMLElement} */ (found);
    const meaning = document.getElementById(term.getAttribute("popovertarget"));
    term.addEventListener("click", () => {
      if (!OPENS_BY_ITSELF) toggle(meaning);
      requestAnimationFrame(() => place(meaning, term)); // after it opens and before the frame
    });
  }
  if (OPENS_BY_ITSELF) return;
  for (const event of ["click", "keydown"]) {
    addEventListener(event, (happened) => {
      const isElsewhere = !(/** @type {Element} */ (happened.target).closest?.(".term, .meaning"));
      const isEscape = /** @type {KeyboardEvent} */ (happened).key === "Escape";
      if (isEscape || (event === "click" && isElsewhere)) toggle(null);
    });
  }
}

/** Opens a meaning, or closes it if it is open; all others are closed. */
function toggle(/** @type {HTMLElement | null} */ meaning) {
  const isOpen = meaning?.classList.contains("open");
  for (const each of document.querySelectorAll(".meaning.open")) each.classList.remove("open");
  meaning?.classList.toggle("open", !isOpen);
}

function place(/** @type {HTMLElement} */ meaning, /** @type {HTMLElement} */ term) {
  const word = term.getBoundingClientRect();
  meaning.style.inset = "auto";
  meaning.style.margin = "0";
  const { width, height } = meaning.getBoundingClientRect();
  const isBelow = word.bottom + height + 16 < innerHeight;
  meaning.style.left = `${Math.max(8, Math.min(word.left, innerWidth - width - 8))}px`;
  meaning.style.top = `${isBelow ? word.bottom + 8 : Math.max(8, word.top - height - 8)}px`;
}
