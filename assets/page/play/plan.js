// Where the parts of the network's picture stand, in pixels.

const OUTPUT_ROOM = 196; // pixels beside an output for its label, bar and score
const LETTER = parseFloat(getComputedStyle(document.documentElement).fontSize); // pixels
const OUTPUT_DEPTH = 8.875 * LETTER; // the same below it, where the network runs downwards
const LARGEST_DOT = 26; // pixels across a neuron
const STAGGER = 12; // neurons beyond which a row stands in two, where the network runs downwards

/** From left to right: the inputs' picture, then a column for each layer. */
export function planAcross(width, height, counts) {
  const side = Math.min(0.31 * width, 0.86 * height);
  const first = side + (width - side - OUTPUT_ROOM) * 0.42;
  const last = width - OUTPUT_ROOM;
  const pitches = counts.map((count) => Math.min(height / count, 46));
  const dots = pitches.map((pitch) => Math.min(0.74 * pitch, LARGEST_DOT));
  const layers = counts.map((count, layer) => {
    const x = counts.length === 1 ? last : first + ((last - first) * layer) / (counts.length - 1);
    const y = (neuron) => height / 2 + (neuron - (count - 1) / 2) * pitches[layer];
    return Array.from({ length: count }, (_, neuron) => [x, y(neuron)]);
  });
  return { corner: [0, (height - side) / 2], side, layers, dots, pitches };
}

/** Downwards: the inputs' picture, then a row for each layer; long rows stand in two. */
export function planDown(width, height, counts) {
  const side = Math.min(0.68 * width, 0.36 * height);
  const last = height - OUTPUT_DEPTH;
  const first = side + (last - side) * (counts.length > 1 ? 0.3 : 1);
  const pitches = counts.map((count, layer) => {
    const isOutput = layer === counts.length - 1;
    return (isOutput || count <= STAGGER ? 1 : 2) * (width / (count + Number(count > STAGGER)));
  });
  const dots = pitches.map((pitch) => Math.min(0.74 * pitch, LARGEST_DOT));
  const layers = counts.map((count, layer) => {
    const y = counts.length === 1 ? last : first + ((last - first) * layer) / (counts.length - 1);
    const isStaggered = count > STAGGER && layer < counts.length - 1;
    const step = isStaggered ? pitches[layer] / 2 : pitches[layer];
    return Array.from({ length: count }, (_, neuron) => [
      width / 2 + (neuron - (count - 1) / 2) * step,
      y + (isStaggered && neuron % 2 ? 44 : 0),
    ]);
  });
  return { corner: [(width - side) / 2, 0], side, layers, dots, pitches };
}
