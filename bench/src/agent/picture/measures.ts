import type { Picture } from './picture.ts';

/** One figure of some pixels of a picture. */
export type Measure = (picture: Picture, pixels: Uint32Array) => number;

/** What cases may ask for. CIELAB units unless said otherwise; `pixels` is never empty. */
const table = {
  /** Mean L, 0..100. */
  lightness: ({ lightness }, pixels) => mean(pixels, (pixel) => lightness[pixel]!),
  'lightness.p05': ({ lightness }, pixels) => percentile(lightness, pixels, 0.05),
  'lightness.p50': ({ lightness }, pixels) => percentile(lightness, pixels, 0.5),
  'lightness.p95': ({ lightness }, pixels) => percentile(lightness, pixels, 0.95),
  /** Distance of the 95th from the 5th percentile of L: the tonal range that a viewer calls contrast. */
  'lightness.range': ({ lightness }, pixels) =>
    percentile(lightness, pixels, 0.95) - percentile(lightness, pixels, 0.05),
  /** Standard deviation of L. */
  'lightness.deviation': ({ lightness }, pixels) => deviation(lightness, pixels),
  /** Mean a: − green, + magenta. */
  a: ({ a }, pixels) => mean(pixels, (pixel) => a[pixel]!),
  /** Mean b: − blue, + yellow. Warmth. */
  b: ({ b }, pixels) => mean(pixels, (pixel) => b[pixel]!),
  /** Mean chroma. */
  chroma: ({ a, b }, pixels) => mean(pixels, (pixel) => Math.hypot(a[pixel]!, b[pixel]!)),
  'chroma.p95': ({ a, b }, pixels) => percentile(chromaOf(a, b), pixels, 0.95),
  /** Hue angle in degrees, 0..360, of the mean colour. */
  hue: ({ a, b }, pixels) => {
    const angle = Math.atan2(
      mean(pixels, (pixel) => b[pixel]!),
      mean(pixels, (pixel) => a[pixel]!),
    );
    return ((angle * 180) / Math.PI + 360) % 360;
  },
  /** Per cent of pixels with a channel at 254 or more. */
  'clipped.highlights': ({ rgb: { data } }, pixels) =>
    100 *
    mean(pixels, (pixel) => (Math.max(data[3 * pixel]!, data[3 * pixel + 1]!, data[3 * pixel + 2]!) >= 254 ? 1 : 0)),
  /** Per cent of pixels with all channels at 1 or less. */
  'clipped.shadows': ({ rgb: { data } }, pixels) =>
    100 *
    mean(pixels, (pixel) => (Math.max(data[3 * pixel]!, data[3 * pixel + 1]!, data[3 * pixel + 2]!) <= 1 ? 1 : 0)),
  /** Mean |L − its surroundings| at 1/100 of the long edge: structure, what clarity moves. */
  'contrast.local': (picture, pixels) => localContrast(picture, pixels, 1 / 100),
  /** The same at one pixel: edges, texture and noise. */
  'contrast.fine': (picture, pixels) => localContrast(picture, pixels, 0),
  /** Standard deviation of the noise of L: Immerkær's mask (1996) with a median in place of the mean. */
  noise: (picture, pixels) => noise(picture, pixels),
  /** Mean L of the corners less that of the middle: − is a vignette. Looks at the whole picture. */
  corners: (picture) => corners(picture),
  /** Degrees by which edges lean from upright and level, −45..45, + clockwise. */
  tilt: (picture, pixels) => tilt(picture, pixels),
} as const satisfies Record<string, Measure>;

export type MeasureName = keyof typeof table;
export const measures: Readonly<Record<MeasureName, Measure>> = table;
export const measureNames = Object.keys(table) as [MeasureName, ...MeasureName[]];

/** b − a; for angles the short way round, −180..180. */
export function changeOf(name: MeasureName, before: number, after: number): number {
  return name === 'hue' ? ((after - before + 540) % 360) - 180 : after - before;
}

function mean(pixels: Uint32Array, value: (pixel: number) => number): number {
  let sum = 0;
  for (const pixel of pixels) sum += value(pixel);
  return sum / pixels.length;
}

function percentile(plane: Float32Array, pixels: Uint32Array, share: number): number {
  const values = Float32Array.from(pixels, (pixel) => plane[pixel]!).sort();
  return values[Math.round(share * (values.length - 1))]!;
}

function deviation(plane: Float32Array, pixels: Uint32Array): number {
  const centre = mean(pixels, (pixel) => plane[pixel]!);
  return Math.sqrt(mean(pixels, (pixel) => (plane[pixel]! - centre) ** 2));
}

function chromaOf(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((value, pixel) => Math.hypot(value, b[pixel]!));
}

function localContrast(picture: Picture, pixels: Uint32Array, shareOfLongEdge: number): number {
  const { lightness, width, height } = picture;
  const radius = Math.max(1, Math.round(shareOfLongEdge * Math.max(width, height)));
  const surroundings = boxMean(lightness, width, height, radius);
  return mean(pixels, (pixel) => Math.abs(lightness[pixel]! - surroundings[pixel]!));
}

/** Mean over (2 radius + 1)² pixels, fewer at the edges, by running sums. */
function boxMean(plane: Float32Array, width: number, height: number, radius: number): Float32Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += plane[y * width + x]!;
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row;
    }
  }
  return Float32Array.from(plane, (_, pixel) => {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const [left, right] = [Math.max(0, x - radius), Math.min(width, x + radius + 1)];
    const [top, bottom] = [Math.max(0, y - radius), Math.min(height, y + radius + 1)];
    const at = (row: number, column: number): number => sums[row * (width + 1) + column]!;
    const sum = at(bottom, right) - at(top, right) - at(bottom, left) + at(top, left);
    return sum / ((right - left) * (bottom - top));
  });
}

/** Second difference in both directions: blind to flat and slanted areas; its response to noise of σ = 1 has σ = 6. */
const immerkaer = [1, -2, 1, -2, 4, -2, 1, -2, 1];

function noise({ lightness, width, height }: Picture, pixels: Uint32Array): number {
  const responses: number[] = [];
  for (const pixel of pixels) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) continue;
    const response = immerkaer.reduce(
      (sum, weight, index) =>
        sum + weight * lightness[pixel + ((index % 3) - 1) + (Math.floor(index / 3) - 1) * width]!,
      0,
    );
    responses.push(Math.abs(response));
  }
  if (responses.length === 0) return 0;
  // The median of |N(0, 1)| is 0.6745.
  return responses.sort((one, other) => one - other)[responses.length >> 1]! / (6 * 0.6745);
}

/** Corners: farther than 0.85 of the half diagonal; middle: nearer than 0.4. */
function corners({ lightness, width, height }: Picture): number {
  const sums = { corner: 0, corners: 0, middle: 0, middles: 0 };
  for (let pixel = 0; pixel < lightness.length; pixel++) {
    const x = ((pixel % width) + 0.5) / width - 0.5;
    const y = (Math.floor(pixel / width) + 0.5) / height - 0.5;
    const distance = Math.hypot(x, y) / Math.SQRT1_2;
    if (distance > 0.85) {
      sums.corner += lightness[pixel]!;
      sums.corners++;
    } else if (distance < 0.4) {
      sums.middle += lightness[pixel]!;
      sums.middles++;
    }
  }
  return sums.corners === 0 || sums.middles === 0 ? 0 : sums.corner / sums.corners - sums.middle / sums.middles;
}

/**
 * How far edges lean from upright and level, −45..45 degrees, + clockwise: gradients of all pixels by strength, their
 * angles times four, so that the two directions of a frame and both senses of an edge count as one.
 */
function tilt({ lightness, width, height }: Picture, pixels: Uint32Array): number {
  let [sine, cosine] = [0, 0];
  for (const pixel of pixels) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) continue;
    const dx = lightness[pixel + 1]! - lightness[pixel - 1]!;
    const dy = lightness[pixel + width]! - lightness[pixel - width]!;
    const strength = dx * dx + dy * dy;
    const angle = 4 * Math.atan2(dy, dx);
    sine += strength * Math.sin(angle);
    cosine += strength * Math.cos(angle);
  }
  return (Math.atan2(sine, cosine) / 4) * (180 / Math.PI);
}
