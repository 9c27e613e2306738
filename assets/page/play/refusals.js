// Why something is not read: a sentence's name among the words, and what goes into it.

/** Ink that is not one whole digit. */
export class Refusal extends Error {
  constructor(/** @type {string} */ name, /** @type {Record<string, unknown>} */ values = {}) {
    super(name);
    this.values = values;
  }
}

/** A file that is not a network that can be shown. */
export class Unreadable extends Refusal {}
