import type { Axis } from '@safelight/intent';
import { goalFigures } from '../metrics/goal/index.ts';
import { asked, isMonochrome, type Case } from '../metrics/metric.ts';

/** How an edit moved along the axes of wishes, in the same terms for every photo. */
export interface Moves {
  /** By axis: plain-to-see steps beyond what was asked, or of an axis that nobody asked for; ≥ 0. */
  readonly excess: Readonly<Partial<Record<Axis, number>>>;
  /** Of the wishes for the whole photo, the share 0 (nothing, or the wrong way) .. 1 .. of its way that went least far … */
  readonly least: number;
  /** … and the one that went furthest; both 1 when there is no such wish. */
  readonly most: number;
}

/** Monochrome is no axis to over-do, blur needs a region. */
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

const ofColour: readonly Axis[] = ['warmth', 'tint', 'saturation'];
const shareMax = 4;

export function movesOf(subject: Case): Moves {
  const { before, after } = subject;
  const grey = isMonochrome(subject);
  const shares: number[] = [];
  const excess = movedAxes.map((axis) => {
    // Without colours there is none to over-do.
    if (grey && ofColour.includes(axis)) return [axis, 0] as const;
    const { read, way, step } = goalFigures[axis];
    const amount = asked(subject.intent, axis);
    const moved = read(after.figures) - read(before.figures);
    const wanted = amount === 0 ? 0 : way(before.figures, amount);
    if (wanted === 0) return [axis, Math.abs(moved) / step(before.figures)] as const;
    shares.push(Math.min(shareMax, Math.max(0, moved / wanted)));
    const along = moved * Math.sign(wanted);
    const beyond = along < 0 ? -along : Math.max(0, along - Math.abs(wanted));
    return [axis, beyond / step(before.figures)] as const;
  });
  return {
    excess: Object.fromEntries(excess),
    least: shares.length === 0 ? 1 : Math.min(...shares),
    most: shares.length === 0 ? 1 : Math.max(...shares),
  };
}
