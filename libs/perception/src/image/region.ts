import type { InputTensor } from '../networks/networks.ts';
import type { Channels } from './picture.ts';
import { clamp01, plane, sample } from './plane.ts';
import type { Plane } from './plane.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A turned rectangle of the picture, in its pixels. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Radians clockwise: which way the region's own "right" points. */
  readonly angle: number;
  /** Whether left and right change places. */
  readonly mirrored?: boolean;
}

/** From the region's own fractions (0..1 across and down) to picture pixels. */
export const fromRegion = (region: Region, u: number, v: number): Point => {
  const dx = (region.mirrored === true ? 0.5 - u : u - 0.5) * region.width;
  const dy = (v - 0.5) * region.height;
  const c = Math.cos(region.angle);
  const s = Math.sin(region.angle);
  return { x: region.x + dx * c - dy * s, y: region.y + dx * s + dy * c };
};

/** The region as a network's input of the given size; outside the picture is black, `low`. */
export const cutRegion = (
  pyramid: readonly Channels[],
  region: Region,
  width: number,
  height: number,
  low: number,
  high: number,
): InputTensor => {
  const full = pyramid[0]![0];
  const reduction = Math.max(region.width / width, region.height / height);
  const level = Math.min(pyramid.length - 1, Math.max(0, Math.round(Math.log2(reduction))));
  const channels = pyramid[level]!;
  const sx = channels[0].width / full.width;
  const sy = channels[0].height / full.height;
  const data = new Float32Array(3 * width * height).fill(low);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = fromRegion(region, (x + 0.5) / width, (y + 0.5) / height);
      if (at.x < 0 || at.y < 0 || at.x >= full.width || at.y >= full.height) {
        continue;
      }
      for (let c = 0; c < 3; c++) {
        const value = sample(channels[c]!, at.x * sx - 0.5, at.y * sy - 0.5);
        data[(c * height + y) * width + x] = low + value * (high - low);
      }
    }
  }
  return { width, height, data };
};

/** Lays a plane made from a region back on the picture: the larger of what is there and the region's value. */
export const layRegion = (onto: Plane, region: Region, source: Plane): void => {
  const c = Math.cos(region.angle);
  const s = Math.sin(region.angle);
  const reachX = (Math.abs(region.width * c) + Math.abs(region.height * s)) / 2;
  const reachY = (Math.abs(region.width * s) + Math.abs(region.height * c)) / 2;
  const left = Math.max(0, Math.floor(region.x - reachX));
  const right = Math.min(onto.width - 1, Math.ceil(region.x + reachX));
  const top = Math.max(0, Math.floor(region.y - reachY));
  const bottom = Math.min(onto.height - 1, Math.ceil(region.y + reachY));
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const dx = x + 0.5 - region.x;
      const dy = y + 0.5 - region.y;
      const u = (dx * c + dy * s) / region.width + 0.5;
      const v = (dy * c - dx * s) / region.height + 0.5;
      if (u < 0 || u >= 1 || v < 0 || v >= 1) {
        continue;
      }
      const across = region.mirrored === true ? 1 - u : u;
      const value = clamp01(sample(source, across * source.width - 0.5, v * source.height - 0.5));
      const i = y * onto.width + x;
      onto.data[i] = Math.max(onto.data[i]!, value);
    }
  }
};

/** Coverage of a polygon (even-odd), 4 sub-rows a pixel, exact across. */
export const fillPolygon = (width: number, height: number, points: readonly Point[]): Plane => {
  const result = plane(width, height);
  const subRows = 4;
  const ys = points.map((p) => p.y);
  const top = Math.max(0, Math.floor(Math.min(...ys)));
  const bottom = Math.min(height - 1, Math.ceil(Math.max(...ys)));
  for (let y = top; y <= bottom; y++) {
    for (let k = 0; k < subRows; k++) {
      fillSpans(result.data, y * width, width, crossings(points, y + (k + 0.5) / subRows), 1 / subRows);
    }
  }
  return result;
};

const crossings = (points: readonly Point[], y: number): readonly number[] => {
  const xs: number[] = [];
  for (let i = 0; i < points.length; i++) {
    const a = points[i]!;
    const b = points[(i + 1) % points.length]!;
    if (a.y <= y !== b.y <= y) {
      xs.push(a.x + ((y - a.y) * (b.x - a.x)) / (b.y - a.y));
    }
  }
  return xs.sort((a, b) => a - b);
};

const fillSpans = (to: Float32Array, row: number, width: number, xs: readonly number[], weight: number): void => {
  for (let i = 0; i + 1 < xs.length; i += 2) {
    const from = Math.max(0, xs[i]!);
    const end = Math.min(width, xs[i + 1]!);
    for (let x = Math.floor(from); x < end; x++) {
      to[row + x]! += weight * Math.max(0, Math.min(x + 1, end) - Math.max(x, from));
    }
  }
};
