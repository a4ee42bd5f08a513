/**
 * One layer of the blur: a picture with a weight a pixel, convolved with one size of bokeh, where it is wanted. Large
 * discs are convolved on a level of a pyramid on which they are at most `levelRadiusMax` samples wide.
 */
import type { Size } from '../../analysis/box.ts';
import { kernelOf, kernelReach, type Kernel } from './bokeh.ts';
import type { Bokeh } from './request.ts';

export const levelRadiusMax = 8;
/** Samples around a level, repeating its edge: as far as the widest tap. */
const padding = Math.ceil(levelRadiusMax * kernelReach) + 1;
/** Cat eyes change from place to place: the picture is cut into so many columns of one kernel each. */
const catEyeColumns = 24;

/** Four floats a pixel: light times weight (R, G, B), and the weight. */
export interface Layer extends Size {
  readonly data: Float32Array;
}

/** Half the size: means of two by two. */
function halved({ width, height, data }: Layer): Layer {
  const [w, h] = [(width + 1) >> 1, (height + 1) >> 1];
  const out = new Float32Array(w * h * 4);
  for (let y = 0; y < h; y++) {
    const [upper, lower] = [2 * y * width, Math.min(2 * y + 1, height - 1) * width];
    for (let x = 0; x < w; x++) {
      const [left, right] = [2 * x, Math.min(2 * x + 1, width - 1)];
      for (let c = 0; c < 4; c++) {
        out[(y * w + x) * 4 + c] =
          (data[(upper + left) * 4 + c]! +
            data[(upper + right) * 4 + c]! +
            data[(lower + left) * 4 + c]! +
            data[(lower + right) * 4 + c]!) /
          4;
      }
    }
  }
  return { width: w, height: h, data: out };
}

/** Samples of a level under any wanted pixel, and their neighbours, which enlarging reads. */
function wantedOn(wanted: Uint8Array, { width, height }: Size, level: Size, halvings: number): Uint8Array {
  const out = new Uint8Array(level.width * level.height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (wanted[y * width + x] === 0) continue;
      const [u, v] = [x >> halvings, y >> halvings];
      if (halvings === 0) {
        out[v * level.width + u] = 1;
        continue;
      }
      for (let j = Math.max(v - 1, 0); j <= Math.min(v + 1, level.height - 1); j++) {
        for (let i = Math.max(u - 1, 0); i <= Math.min(u + 1, level.width - 1); i++) out[j * level.width + i] = 1;
      }
    }
  }
  return out;
}

function padded({ width, height, data }: Layer): Float32Array {
  const row = (width + 2 * padding) * 4;
  const out = new Float32Array(row * (height + 2 * padding));
  for (let y = -padding; y < height + padding; y++) {
    const from = Math.min(Math.max(y, 0), height - 1) * width * 4;
    const to = (y + padding) * row;
    out.set(data.subarray(from, from + width * 4), to + padding * 4);
    for (let x = 0; x < padding; x++) {
      out.set(data.subarray(from, from + 4), to + x * 4);
      out.set(data.subarray(from + (width - 1) * 4, from + width * 4), to + (padding + width + x) * 4);
    }
  }
  return out;
}

interface Taps {
  readonly offsets: Int32Array;
  readonly weights: Float32Array;
}

/** A light is spread into the kernel's shape: a pixel gathers from the opposite side. */
const tapsOf = ({ dx, dy, weights }: Kernel, rowSamples: number): Taps => {
  return { offsets: dx.map((x, i) => -(dy[i]! * rowSamples + x) * 4), weights };
};

/** The taps of each cell of the picture; one for all without cat eyes. */
function cellsOf(radius: number, bokeh: Bokeh, { width, height }: Size): (x: number, y: number) => Taps {
  const rowSamples = width + 2 * padding;
  if (bokeh.catEye === 0) {
    const taps = tapsOf(kernelOf(radius, bokeh, { x: 0, y: 0 }), rowSamples);
    return () => taps;
  }
  const cell = Math.max(1, Math.ceil(width / catEyeColumns));
  const diagonal = Math.hypot(width, height) / 2;
  const known = new Map<number, Taps>();
  return (x, y) => {
    const [column, row] = [Math.floor(x / cell), Math.floor(y / cell)];
    const key = row * (catEyeColumns + 1) + column;
    let taps = known.get(key);
    if (taps === undefined) {
      const place = {
        x: ((column + 0.5) * cell - width / 2) / diagonal,
        y: ((row + 0.5) * cell - height / 2) / diagonal,
      };
      known.set(key, (taps = tapsOf(kernelOf(radius, bokeh, place), rowSamples)));
    }
    return taps;
  };
}

function convolved(level: Layer, wanted: Uint8Array, radius: number, bokeh: Bokeh): Layer {
  const { width, height } = level;
  const source = padded(level);
  const rowSamples = width + 2 * padding;
  const tapsAt = cellsOf(radius, bokeh, level);
  const out = new Float32Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (wanted[y * width + x] === 0) continue;
      const { offsets, weights } = tapsAt(x, y);
      const centre = ((y + padding) * rowSamples + x + padding) * 4;
      let [r, g, b, w] = [0, 0, 0, 0];
      for (let i = 0; i < offsets.length; i++) {
        const at = centre + offsets[i]!;
        const weight = weights[i]!;
        r += weight * source[at]!;
        g += weight * source[at + 1]!;
        b += weight * source[at + 2]!;
        w += weight * source[at + 3]!;
      }
      const to = (y * width + x) * 4;
      out[to] = r;
      out[to + 1] = g;
      out[to + 2] = b;
      out[to + 3] = w;
    }
  }
  return { width, height, data: out };
}

/** Calls `take` with the four floats of each wanted pixel. */
export function blurLayer(
  layer: Layer,
  wanted: Uint8Array,
  radius: number,
  bokeh: Bokeh,
  take: (pixel: number, r: number, g: number, b: number, weight: number) => void,
): void {
  let [level, halvings] = [layer, 0];
  while (radius / 2 ** halvings > levelRadiusMax && Math.min(level.width, level.height) > 1) {
    level = halved(level);
    halvings++;
  }
  const { width, data } = convolved(level, wantedOn(wanted, layer, level, halvings), radius / 2 ** halvings, bokeh);
  const last = level.height - 1;
  const scale = 2 ** halvings;
  for (let y = 0; y < layer.height; y++) {
    const v = Math.min(Math.max((y + 0.5) / scale - 0.5, 0), last);
    const v0 = Math.floor(v);
    const v1 = Math.min(v0 + 1, last);
    const t = v - v0;
    for (let x = 0; x < layer.width; x++) {
      const pixel = y * layer.width + x;
      if (wanted[pixel] === 0) continue;
      const u = Math.min(Math.max((x + 0.5) / scale - 0.5, 0), width - 1);
      const u0 = Math.floor(u);
      const u1 = Math.min(u0 + 1, width - 1);
      const s = u - u0;
      const [a, b, c, d] = [(v0 * width + u0) * 4, (v0 * width + u1) * 4, (v1 * width + u0) * 4, (v1 * width + u1) * 4];
      const [wa, wb, wc, wd] = [(1 - s) * (1 - t), s * (1 - t), (1 - s) * t, s * t];
      take(
        pixel,
        wa * data[a]! + wb * data[b]! + wc * data[c]! + wd * data[d]!,
        wa * data[a + 1]! + wb * data[b + 1]! + wc * data[c + 1]! + wd * data[d + 1]!,
        wa * data[a + 2]! + wb * data[b + 2]! + wc * data[c + 2]! + wd * data[d + 2]!,
        wa * data[a + 3]! + wb * data[b + 3]! + wc * data[c + 3]! + wd * data[d + 3]!,
      );
    }
  }
}
