import type { LabPlanes } from '../picture/planes.ts';
import { gridOf, lightnessOnGrid } from './grid.ts';

/** The part of the original that an edit shows, 0..1 of the original's frame. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export const wholeFrame: Frame = { left: 0, top: 0, width: 1, height: 1 };

/** The edit is read at this many places along its long edge, first roughly, then closely … */
const roughSamples = 24;
const closeSamples = 64;
/** … and the original at about as many for the smallest crop. */
const roughLongEdge = 48;
const closeLongEdge = 192;
/** Correlation of lightness above which two pictures of one shape show the same frame. */
const sameFrom = 0.9;
/** … and above which a frame is believed: developing leaves more than that, other pictures give less. */
const foundFrom = 0.6;
/** A picture of the same shape that was ruined correlates less; a crop must explain it clearly better. */
const wholeFrom = 0.4;
const clearlyBetter = 0.08;
/** A crop to less than this of an edge is not looked for. */
const scaleMin = 0.35;
const scaleStep = 0.05;
const placeStep = 0.03;
const roundsMax = 12;

/**
 * Finds which part of the original an edit shows, by correlating lightness; null when it cannot be told (turned,
 * mirrored or another picture). Crops without a turn are found; edges are good to about 1 %.
 */
export function align(before: LabPlanes, after: LabPlanes): Frame | null {
  const shape = after.width / after.height / (before.width / before.height);
  const sameShape = Math.abs(Math.log(shape)) < 0.015;
  const rough = samplesOf(after, roughSamples);
  // On one grid, so that the same picture correlates in full.
  const whole = sameShape ? correlation(shrunk(before, roughSamples), rough, wholeFrame) : null;
  // A flat picture correlates with nothing; one of the same shape is taken to be the same frame.
  if (sameShape && (whole === null || whole >= sameFrom)) return wholeFrame;
  const found = searched(shrunk(before, roughLongEdge), rough, shape, { frame: wholeFrame, score: whole ?? -1 });
  const best = refined(shrunk(before, closeLongEdge), samplesOf(after, closeSamples), shape, found.frame);
  if (best.score >= foundFrom && best.score > (whole ?? -1) + clearlyBetter) return best.frame;
  return (whole ?? -1) >= wholeFrom ? wholeFrame : null;
}

interface Guess {
  readonly frame: Frame;
  readonly score: number;
}

/** The largest crop of a shape (relative to the original's) touches two edges. */
const largest = (shape: number): readonly [width: number, height: number] => (shape >= 1 ? [1, 1 / shape] : [shape, 1]);

/** Every crop of that shape, roughly. */
function searched(original: Lightness, samples: Samples, shape: number, start: Guess): Guess {
  const [fullWidth, fullHeight] = largest(shape);
  let best = start;
  for (let scale = 1; scale >= scaleMin; scale -= scaleStep) {
    const [width, height] = [fullWidth * scale, fullHeight * scale];
    for (let top = 0; top <= 1 - height + 1e-9; top += placeStep) {
      for (let left = 0; left <= 1 - width + 1e-9; left += placeStep) {
        const frame = { left, top, width, height };
        const score = correlation(original, samples, frame) ?? -1;
        if (score > best.score) best = { frame, score };
      }
    }
  }
  return best;
}

/** Walks from a guess to the best frame near it, in ever smaller steps. */
function refined(original: Lightness, samples: Samples, shape: number, start: Frame): Guess {
  const [fullWidth, fullHeight] = largest(shape);
  let best: Guess = { frame: start, score: correlation(original, samples, start) ?? -1 };
  for (let step = scaleStep / 2; step > 0.002; step /= 2) {
    for (let rounds = 0; rounds < roundsMax; rounds++) {
      const from = best.frame;
      for (const grow of [-step, 0, step]) {
        const [width, height] = [from.width + grow * fullWidth, from.height + grow * fullHeight];
        for (const x of [-step, 0, step]) {
          for (const y of [-step, 0, step]) {
            const left = from.left + x - (grow * fullWidth) / 2;
            const frame = { left, top: from.top + y - (grow * fullHeight) / 2, width, height };
            const score = isInside(frame) ? (correlation(original, samples, frame) ?? -1) : -1;
            if (score > best.score) best = { frame, score };
          }
        }
      }
      if (best.frame === from) break;
    }
  }
  return best;
}

const slack = 1e-9;
const isInside = ({ left, top, width, height }: Frame): boolean =>
  left >= -slack && top >= -slack && left + width <= 1 + slack && top + height <= 1 + slack;

type Lightness = Pick<LabPlanes, 'width' | 'height' | 'lightness'>;

interface Samples {
  readonly columns: number;
  readonly rows: number;
  /** Mean 0, length 1; null for a flat picture. */
  readonly values: Float64Array | null;
}

function samplesOf(after: LabPlanes, longEdge: number): Samples {
  const { width, height, lightness } = shrunk(after, longEdge);
  return { columns: width, rows: height, values: normalise(Float64Array.from(lightness)) };
}

/** Each place is the mean of four. */
function shrunk(planes: LabPlanes, longEdge: number): Lightness {
  const { width, height } = gridOf(planes, longEdge);
  return { width, height, lightness: lightnessOnGrid(planes, wholeFrame, { width, height }) };
}

let scratch = new Float64Array(closeSamples * closeSamples);

function correlation(original: Lightness, { columns, rows, values }: Samples, frame: Frame): number | null {
  if (values === null) return null;
  if (scratch.length < values.length) scratch = new Float64Array(values.length);
  const own = scratch.subarray(0, values.length);
  const { width, height, lightness } = original;
  const stepX = (frame.width * width) / columns;
  const stepY = (frame.height * height) / rows;
  for (let row = 0, index = 0; row < rows; row++) {
    const y = Math.min(height - 1, Math.max(0, Math.floor(frame.top * height + (row + 0.5) * stepY)));
    for (let column = 0; column < columns; column++, index++) {
      const x = Math.min(width - 1, Math.max(0, Math.floor(frame.left * width + (column + 0.5) * stepX)));
      own[index] = lightness[y * width + x]!;
    }
  }
  const normal = normalise(own);
  if (normal === null) return null;
  let sum = 0;
  for (let index = 0; index < normal.length; index++) sum += normal[index]! * values[index]!;
  return sum;
}

/** In place; null when nothing varies. */
function normalise(values: Float64Array): Float64Array | null {
  let mean = 0;
  for (let index = 0; index < values.length; index++) mean += values[index]! / values.length;
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
