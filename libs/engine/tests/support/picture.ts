/** Synthetic pictures in linear sRGB. */
import { bands, centres } from '../../src/groups/hsl/bands.ts';
import { fromProPhoto } from '../../src/colour/spaces.ts';
import { apply3, type Triple } from '../../src/colour/matrix.ts';
import { decodeSrgb } from '../../src/colour/transfer.ts';
import { sRgb } from './profile.ts';

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly r: Float32Array;
  readonly g: Float32Array;
  readonly b: Float32Array;
}

export function picture(width: number, height: number, colour: (x: number, y: number) => Triple): Picture {
  const planes = [0, 1, 2].map(() => new Float32Array(width * height));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      colour(x, y).forEach((value, channel) => {
        planes[channel]![y * width + x] = value;
      });
    }
  }
  return { width, height, r: planes[0]!, g: planes[1]!, b: planes[2]! };
}

export const grey = (encoded: number): Triple => {
  const linear = decodeSrgb(encoded);
  return [linear, linear, linear];
};

/** Linear sRGB of a colour with that HSV hue (degrees), saturation and value in linear ProPhoto. */
export function hueColour(hue: number, saturation: number, value: number): Triple {
  const channel = (n: number): number => {
    const k = (n + hue / 60) % 6;
    return value - value * saturation * Math.max(0, Math.min(k, 4 - k, 1));
  };
  return apply3(fromProPhoto(sRgb), [channel(5), channel(3), channel(1)]);
}

/** Deterministic noise 0..1 (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Discs of all sizes over each other (dead leaves), with the statistics of natural pictures. */
export function deadLeaves(width: number, height: number, count = 900): Picture {
  const next = random(1);
  const discs = Array.from({ length: count }, () => {
    // Channels of natural colours go together.
    const light = 0.02 + 0.6 * next() ** 2;
    return {
      x: next() * width,
      y: next() * height,
      radius: Math.min(3 / Math.sqrt(next() + 1e-3), 0.25 * width),
      colour: [light * (0.6 + 0.8 * next()), light * (0.7 + 0.6 * next()), light * (0.5 + next())] as Triple,
    };
  });
  const base = picture(width, height, (x) => grey(0.2 + (0.5 * x) / width));
  for (const disc of discs) {
    for (let y = Math.max(0, Math.ceil(disc.y - disc.radius)); y < Math.min(height, disc.y + disc.radius); y++) {
      for (let x = Math.max(0, Math.ceil(disc.x - disc.radius)); x < Math.min(width, disc.x + disc.radius); x++) {
        if ((x - disc.x) ** 2 + (y - disc.y) ** 2 > disc.radius ** 2) continue;
        base.r[y * width + x] = disc.colour[0];
        base.g[y * width + x] = disc.colour[1];
        base.b[y * width + x] = disc.colour[2];
      }
    }
  }
  return base;
}

/** Parts of the chart: rows of 32 × 16 pixel cells, 6 columns. */
export const cell = { width: 32, height: 16 } as const;
export const chartWidth = 192;
export const chartHeight = 128;

/** Where things are on the chart: [left, top, width, height]. */
export type Area = readonly [left: number, top: number, width: number, height: number];
export const areas = {
  /** Grey ramp, encoded 0..1 from left to right. */
  ramp: [0, 0, chartWidth, 16],
  /** Two colours hardly off grey, not skin. */
  dull: [64, 48, 64, 16],
  skin: [128, 48, 32, 16],
  /** Flat greys. */
  dark: [0, 64, 32, 16],
  mid: [32, 64, 32, 16],
  light: [64, 64, 32, 16],
  black: [96, 64, 32, 16],
  /** Blobs of mid contrast, some six pixels wide. */
  blobs: [0, 80, 96, 48],
  /** Stripes under a grey-blue veil. */
  haze: [96, 80, 96, 48],
} as const satisfies Record<string, Area>;

/** Where the patch of a hue band is. */
export function bandArea(band: number): Area {
  return [(band % 6) * cell.width, 16 + Math.floor(band / 6) * cell.height, cell.width, cell.height];
}

/** A chart that has something for every tool to act on. */
export function chart(): Picture {
  const veil: Triple = [0.5, 0.55, 0.62];
  return picture(chartWidth, chartHeight, (x, y) => {
    if (y < 16) return grey(x / (chartWidth - 1));
    const column = Math.floor(x / cell.width);
    const row = Math.floor(y / cell.height);
    const band = (row - 1) * 6 + column;
    if (row <= 2 && band < bands.length) return hueColour(centres[band]!, 0.45, 0.4);
    if (row <= 2) return grey(0.5);
    if (row === 3) {
      if (column === 2) return hueColour(130, 0.12, 0.35);
      if (column === 3) return hueColour(230, 0.12, 0.35);
      if (column === 4) return [0.55, 0.33, 0.24];
      return grey(0.6);
    }
    if (row === 4) return grey([0.22, 0.5, 0.82, 0.06, 0.35, 0.65][column]!);
    if (x < 96) {
      const wave = Math.sin(x / 2) * Math.sin(y / 2);
      return grey(0.45 + 0.06 * wave);
    }
    const stripe: Triple = Math.floor((x - 96) / 12) % 2 === 0 ? [0.08, 0.2, 0.05] : [0.35, 0.1, 0.05];
    const share = 0.75 - 0.5 * ((y - 80) / 48);
    return [0, 1, 2].map((i) => stripe[i]! * (1 - share) + veil[i]! * share) as unknown as Triple;
  });
}
