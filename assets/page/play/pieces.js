// Pictures of ink, their pieces and distances, as scipy.ndimage has them.

/**
 * @typedef {{height: number, width: number, values: Float64Array}} Picture  row by row
 * @typedef {{top: number, bottom: number, left: number, right: number}} Box  ends are not inside
 */

/** @returns {Picture} */
export function blank(height, width) {
  return { height, width, values: new Float64Array(height * width) };
}

/** Numbers the pieces of ink that touch at sides or corners, from 1, as first met row by row. */
export function labelled({ height, width, values }, /** @type {number} */ threshold) {
  const pieces = new Int32Array(values.length);
  const boxes = /** @type {Box[]} */ ([]);
  const areas = [0];
  const waiting = new Int32Array(values.length);
  for (let start = 0; start < values.length; start++) {
    if (pieces[start] || values[start] <= threshold) continue;
    const box = { top: height, bottom: 0, left: width, right: 0 };
    const number = boxes.push(box);
    let count = 1;
    areas.push(0);
    waiting[0] = start;
    pieces[start] = number;
    while (count) {
      const place = waiting[--count];
      const row = Math.floor(place / width);
      const column = place % width;
      areas[number] += 1;
      box.top = Math.min(box.top, row);
      box.bottom = Math.max(box.bottom, row + 1);
      box.left = Math.min(box.left, column);
      box.right = Math.max(box.right, column + 1);
      for (let r = Math.max(row - 1, 0); r <= Math.min(row + 1, height - 1); r++) {
        for (let c = Math.max(column - 1, 0); c <= Math.min(column + 1, width - 1); c++) {
          const next = r * width + c;
          if (pieces[next] || values[next] <= threshold) continue;
          pieces[next] = number;
          waiting[count++] = next;
        }
      }
    }
  }
  return { pieces, areas, boxes };
}

/** A picture with so many pixels of bare paper around it. */
export function padded(picture, margin) {
  const { height, width } = picture;
  const made = blank(height + 2 * margin, width + 2 * margin);
  for (let row = 0; row < height; row++) {
    const line = picture.values.subarray(row * width, (row + 1) * width);
    made.values.set(line, (row + margin) * made.width + margin);
  }
  return made;
}

/** A part of a picture. */
export function cut(picture, { top, bottom, left, right }) {
  const made = blank(bottom - top, right - left);
  for (let row = top; row < bottom; row++) {
    const start = row * picture.width;
    made.values.set(picture.values.subarray(start + left, start + right), (row - top) * made.width);
  }
  return made;
}

/**
 * The distance of each pixel to the nearest of those where `isGoal` says 1, some of which must.
 * Felzenszwalb, Huttenlocher, "Distance transforms of sampled functions" (2012).
 */
export function distances(isGoal, height, width) {
  const away = new Float64Array(height * width); // first up and down, then squared, then as a whole
  for (let at = 0; at < away.length; at++)
    away[at] = isGoal[at] ? 0 : (at < width ? Infinity : away[at - width] + 1);
  for (let at = away.length - width - 1; at >= 0; at--)
    away[at] = Math.min(away[at], away[at + width] + 1);
  for (let at = 0; at < away.length; at++) away[at] *= away[at];
  const room = [new Float64Array(width), new Int32Array(width), new Float64Array(width)];
  for (let row = 0; row < height; row++) sweep(away, row * width, width, room);
  for (let at = 0; at < away.length; at++) away[at] = Math.sqrt(away[at]);
  return away;
}

/** Lowers every value along a row to the lowest of the parabolas that stand on its values. */
function sweep(values, start, count, /** @type {any[]} */ [line, feet, from]) {
  let standing = 0; // parabolas: their feet, and from where on each is the lowest
  for (let place = 0; place < count; place++) {
    line[place] = values[start + place];
    if (line[place] === Infinity) continue;
    const level = line[place] + place * place;
    let meet = -Infinity;
    while (standing) {
      const last = feet[standing - 1];
      meet = (level - line[last] - last * last) / (2 * (place - last));
      if (meet > from[standing - 1]) break;
      standing--;
      meet = -Infinity;
    }
    feet[standing] = place;
    from[standing++] = meet;
  }
  if (!standing) return;
  for (let place = 0, foot = 0; place < count; place++) {
    while (foot + 1 < standing && from[foot + 1] <= place) foot++;
    const away = place - feet[foot];
    values[start + place] = line[feet[foot]] + away * away;
  }
}
