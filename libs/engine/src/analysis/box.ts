/** Filters on a plane of float samples, row by row. Windows are cut at the border, never padded. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Mean over a square window of 2·radius + 1 samples, by running sums: its cost does not grow with the radius. */
export function boxMean(source: Float32Array, { width, height }: Size, radius: number): Float32Array {
  const rows = new Float32Array(source.length);
  for (let y = 0; y < height; y++) runningMean(source, rows, y * width, 1, width, radius);
  const out = new Float32Array(source.length);
  // Columns side by side: one accumulator a column keeps memory access in rows.
  const sums = new Float64Array(width);
  const reach = Math.min(radius, height);
  for (let y = 0; y < reach; y++) for (let x = 0; x < width; x++) sums[x]! += rows[y * width + x]!;
  for (let y = 0; y < height; y++) {
    const [entering, leaving] = [y + radius, y - radius - 1];
    if (entering < height) addRow(sums, rows, entering * width, 1);
    if (leaving >= 0) addRow(sums, rows, leaving * width, -1);
    const count = Math.min(entering, height - 1) - Math.max(y - radius, 0) + 1;
    for (let x = 0; x < width; x++) out[y * width + x] = sums[x]! / count;
  }
  return out;
}

function addRow(sums: Float64Array, rows: Float32Array, start: number, sign: number): void {
  for (let x = 0; x < sums.length; x++) sums[x]! += sign * rows[start + x]!;
}

function runningMean(
  source: Float32Array,
  out: Float32Array,
  start: number,
  step: number,
  length: number,
  radius: number,
): void {
  let sum = 0;
  let [from, to] = [0, 0];
  for (let i = 0; i < length; i++) {
    while (to < length && to <= i + radius) sum += source[start + step * to++]!;
    while (from < i - radius) sum -= source[start + step * from++]!;
    out[start + step * i] = sum / (to - from);
  }
}

/** Minimum over a square window, separable, by van Herk's blocks: three comparisons a sample at any radius. */
export function boxMin(source: Float32Array, { width, height }: Size, radius: number): Float32Array {
  const rows = new Float32Array(source.length);
  for (let y = 0; y < height; y++) lineMin(source, rows, y * width, 1, width, radius);
  const out = new Float32Array(source.length);
  for (let x = 0; x < width; x++) lineMin(rows, out, x, width, height, radius);
  return out;
}

function lineMin(
  source: Float32Array,
  out: Float32Array,
  start: number,
  step: number,
  length: number,
  radius: number,
): void {
  const window = 2 * radius + 1;
  const padded = length + 2 * radius;
  const [forward, backward] = [new Float32Array(padded).fill(Infinity), new Float32Array(padded)];
  for (let i = 0; i < length; i++) forward[i + radius] = source[start + step * i]!;
  backward.set(forward);
  for (let i = 1; i < padded; i++) if (i % window !== 0 && forward[i - 1]! < forward[i]!) forward[i] = forward[i - 1]!;
  for (let i = padded - 2; i >= 0; i--) {
    if ((i + 1) % window !== 0 && backward[i + 1]! < backward[i]!) backward[i] = backward[i + 1]!;
  }
  for (let i = 0; i < length; i++) out[start + step * i] = Math.min(backward[i]!, forward[i + window - 1]!);
}
