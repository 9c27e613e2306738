// Digits whose names hold their pixels, as films hand them over: deflated, in letters of addresses.

import { inflated } from "./inflate.js";
import { GRID } from "./normalise.js";

const PACKED = /^(bytes|words)_([\w-]{1,4000})$/; // whole numbers of 8 bits, or of 16, lowest first

/** The brightnesses in such a name, if it is one. @returns {Float64Array | undefined} */
export function pixelsOf(/** @type {string} */ name) {
  const [, kind, letters] = PACKED.exec(name) ?? [];
  if (!kind) return undefined;
  const size = kind === "words" ? 2 : 1;
  const most = 256 ** size - 1;
  try {
    const text = atob(letters.replace(/-/g, "+").replace(/_/g, "/"));
    const packed = Uint8Array.from(text, (each) => each.charCodeAt(0));
    const bytes = inflated(packed, size * GRID * GRID);
    return new Float64Array(GRID * GRID).map((_, place) => {
      const [low, high] = bytes.subarray(size * place, size * (place + 1));
      return (low + 256 * (high ?? 0)) / most;
    });
  } catch {
    return undefined; // somebody has changed the name
  }
}
