// Unpacks what zip archives hold: deflated bytes (RFC 1951), in any browser and at once.

import { Unreadable } from "./refusals.js";

const LONGEST_CODE = 15; // bits
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]; // RFC 1951, 3.2.7
const LENGTHS = { first: 3, count: 29, group: 4 }; // of copies, and how many share extra bits
const DISTANCES = { first: 1, count: 30, group: 2 };
const LONGEST_COPY = 258; // bytes of a copy: the last length has no extra bits

/** The bytes that deflated ones unpack to, `size` of them. Throws an Unreadable. */
export function inflated(/** @type {Uint8Array} */ packed, /** @type {number} */ size) {
  const input = new Bits(packed);
  const output = new Uint8Array(size);
  let at = 0;
  for (let isLast = false; !isLast; ) {
    isLast = Boolean(input.take(1));
    const kind = input.take(2);
    if (kind === 0) at = stored(input, output, at);
    else if (kind === 3) throw new Unreadable("file_unknown");
    else at = block(input, output, at, kind === 1 ? fixedCodes() : ownCodes(input));
  }
  if (at !== size) throw new Unreadable("file_unknown");
  return output;
}

/** Bits of bytes, the lowest first. */
class Bits {
  constructor(/** @type {Uint8Array} */ bytes) {
    this.bytes = bytes;
    this.at = 0; // in bits
  }

  take(/** @type {number} */ count) {
    let value = 0;
    for (let bit = 0; bit < count; bit++, this.at++) {
      if (this.at >> 3 >= this.bytes.length) throw new Unreadable("file_unknown");
      value |= ((this.bytes[this.at >> 3] >> (this.at & 7)) & 1) << bit;
    }
    return value;
  }

  /** The next symbol of a code, whose bits come highest first. */
  symbol(/** @type {Code} */ { counts, symbols }) {
    let [code, first, place] = [0, 0, 0];
    for (let length = 1; length <= LONGEST_CODE; length++) {
      code |= this.take(1);
      const count = counts[length];
      if (code - first < count) return symbols[place + code - first];
      place += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new Unreadable("file_unknown");
  }
}

/** @typedef {{counts: Uint16Array, symbols: number[]}} Code  by lengths; see RFC 1951, 3.2.2 */

/** The code in which each symbol has so many bits. @returns {Code} */
function codeOf(/** @type {number[]} */ lengths) {
  const counts = new Uint16Array(LONGEST_CODE + 1);
  for (const each of lengths) counts[each] += 1;
  counts[0] = 0;
  const used = [...lengths.keys()].filter((symbol) => lengths[symbol]);
  return { counts, symbols: used.sort((one, other) => lengths[one] - lengths[other] || one - other) };
}

/** Bytes that stand as they are. */
function stored(/** @type {Bits} */ input, /** @type {Uint8Array} */ output, at) {
  input.at = (input.at + 7) & ~7;
  const [length] = [input.take(16), input.take(16)];
  if (at + length > output.length) throw new Unreadable("file_unknown");
  for (let byte = 0; byte < length; byte++) output[at++] = input.take(8);
  return at;
}

/** Literal bytes, and copies of what stands before. */
function block(/** @type {Bits} */ input, /** @type {Uint8Array} */ output, at, { literals, ways }) {
  for (;;) {
    const symbol = input.symbol(literals);
    if (symbol === 256) return at;
    if (symbol < 256) {
      if (at >= output.length) throw new Unreadable("file_unknown");
      output[at++] = symbol;
      continue;
    }
    const length = symbol === 285 ? LONGEST_COPY : sizeOf(input, symbol - 257, LENGTHS);
    const back = sizeOf(input, input.symbol(ways), DISTANCES);
    if (back > at || at + length > output.length) throw new Unreadable("file_unknown");
    for (const end = at + length; at < end; at++) output[at] = output[at - back];
  }
}

/** A length or distance: each group of symbols has one extra bit more than the one before. */
function sizeOf(/** @type {Bits} */ input, place, { first, count, group }) {
  if (place >= count) throw new Unreadable("file_unknown");
  const extra = Math.max(Math.floor(place / group) - 1, 0);
  const low = place < 2 * group ? place : (group + (place % group)) << extra;
  return first + low + input.take(extra);
}

function fixedCodes() {
  const lengths = Array.from({ length: 288 }, (_, symbol) =>
    symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8,
  );
  return { literals: codeOf(lengths), ways: codeOf(Array(30).fill(5)) };
}

/** The codes that a block brings along. */
function ownCodes(/** @type {Bits} */ input) {
  const [literals, ways, count] = [input.take(5) + 257, input.take(5) + 1, input.take(4) + 4];
  const told = Array(ORDER.length).fill(0);
  for (const symbol of ORDER.slice(0, count)) told[symbol] = input.take(3);
  const code = codeOf(told);
  const lengths = [];
  while (lengths.length < literals + ways) {
    const symbol = input.symbol(code);
    if (symbol < 16) lengths.push(symbol);
    else if (symbol === 16) repeat(lengths, lengths[lengths.length - 1], 3 + input.take(2));
    else repeat(lengths, 0, symbol === 17 ? 3 + input.take(3) : 11 + input.take(7));
  }
  return { literals: codeOf(lengths.slice(0, literals)), ways: codeOf(lengths.slice(literals)) };
}

function repeat(/** @type {number[]} */ lengths, value, times) {
  if (value === undefined) throw new Unreadable("file_unknown");
  for (let each = 0; each < times; each++) lengths.push(value);
}
