/**
 * Repairs one spot on the codes of the full picture. A clone copies its source. Healing copies the source's texture and
 * adds the membrane of the difference around the spot, so that light and colour go on across it. Both work on codes:
 * there noise and texture are as strong in the dark as in the light, which linear light does not give.
 */
import type { CodedLevel } from '../../run/job.ts';
import type { Point, Spot } from './area.ts';
import { coverageOf, type Box, type Coverage } from './coverage.ts';
import { fillMembrane } from './membrane.ts';
import { findSource } from './source.ts';

/** Long side of the grid on which a membrane is solved; it is smooth, and cells of larger spots are averages. */
const gridMax = 192;
/** Cells of known difference around a spot. */
const borderCells = 3;

interface Membrane {
  readonly planes: readonly Float32Array[];
  readonly width: number;
  readonly height: number;
  /** Pixels a cell, and the first cell's corner in the picture. */
  readonly step: number;
  readonly left: number;
  readonly top: number;
}

/** The offset that keeps the source in the picture. */
function held({ x, y }: Point, { left, top, width, height }: Box, level: CodedLevel): Point {
  const within = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
  return { x: within(x, -left, level.width - left - width), y: within(y, -top, level.height - top - height) };
}

/** The codes of a box, interleaved. */
function codesOf({ data, width }: CodedLevel, box: Box): Uint8Array | Uint16Array {
  const out = data.slice(0, box.width * box.height * 3);
  for (let y = 0; y < box.height; y++) {
    const start = ((box.top + y) * width + box.left) * 3;
    out.set(data.subarray(start, start + box.width * 3), y * box.width * 3);
  }
  return out;
}

/** Difference between target and source around the spot, carried on across it. Without a source: the target's codes. */
function membraneOf(level: CodedLevel, coverage: Coverage, offset: Point | null): Membrane {
  const step = Math.ceil(Math.max(coverage.width, coverage.height) / gridMax);
  const border = borderCells * step;
  const left = Math.max(coverage.left - border, 0);
  const top = Math.max(coverage.top - border, 0);
  const right = Math.min(coverage.left + coverage.width + border, level.width);
  const bottom = Math.min(coverage.top + coverage.height + border, level.height);
  const [width, height] = [Math.ceil((right - left) / step), Math.ceil((bottom - top) / step)];
  const planes = [0, 1, 2].map(() => new Float32Array(width * height));
  const counts = new Float32Array(width * height);
  const { data } = level;
  for (let y = top; y < bottom; y++) {
    const v = y - coverage.top;
    for (let x = left; x < right; x++) {
      const u = x - coverage.left;
      const isInBox = u >= 0 && v >= 0 && u < coverage.width && v < coverage.height;
      if (isInBox && coverage.alpha[v * coverage.width + u]! > 0) continue;
      let from = -1;
      if (offset !== null) {
        const [sx, sy] = [x + offset.x, y + offset.y];
        if (sx < 0 || sy < 0 || sx >= level.width || sy >= level.height) continue;
        from = (sy * level.width + sx) * 3;
      }
      const cell = Math.floor((y - top) / step) * width + Math.floor((x - left) / step);
      const at = (y * level.width + x) * 3;
      for (let c = 0; c < 3; c++) planes[c]![cell]! += data[at + c]! - (from < 0 ? 0 : data[from + c]!);
      counts[cell]!++;
    }
  }
  const known = new Uint8Array(width * height);
  for (let i = 0; i < counts.length; i++) {
    const isKnown = counts[i]! >= (step * step) / 2;
    known[i] = isKnown ? 1 : 0;
    for (const plane of planes) plane[i] = isKnown ? plane[i]! / counts[i]! : 0;
  }
  fillMembrane(planes, known, width, height);
  return { planes, width, height, step, left, top };
}

/** Interleaved gradient noise as in the output, within a code: smooth repairs do not band, whole codes stay. */
function roundingOf(x: number, y: number, deep: boolean): number {
  if (deep) return 0.5;
  const diagonal = x * 0.06711056 + y * 0.00583715;
  const noise = (diagonal - Math.floor(diagonal)) * 52.9829189;
  return 0.02 + 0.96 * (noise - Math.floor(noise));
}

/** Repairs a spot in place; `others`: boxes of the spots after it. Leaves it as it is when there is nothing to repair it with. */
export function repair(level: CodedLevel, spot: Spot, others: readonly Box[]): void {
  const coverage = coverageOf(spot, level);
  if (coverage === null) return;
  const wanted = spot.offset ?? findSource(level, coverage, others);
  const near = wanted === null ? null : held(wanted, coverage, level);
  const offset = near !== null && (near.x !== 0 || near.y !== 0) ? near : null;
  const heals = spot.tool === 'retouchHeal';
  if (offset === null && !heals) return;
  const source =
    offset === null
      ? null
      : codesOf(level, { ...coverage, left: coverage.left + offset.x, top: coverage.top + offset.y });
  const membrane = heals ? membraneOf(level, coverage, offset) : null;
  compose(level, coverage, source, membrane, spot.opacity);
}

function compose(
  level: CodedLevel,
  { left, top, width, height, alpha }: Coverage,
  source: Uint8Array | Uint16Array | null,
  membrane: Membrane | null,
  opacity: number,
): void {
  const { data } = level;
  const deep = data.BYTES_PER_ELEMENT === 2;
  const codeMax = deep ? 65_535 : 255;
  const added = new Float32Array(width * 3);
  for (let y = 0; y < height; y++) {
    if (membrane !== null) sampleRow(membrane, left, top + y, added);
    for (let x = 0; x < width; x++) {
      const share = alpha[y * width + x]! * opacity;
      if (share === 0) continue;
      const at = ((top + y) * level.width + left + x) * 3;
      const rounding = roundingOf(left + x, top + y, deep);
      const from = (y * width + x) * 3;
      for (let c = 0; c < 3; c++) {
        const own = data[at + c]!;
        const repaired = (source === null ? 0 : source[from + c]!) + added[3 * x + c]!;
        const code = Math.floor(own + (repaired - own) * share + rounding);
        data[at + c] = code < 0 ? 0 : code > codeMax ? codeMax : code;
      }
    }
  }
}

/** The membrane along a row of pixels from `from`, between the four cells around each; channels interleaved. */
function sampleRow(
  { planes, width, height, step, left, top }: Membrane,
  from: number,
  y: number,
  out: Float32Array,
): void {
  const v = Math.min(Math.max((y - top + 0.5) / step - 0.5, 0), height - 1);
  const upper = Math.floor(v) * width;
  const lower = upper + (Math.floor(v) + 1 < height ? width : 0);
  const t = v - Math.floor(v);
  for (let i = 0; 3 * i < out.length; i++) {
    const u = Math.min(Math.max((from + i - left + 0.5) / step - 0.5, 0), width - 1);
    const near = Math.floor(u);
    const next = near + 1 < width ? near + 1 : near;
    const s = u - near;
    for (let c = 0; c < 3; c++) {
      const plane = planes[c]!;
      const above = plane[upper + near]! + (plane[upper + next]! - plane[upper + near]!) * s;
      const below = plane[lower + near]! + (plane[lower + next]! - plane[lower + near]!) * s;
      out[3 * i + c] = above + (below - above) * t;
    }
  }
}
