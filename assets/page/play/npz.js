// Arrays of numpy: .npz files, which are zip archives of .npy files.
// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html

const [END, ENTRY, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50]; // marks of a zip's parts
const END_SIZE = 22;
const STORED = 0;

/**
 * What is in an .npz: texts, and arrays as their shape and values, by name.
 * @returns {Promise<Map<string, string | {shape: number[], values: Float64Array}>>}
 */
async function unzipped(/** @type {ArrayBuffer} */ bytes) {
  const view = new DataView(bytes);
  let end = bytes.byteLength - END_SIZE;
  while (view.getUint32(end, true) !== END) end--;
  const arrays = new Map();
  let entry = view.getUint32(end + 16, true);
  let size = 0;
  for (let left = view.getUint16(end + 10, true); left; left--) {
    if (view.getUint32(entry, true) !== ENTRY) throw new Unreadable("file_unknown");
    const method = view.getUint16(entry + 10, true);
    const packed = view.getUint32(entry + 20, true);
    size += view.getUint32(entry + 24, true);
    if (size > LARGEST_FILE) throw new Unreadable("file_large");
    const [name, extra, comment] = [28, 30, 32].map((at) => view.getUint16(entry + at, true));
    const local = view.getUint32(entry + 42, true);
    if (view.getUint32(local, true) !== LOCAL) throw new Unreadable("file_unknown");
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const inside = new Uint8Array(bytes, start, packed);
    const named = new TextDecoder().decode(new Uint8Array(bytes, entry + 46, name));
    arrays.set(named, npy(method === STORED ? inside.slice() : await inflated(inside)));
    entry += 46 + name + extra + comment;
  }
  return arrays;
}

/** What deflated bytes unpack to, if it is not too much. */
async function inflated(/** @type {Uint8Array} */ packed) {
  const reader = new Blob([packed])
    .stream()
    .pipeThrough(new DecompressionStream("deflate-raw"))
    .getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    size += value.length;
    if (size > LARGEST_FILE) throw new Unreadable("file_large");
    parts.push(value);
  }
}

/** A text, or an array of numbers, from the bytes of an .npy file. */
function npy(/** @type {Uint8Array} */ bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const [lengthAt, header] = bytes[6] === 1 ? [view.getUint16(8, true), 10] : [view.getUint32(8, true), 12];
  const told = new TextDecoder("latin1").decode(bytes.subarray(header, header + lengthAt));
  const type = /'descr': '([^']+)'/.exec(told)[1];
  const shape = /'shape': \(([^)]*)\)/.exec(told)[1].split(",").filter((each) => each.trim()).map(Number);
  const isByColumns = told.includes("'fortran_order': True");
  const body = bytes.slice(header + lengthAt).buffer;
  if (type.startsWith("<U")) return String.fromCodePoint(...new Uint32Array(body)).replace(/\0+$/, "");
  const array = { "<f4": Float32Array, "<f8": Float64Array }[type];
  if (!array || isByColumns) throw new Unreadable("file_numbers");
  return { shape, values: Float64Array.from(new array(body)) };
}
