import { boxMean } from '../image/box.ts';
import type { LabPlanes } from '../image/lab.ts';
import { mapPlane, plane } from '../image/plane.ts';
import type { Plane } from '../image/plane.ts';

/** A step between neighbouring pixels (OKLab, at 320 px) that no cloud's edge makes. */
const stepMax = 0.035;
/** Colour distance from the found sky's nearest mean (OKLab a, b): grey clouds in blue pass, sand and walls do not. */
const hueMax = 0.075;
/** Clouds are seldom darker than the sky beside them by more than this; soft-edged hills and rocks are. */
const darkerMax = 0.12;
/** The network's answer, relative to its best, that keeps a pixel in question. */
const doubtMin = 0.03;

/**
 * Extends a found sky over what continues it without a step: veils and clouds in which the network was of two minds.
 * Grows in rounds over pixels that are smooth, of no foreign hue and not denied outright.
 */
export const growSky = (found: Plane, guess: Plane, lab: LabPlanes): Plane => {
  const { width, height } = found;
  const steps = mapPlane(plane(width, height), (_, i) => {
    const right = (i + 1) % width === 0 ? i : i + 1;
    const below = i + width < found.data.length ? i + width : i;
    return Math.max(distance(lab, i, right), distance(lab, i, below));
  });
  const rough = boxMean(steps, 1);
  const hues = meansByLightness(found, lab);
  const darkest = meanLightness(found, lab) - darkerMax;
  const open = (i: number): boolean =>
    guess.data[i]! > doubtMin &&
    lab[0].data[i]! > darkest &&
    rough.data[i]! < stepMax &&
    hues.some(([a, b]) => Math.hypot(lab[1].data[i]! - a, lab[2].data[i]! - b) < hueMax);
  const grown = mapPlane(found, (v) => v);
  const queue: number[] = [];
  found.data.forEach((v, i) => {
    if (v > 0.5) {
      queue.push(i);
    }
  });
  while (queue.length > 0) {
    const i = queue.pop()!;
    const x = i % width;
    for (const next of [x > 0 ? i - 1 : -1, x < width - 1 ? i + 1 : -1, i - width, i + width]) {
      if (next >= 0 && next < grown.data.length && grown.data[next]! <= 0.5 && open(next)) {
        grown.data[next] = 1;
        queue.push(next);
      }
    }
  }
  return grown;
};

const distance = (lab: LabPlanes, i: number, k: number): number =>
  Math.hypot(lab[0].data[i]! - lab[0].data[k]!, lab[1].data[i]! - lab[1].data[k]!, lab[2].data[i]! - lab[2].data[k]!);

const meanLightness = (found: Plane, lab: LabPlanes): number => {
  let [sum, count] = [0, 0];
  found.data.forEach((v, i) => {
    if (v > 0.5) {
      sum += lab[0].data[i]!;
      count += 1;
    }
  });
  return sum / Math.max(1, count);
};

/** Mean a, b of the found sky in four bands of lightness. */
const meansByLightness = (found: Plane, lab: LabPlanes): readonly (readonly [number, number])[] => {
  const sums = [0, 1, 2, 3].map(() => [0, 0, 0] as [number, number, number]);
  found.data.forEach((v, i) => {
    if (v > 0.5) {
      const sum = sums[Math.min(3, Math.max(0, Math.floor(4 * lab[0].data[i]!)))]!;
      sum[0] += 1;
      sum[1] += lab[1].data[i]!;
      sum[2] += lab[2].data[i]!;
    }
  });
  return sums.filter(([n]) => n > 20).map(([n, a, b]) => [a / n, b / n] as const);
};
