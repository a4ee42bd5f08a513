/**
 * Painted masks: dabs of a round brush, laid down one after the other on a plane over the uncropped picture. A dab moves
 * what it covers toward the stroke's density by flow · falloff, so that dabs build up and never pass the density; a
 * stroke of density 0 erases.
 */
import type { CanonicalPlane } from '../graph/program.ts';

export interface Dab {
  /** Centre in fractions of the picture. */
  readonly x: number;
  readonly y: number;
  /** In long edges of the picture. */
  readonly radius: number;
  /** 0..1: how much of the way to the density one dab goes. */
  readonly flow: number;
}

export interface Stroke {
  readonly dabs: readonly Dab[];
  /** 0 hard … 1: the falloff begins at the centre. */
  readonly feather: number;
  /** 0..1; 0 erases. */
  readonly density: number;
}

export const brushLongEdgePixelsMax = 2048;
const longEdgePixelsMin = 256;
/** However many dabs there are, the plane has as many samples. */
const longEdgePixelsLeast = 80;
/** Samples across the narrowest falloff: what the enlargement to the picture then bends stays under 1 % of alpha. */
const samplesPerFalloff = 16;
/** A falloff narrower than this share of its radius is drawn this wide: nothing finer survives the enlargement. */
const falloffMin = 0.08;
/** Samples that all dabs together may touch; many large dabs are drawn on a coarser plane. */
const touchedSamplesMax = 32e6;

const tileSize = 16;
/** A tile that is within this of where a stroke leads is done. */
const done = 1 / 2048;
const falloffSteps = 1024;

/** Long edge in samples that shows the finest stroke, bounded by the plane's size and by the work. */
function longEdgeOf(strokes: readonly Stroke[], longEdgePixelsMax: number): number {
  let wanted = longEdgePixelsMin;
  let covered = 0;
  for (const { dabs, feather } of strokes) {
    for (const { radius } of dabs) {
      if (radius > 0) wanted = Math.max(wanted, samplesPerFalloff / (radius * Math.max(feather, falloffMin)));
      covered += Math.min(Math.PI * radius * radius, 1);
    }
  }
  const affordable = Math.sqrt(touchedSamplesMax / Math.max(covered, 1e-9));
  return Math.round(Math.max(Math.min(wanted, longEdgePixelsMax, affordable), longEdgePixelsLeast));
}

/** A dab in samples of the plane. */
interface PlacedDab {
  readonly cx: number;
  readonly cy: number;
  readonly reach: number;
  readonly flow: number;
  readonly density: number;
}

/** The plane under construction, with bounds of what each tile holds: a tile that a stroke cannot change is skipped. */
class Canvas {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
  readonly #columns: number;
  readonly #lowest: Float32Array;
  readonly #highest: Float32Array;
  readonly #falloff = new Float32Array(falloffSteps + 1);
  #core = -1;
  #reach = -1;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.data = new Float32Array(new SharedArrayBuffer(width * height * 4));
    this.#columns = Math.ceil(width / tileSize);
    const tiles = this.#columns * Math.ceil(height / tileSize);
    this.#lowest = new Float32Array(tiles);
    this.#highest = new Float32Array(tiles);
  }

  /** Radii in samples: full inside `core`, nothing beyond `reach`. */
  #prepareFalloff(core: number, reach: number): void {
    if (core === this.#core && reach === this.#reach) return;
    [this.#core, this.#reach] = [core, reach];
    for (let i = 0; i <= falloffSteps; i++) {
      const distance = Math.sqrt(i / falloffSteps) * reach;
      const t = Math.min(Math.max((reach - distance) / Math.max(reach - core, 1e-6), 0), 1);
      this.#falloff[i] = t * t * (3 - 2 * t);
    }
  }

  dab({ x, y, radius, flow }: Dab, feather: number, density: number): void {
    const longEdge = Math.max(this.width, this.height);
    const own = radius * longEdge;
    const reach = own + 0.5;
    const core = Math.max(own - Math.max(feather * own, 1) + 0.5, 0);
    const [cx, cy] = [x * this.width - 0.5, y * this.height - 0.5];
    const [left, right] = [Math.max(Math.ceil(cx - reach), 0), Math.min(Math.floor(cx + reach), this.width - 1)];
    const [top, bottom] = [Math.max(Math.ceil(cy - reach), 0), Math.min(Math.floor(cy + reach), this.height - 1)];
    if (!(left <= right && top <= bottom && flow > 0)) return;
    this.#prepareFalloff(core, reach);
    for (let row = top - (top % tileSize); row <= bottom; row += tileSize) {
      for (let column = left - (left % tileSize); column <= right; column += tileSize) {
        const tile = (row / tileSize) * this.#columns + column / tileSize;
        const [low, high] = [this.#lowest[tile]!, this.#highest[tile]!];
        if (density > 0 ? low >= density - done : high <= done) continue;
        // The corner that is farthest from the centre.
        const farX = Math.max(Math.abs(column - cx), Math.abs(column + tileSize - 1 - cx));
        const farY = Math.max(Math.abs(row - cy), Math.abs(row + tileSize - 1 - cy));
        const isCore = farX * farX + farY * farY <= core * core;
        const moved = (value: number): number => value + flow * (density - value);
        if (density > 0) {
          if (isCore) this.#lowest[tile] = Math.max(low, moved(low));
          this.#highest[tile] = Math.max(high, moved(high));
        } else {
          this.#lowest[tile] = moved(low);
          if (isCore) this.#highest[tile] = moved(high);
        }
        this.#paint(column, row, { cx, cy, reach, flow, density });
      }
    }
  }

  /** The part of a dab that lies in a tile. */
  #paint(tileX: number, tileY: number, { cx, cy, reach, flow, density }: PlacedDab): void {
    const { data, width } = this;
    const falloff = this.#falloff;
    const squared = reach * reach;
    const scale = falloffSteps / squared;
    const bottom = Math.min(tileY + tileSize, this.height);
    for (let row = tileY; row < bottom; row++) {
      const dy = (row - cy) * (row - cy);
      if (dy >= squared) continue;
      const chord = Math.sqrt(squared - dy);
      const start = row * width;
      const first = start + Math.max(tileX, Math.ceil(cx - chord));
      const last = start + Math.min(tileX + tileSize - 1, width - 1, Math.floor(cx + chord));
      for (let at = first; at <= last; at++) {
        const dx = at - start - cx;
        const missing = density - data[at]!;
        if (missing > 0 || density === 0) data[at]! += flow * falloff[((dx * dx + dy) * scale) | 0]! * missing;
      }
    }
  }
}

/** The strokes on a plane of the picture's aspect, 0..1; `longEdgePixelsMax` bounds its memory. */
export function paintStrokes(
  strokes: readonly Stroke[],
  size: { readonly width: number; readonly height: number },
  longEdgePixelsMax = brushLongEdgePixelsMax,
): CanonicalPlane {
  const scale = longEdgeOf(strokes, longEdgePixelsMax) / Math.max(size.width, size.height);
  const samples = (length: number): number => Math.max(1, Math.round(length * scale));
  const canvas = new Canvas(samples(size.width), samples(size.height));
  for (const { dabs, feather, density } of strokes) for (const dab of dabs) canvas.dab(dab, feather, density);
  return { width: canvas.width, height: canvas.height, data: canvas.data };
}
