// Spans of seconds, as [from, to].

/** @typedef {[number, number]} Span */

export const ENOUGH = 0.9; // the share of a film or a beat that must have been shown

/** The same seconds in order, no two spans touching. @returns {Span[]} */
export function merged(/** @type {Span[]} */ spans) {
  /** @type {Span[]} */
  const found = [];
  for (const [from, to] of [...spans].sort((one, other) => one[0] - other[0])) {
    const last = found[found.length - 1];
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else found.push([from, to]);
  }
  return found;
}

/** How many seconds some spans cover together, of those between two moments. */
export function covered(/** @type {Span[]} */ spans, from = 0, to = Infinity) {
  const within = merged(spans).map(([start, end]) => Math.min(end, to) - Math.max(start, from));
  return within.reduce((sum, each) => sum + Math.max(0, each), 0);
}
