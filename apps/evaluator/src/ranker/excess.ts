import type { Axis } from '@safelight/intent';
import { goalFigures } from '../metrics/goal/index.ts';
import { asked, isMonochrome, type Case } from '../metrics/metric.ts';

/** Monochrome is no axis to over-do, grain is told by the noise, blur needs a region. */
export const movedAxes = [
  'lightness',
  'shadows',
  'highlights',
  'contrast',
  'warmth',
  'tint',
  'saturation',
  'haze',
  'clarity',
  'fade',
  'vignette',
  'sharpness',
  'texture',
  'noise',
] as const satisfies readonly Axis[];
export type MovedAxis = (typeof movedAxes)[number];

const ofColour: readonly Axis[] = ['warmth', 'tint', 'saturation'];

/**
 * How far an edit went beyond what was asked of the whole photo, or along an axis that nobody asked for, or the wrong
 * way: ≥ 0, in changes that are plain to see, so in the same terms for every photo.
 */
export function excessOf(subject: Case): Readonly<Record<MovedAxis, number>> {
  const { before, after, intent } = subject;
  const grey = isMonochrome(subject);
  const excess = movedAxes.map((axis) => {
    // Without colours there is none to over-do.
    if (grey && ofColour.includes(axis)) return [axis, 0] as const;
    const { read, way, step } = goalFigures[axis];
    const amount = asked(intent, axis);
    const moved = read(after.figures) - read(before.figures);
    const wanted = amount === 0 ? 0 : way(before.figures, amount);
    const along = wanted === 0 ? -Math.abs(moved) : moved * Math.sign(wanted);
    const beyond = along < 0 ? -along : Math.max(0, along - Math.abs(wanted));
    return [axis, beyond / step(before.figures)] as const;
  });
  return Object.fromEntries(excess) as Record<MovedAxis, number>;
}
