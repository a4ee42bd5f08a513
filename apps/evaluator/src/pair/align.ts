import type { LabPlanes } from '../picture/planes.ts';

/** The part of the original that an edit shows, 0..1 of the original's frame. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export const wholeFrame: Frame = { left: 0, top: 0, width: 1, height: 1 };

/** Lightness of the edit is read at this many places along its long edge, first roughly, then closely. */
const roughSamples = 24;
const closeSamples = 64;
/** Correlation of lightness above which two pictures of one shape show the same frame. */
const sameFrom = 0.9;
/** … and above which a frame is believed: developing leaves more than that, other pictures give less. */
const foundFrom = 0.6;
/** A crop to less than this of an edge is not looked for. */
const scaleMin = 0.35;
const scaleStep = 0.05;

/**
 * Finds which part of the original an edit shows, by correlating lightness; null when it cannot be told (turned,
 * mirrored or another picture). Crops without a turn are found; edges are good to about 1 %.
 */
export function align(before: LabPlanes, after: LabPlanes): Frame | null {
  const shape = after.width / after.height / (before.width / before.height);
  const sameShape = Math.abs(Math.log(shape)) < 0.015;
  const rough = samplesOf(after, roughSamples);
  const whole = sameShape ? correlation(before, rough, wholeFrame) : null;
  // A flat picture correlates with nothing; one of the same shape is taken to be the same frame.
  if (sameShape && (whole === null || whole >= sameFrom)) return wholeFrame;
  let best: { frame: Frame; score: number } = { frame: wholeFrame, score: whole ?? -1 };
  const consider = (frame: Frame, samples: Samples): void => {
    if (frame.left < -1e-9 || frame.top < -1e-9 || frame.left + frame.width > 1 + 1e-9) return;
    if (frame.top + frame.height > 1 + 1e-9) return;
    const score = correlation(before, samples, frame) ?? -1;
    if (score > best.score) best = { frame, score };
  };
  // The largest crop of this shape touches two edges.
  const [fullWidth, fullHeight] = shape >= 1 ? [1, 1 / shape] : [shape, 1];
  for (let scale = 1; scale >= scaleMin; scale -= scaleStep) {
    const [width, height] = [fullWidth * scale, fullHeight * scale];
    const step = 0.025;
    for (let top = 0; top <= 1 - height + 1e-9; top += step) {
      for (let left = 0; left <= 1 - width + 1e-9; left += step) consider({ left, top, width, height }, rough);
    }
  }
  const close = samplesOf(after, closeSamples);
  best = { ...best, score: correlation(before, close, best.frame) ?? -1 };
  for (let step = 0.02; step > 0.002; step /= 2) {
    for (let moved = true, rounds = 0; moved && rounds < 20; rounds++) {
      const { frame } = best;
      for (const grow of [-step, 0, step]) {
        const [width, height] = [frame.width + grow * fullWidth, frame.height + grow * fullHeight];
        for (const x of [-step, 0, step])
          for (const y of [-step, 0, step])
            consider(
              {
                left: frame.left + x - (grow * fullWidth) / 2,
                top: frame.top + y - (grow * fullHeight) / 2,
                width,
                height,
              },
              close,
            );
      }
      moved = best.frame !== frame;
    }
  }
  return best.score >= foundFrom ? best.frame : null;
}

interface Samples {
  readonly columns: number;
  readonly rows: number;
  /** Mean 0, length 1; null for a flat picture. */
  readonly values: Float64Array | null;
}

function samplesOf({ width, height, lightness }: LabPlanes, longEdge: number): Samples {
  const scale = longEdge / Math.max(width, height);
  const columns = Math.max(1, Math.min(width, Math.round(width * scale)));
  const rows = Math.max(1, Math.min(height, Math.round(height * scale)));
  const values = new Float64Array(columns * rows);
  read({ width, height, lightness }, wholeFrame, columns, rows, values);
  return { columns, rows, values: normalise(values) };
}

let scratch = new Float64Array(closeSamples * closeSamples);

function correlation(before: LabPlanes, { columns, rows, values }: Samples, frame: Frame): number | null {
  if (values === null) return null;
  if (scratch.length < values.length) scratch = new Float64Array(values.length);
  const own = scratch.subarray(0, values.length);
  read(before, frame, columns, rows, own);
  const normal = normalise(own);
  if (normal === null) return null;
  let sum = 0;
  for (let index = 0; index < normal.length; index++) sum += normal[index]! * values[index]!;
  return sum;
}

type Lightness = Pick<LabPlanes, 'width' | 'height' | 'lightness'>;

/** Lightness at the middles of a grid of cells, each the mean of a few pixels around. */
function read({ width, height, lightness }: Lightness, frame: Frame, columns: number, rows: number, out: Float64Array) {
  const stepX = (frame.width * width) / columns;
  const stepY = (frame.height * height) / rows;
  for (let row = 0, index = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, index++) {
      let sum = 0;
      for (const [dx, dy] of offsets) {
        const x = Math.min(width - 1, Math.max(0, Math.floor(frame.left * width + (column + dx) * stepX)));
        const y = Math.min(height - 1, Math.max(0, Math.floor(frame.top * height + (row + dy) * stepY)));
        sum += lightness[y * width + x]!;
      }
      out[index] = sum;
    }
  }
}

const offsets: readonly (readonly [number, number])[] = [
  [0.25, 0.25],
  [0.75, 0.25],
  [0.25, 0.75],
  [0.75, 0.75],
];

/** In place; null when nothing varies. */
function normalise(values: Float64Array): Float64Array | null {
  let mean = 0;
  for (const value of values) mean += value / values.length;
  let squares = 0;
  for (let index = 0; index < values.length; index++) {
    values[index]! -= mean;
    squares += values[index]! ** 2;
  }
  if (squares < 1e-6 * values.length) return null;
  const scale = 1 / Math.sqrt(squares);
  for (let index = 0; index < values.length; index++) values[index]! *= scale;
  return values;
}
