/**
 * Membranes: the smoothest planes through known values (Laplace's equation; Pérez, Gangnet, Blake 2003), by nested
 * iteration: solved on a grid of half the size first, enlarged, then relaxed.
 */

/** Relaxations of each grid. The enlarged solution is off by what the border moved only, which is of short waves. */
const sweeps = 16;
/** The coarsest grid is solved outright. */
const coarsest = { size: 8, sweeps: 60 } as const;

/** Fills the values that are not known; `planes` are changed in place. Borders of the grid are free. */
export function fillMembrane(planes: readonly Float32Array[], known: Uint8Array, width: number, height: number): void {
  const unknowns = unknownsOf(known, width, height);
  if (Math.max(width, height) <= coarsest.size) {
    for (const plane of planes) {
      seed(plane, known);
      relax(plane, unknowns, width, height, coarsest.sweeps);
    }
    return;
  }
  const [w, h] = [(width + 1) >> 1, (height + 1) >> 1];
  const coarse = planes.map(() => new Float32Array(w * h));
  const coarseKnown = new Uint8Array(w * h);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const rights = 2 * x + 1 < width ? 1 : 0;
      const belows = 2 * y + 1 < height ? 1 : 0;
      let count = 0;
      for (let v = 0; v <= belows; v++) {
        for (let u = 0; u <= rights; u++) {
          const at = (2 * y + v) * width + 2 * x + u;
          if (known[at] === 0) continue;
          count++;
          for (const [i, plane] of planes.entries()) coarse[i]![y * w + x]! += plane[at]!;
        }
      }
      if (count === 0) continue;
      coarseKnown[y * w + x] = 1;
      for (const plane of coarse) plane[y * w + x]! /= count;
    }
  }
  fillMembrane(coarse, coarseKnown, w, h);
  for (const [i, plane] of planes.entries()) {
    enlarge(coarse[i]!, w, h, plane, known, width, height);
    relax(plane, unknowns, width, height, sweeps);
  }
}

/** Starts what is not known at the mean of what is. */
function seed(plane: Float32Array, known: Uint8Array): void {
  let [sum, count] = [0, 0];
  for (let i = 0; i < plane.length; i++) {
    if (known[i] === 0) continue;
    sum += plane[i]!;
    count++;
  }
  const mean = count === 0 ? 0 : sum / count;
  for (let i = 0; i < plane.length; i++) if (known[i] === 0) plane[i] = mean;
}

function enlarge(
  coarse: Float32Array,
  w: number,
  h: number,
  fine: Float32Array,
  known: Uint8Array,
  width: number,
  height: number,
): void {
  for (let y = 0; y < height; y++) {
    const near = y >> 1;
    const other = Math.min(Math.max(near + (y % 2 === 0 ? -1 : 1), 0), h - 1);
    for (let x = 0; x < width; x++) {
      if (known[y * width + x] !== 0) continue;
      const left = x >> 1;
      const right = Math.min(Math.max(left + (x % 2 === 0 ? -1 : 1), 0), w - 1);
      fine[y * width + x] =
        (9 * coarse[near * w + left]! +
          3 * (coarse[near * w + right]! + coarse[other * w + left]!) +
          coarse[other * w + right]!) /
        16;
    }
  }
}

/** Unknown places of a grid: those with four neighbours, and those on its border. */
interface Unknowns {
  readonly inner: Int32Array;
  readonly border: Int32Array;
}

function unknownsOf(known: Uint8Array, width: number, height: number): Unknowns {
  const [inner, border]: [number[], number[]] = [[], []];
  for (let at = 0; at < known.length; at++) {
    if (known[at] !== 0) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    (x > 0 && y > 0 && x < width - 1 && y < height - 1 ? inner : border).push(at);
  }
  return { inner: Int32Array.from(inner), border: Int32Array.from(border) };
}

/** Gauss–Seidel in rows, forth and back in turn. */
function relax(plane: Float32Array, { inner, border }: Unknowns, width: number, height: number, count: number): void {
  const last = inner.length - 1;
  for (let sweep = 0; sweep < count; sweep++) {
    const forth = sweep % 2 === 0;
    for (let k = 0; k <= last; k++) {
      const at = inner[forth ? k : last - k]!;
      plane[at] = (plane[at - 1]! + plane[at + 1]! + plane[at - width]! + plane[at + width]!) / 4;
    }
    for (const at of border) {
      const [x, y] = [at % width, Math.floor(at / width)];
      const left = x > 0 ? -1 : 0;
      const right = x < width - 1 ? 1 : 0;
      const [above, below] = [y > 0 ? -width : 0, y < height - 1 ? width : 0];
      plane[at] = (plane[at + left]! + plane[at + right]! + plane[at + above]! + plane[at + below]!) / 4;
    }
  }
}
