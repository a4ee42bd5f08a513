/**
 * Straight line segments of a picture, after the idea of LSD (Grompone von Gioi et al. 2010): regions of pixels whose
 * level lines run the same way are grown from the strongest gradients on, and kept when they fill a thin rectangle.
 */
import type { SourceLevel } from './analysis.ts';

/** A segment in the picture's unit square. */
export interface Segment {
  readonly u1: number;
  readonly v1: number;
  readonly u2: number;
  readonly v2: number;
}

/** How far a pixel's level line may turn from its region's, and how far when the region turned out too thick. */
const tolerances = [Math.PI / 8, Math.PI / 16] as const;
/** Smallest gradient, on a scale of 255 encoded levels: noise of two levels turns a weaker one too far (LSD). */
const gradientMin = 2 / Math.sin(Math.PI / 8);
/** Shortest segment as a share of the long edge. */
const lengthMin = 0.02;
/** Share of its rectangle that a region must fill, and the longest rectangle's width in lengths. */
const densityMin = 0.55;
const widthMax = 0.25;
/** Longest ones kept. */
const segmentsMax = 600;
const bins = 512;

/** Encoded luminance 0..255, softened by 1 2 1 along both axes. */
function encodedLight({ width, height, r, g, b }: SourceLevel): Float32Array {
  const light = new Float32Array(width * height);
  for (let i = 0; i < light.length; i++) {
    const y = 0.25 * r[i]! + 0.65 * g[i]! + 0.1 * b[i]!;
    light[i] = 255 * Math.sqrt(Math.min(Math.max(y, 0), 1));
  }
  const soft = new Float32Array(light.length);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      const left = light[row + (x > 0 ? x - 1 : 0)]!;
      const right = light[row + (x < width - 1 ? x + 1 : x)]!;
      soft[row + x] = (left + 2 * light[row + x]! + right) / 4;
    }
  }
  for (let x = 0; x < width; x++) {
    let above = soft[x]!;
    for (let y = 0; y < height; y++) {
      const at = y * width + x;
      const here = soft[at]!;
      const below = y < height - 1 ? soft[at + width]! : here;
      light[at] = (above + 2 * here + below) / 4;
      above = here;
    }
  }
  return light;
}

interface Field {
  readonly width: number;
  readonly height: number;
  readonly magnitude: Float32Array;
  /** Direction of the level line; meaningless where the gradient is weak. */
  readonly angle: Float32Array;
}

/** Gradients between four pixels (x, y) … (x + 1, y + 1). */
function gradients(light: Float32Array, width: number, height: number): Field {
  const magnitude = new Float32Array(light.length);
  const angle = new Float32Array(light.length);
  for (let y = 0; y < height - 1; y++) {
    for (let x = 0; x < width - 1; x++) {
      const at = y * width + x;
      const falling = light[at + width + 1]! - light[at]!;
      const rising = light[at + 1]! - light[at + width]!;
      const [gx, gy] = [(falling + rising) / 2, (falling - rising) / 2];
      const length = Math.sqrt(gx * gx + gy * gy);
      if (length < gradientMin) continue;
      magnitude[at] = length;
      angle[at] = Math.atan2(gx, -gy);
    }
  }
  return { width, height, magnitude, angle };
}

/** Pixels with a gradient, the strongest first. */
function strongestFirst({ magnitude }: Field): Int32Array {
  let largest = 0;
  for (const value of magnitude) largest = Math.max(largest, value);
  const binOf = (value: number): number => bins - 1 - Math.min(bins - 1, Math.floor((value / largest) * bins));
  const starts = new Int32Array(bins + 1);
  for (const value of magnitude) if (value > 0) starts[binOf(value) + 1]!++;
  for (let i = 0; i < bins; i++) starts[i + 1]! += starts[i]!;
  const order = new Int32Array(starts[bins]!);
  for (let at = 0; at < magnitude.length; at++) {
    if (magnitude[at]! > 0) order[starts[binOf(magnitude[at]!)]!++] = at;
  }
  return order;
}

const turn = (from: number, to: number): number => {
  const difference = Math.abs(from - to) % (2 * Math.PI);
  return difference > Math.PI ? 2 * Math.PI - difference : difference;
};

/** A region's members, to be grown again and again. */
class Region {
  readonly pixels: Int32Array;
  count = 0;
  constructor(size: number) {
    this.pixels = new Int32Array(size);
  }
}

/** Grows from a pixel over neighbours whose level lines run as the region's does on average. */
function grow(region: Region, field: Field, used: Uint8Array, start: number, tolerance: number): void {
  const { width, height, magnitude, angle } = field;
  const { pixels } = region;
  let mean = angle[start]!;
  let [cos, sin] = [Math.cos(mean), Math.sin(mean)];
  pixels[0] = start;
  region.count = 1;
  used[start] = 1;
  for (let i = 0; i < region.count; i++) {
    const at = pixels[i]!;
    const [x, y] = [at % width, Math.floor(at / width)];
    for (let ny = Math.max(y - 1, 0); ny <= Math.min(y + 1, height - 1); ny++) {
      for (let nx = Math.max(x - 1, 0); nx <= Math.min(x + 1, width - 1); nx++) {
        const next = ny * width + nx;
        if (used[next] === 1 || magnitude[next] === 0 || turn(angle[next]!, mean) > tolerance) continue;
        used[next] = 1;
        pixels[region.count++] = next;
        cos += Math.cos(angle[next]!);
        sin += Math.sin(angle[next]!);
        mean = Math.atan2(sin, cos);
      }
    }
  }
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly cos: number;
  readonly sin: number;
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

/** The rectangle of a region: its centre of mass and principal axis, weighted by gradient. */
function boxOf({ pixels, count }: Region, { width, magnitude }: Field): Box {
  let [total, sx, sy] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const weight = magnitude[pixels[i]!]!;
    total += weight;
    sx += weight * (pixels[i]! % width);
    sy += weight * Math.floor(pixels[i]! / width);
  }
  const [x, y] = [sx / total, sy / total];
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const weight = magnitude[pixels[i]!]!;
    const [dx, dy] = [(pixels[i]! % width) - x, Math.floor(pixels[i]! / width) - y];
    xx += weight * dx * dx;
    xy += weight * dx * dy;
    yy += weight * dy * dy;
  }
  const axis = Math.atan2(2 * xy, xx - yy) / 2;
  const [cos, sin] = [Math.cos(axis), Math.sin(axis)];
  let [from, to, low, high] = [0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const [dx, dy] = [(pixels[i]! % width) - x, Math.floor(pixels[i]! / width) - y];
    const [along, across] = [cos * dx + sin * dy, cos * dy - sin * dx];
    from = Math.min(from, along);
    to = Math.max(to, along);
    low = Math.min(low, across);
    high = Math.max(high, across);
  }
  return { x, y, cos, sin, from, to, width: high - low + 1 };
}

function isThin({ from, to, width }: Box, count: number): boolean {
  const length = to - from + 1;
  return width <= Math.max(3, widthMax * length) && count / (length * width) >= densityMin;
}

/** Segments of a picture, the longest first. */
export function segmentsOf(level: SourceLevel): readonly Segment[] {
  const { width, height } = level;
  const field = gradients(encodedLight(level), width, height);
  const used = new Uint8Array(width * height);
  const region = new Region(width * height);
  const shortest = lengthMin * Math.max(width, height);
  const found: { readonly length: number; readonly segment: Segment }[] = [];
  for (const start of strongestFirst(field)) {
    if (used[start] === 1) continue;
    for (const tolerance of tolerances) {
      // The second try takes the region apart and grows a straighter one.
      if (tolerance !== tolerances[0]) for (let i = 0; i < region.count; i++) used[region.pixels[i]!] = 0;
      grow(region, field, used, start, tolerance);
      if (region.count < shortest) break;
      const box = boxOf(region, field);
      if (!isThin(box, region.count)) continue;
      const length = box.to - box.from;
      if (length < shortest) break;
      // A gradient lies between four pixels: one pixel from the first one's corner.
      const u = (along: number): number => (box.x + 1 + box.cos * along) / width;
      const v = (along: number): number => (box.y + 1 + box.sin * along) / height;
      const segment = { u1: u(box.from), v1: v(box.from), u2: u(box.to), v2: v(box.to) };
      found.push({ length, segment });
      break;
    }
  }
  found.sort((one, two) => two.length - one.length);
  return found.slice(0, segmentsMax).map(({ segment }) => segment);
}
