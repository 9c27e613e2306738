// Arrays of numpy: .npz files, which are zip archives of .npy files.
// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html

import { inflated } from "./inflate.js";
import { Unreadable } from "./refusals.js";

const [END, ENTRY, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50]; // marks of a zip's parts
const END_SIZE = 22;
const STORED = 0;

export const LARGEST_FILE = 2 ** 24; // bytes, and of what it unpacks to

/** @typedef {{shape: number[], values: Float64Array}} Numbers  row by row */

/** What is in an .npz, by name: texts, and arrays of numbers. @returns {Map<string, any>} */
export function unzipped(/** @type {ArrayBuffer} */ bytes) {
  const view = new DataView(bytes);
  let end = bytes.byteLength - END_SIZE;
  while (view.getUint32(end, true) !== END) end--;
  const arrays = new Map();
  let entry = view.getUint32(end + 16, true);
  let room = LARGEST_FILE;
  for (let left = view.getUint16(end + 10, true); left; left--) {
    if (view.getUint32(entry, true) !== ENTRY) throw new Unreadable("file_unknown");
    const method = view.getUint16(entry + 10, true);
    const [packed, size] = [view.getUint32(entry + 20, true), view.getUint32(entry + 24, true)];
    room -= size;
    if (room < 0) throw new Unreadable("file_large");
    const [name, extra, comment] = [28, 30, 32].map((at) => view.getUint16(entry + at, true));
    const local = view.getUint32(entry + 42, true);
    if (view.getUint32(local, true) !== LOCAL) throw new Unreadable("file_unknown");
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const inside = new Uint8Array(bytes, start, packed);
    const named = new TextDecoder().decode(new Uint8Array(bytes, entry + 46, name));
    arrays.set(named, npy(method === STORED ? inside : inflated(inside, size)));
    entry += 46 + name + extra + comment;
  }
  return arrays;
}

/** A text, or an array of numbers, from the bytes of an .npy file. @returns {string | Numbers} */
function npy(/** @type {Uint8Array} */ bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const isShort = bytes[6] === 1;
  const header = isShort ? 10 : 12;
  const length = isShort ? view.getUint16(8, true) : view.getUint32(8, true);
  const told = new TextDecoder("latin1").decode(bytes.subarray(header, header + length));
  const type = /'descr': '([^']+)'/.exec(told)[1];
  const shape = /'shape': \(([^)]*)\)/.exec(told)[1].split(",").filter((each) => each.trim()).map(Number);
  const body = bytes.slice(header + length).buffer;
  if (type.startsWith("<U")) return String.fromCodePoint(...new Uint32Array(body)).replace(/\0+$/, "");
  const array = { "<f4": Float32Array, "<f8": Float64Array, "|i1": Int8Array }[type];
  if (!array) throw new Unreadable("file_numbers");
  const values = Float64Array.from(new array(body));
  const isByColumns = told.includes("'fortran_order': True") && shape.length === 2;
  return { shape, values: isByColumns ? byRows(values, shape[0], shape[1]) : values };
}

/** Numbers that stand column by column, row by row. */
function byRows(/** @type {Float64Array} */ values, rows, columns) {
  return values.map((_, at) => values[(at % columns) * rows + Math.floor(at / columns)]);
}
