import { falloff } from '../curves.ts';
import { isMonochrome, type Case } from '../metric.ts';
import type { Quality } from './aesthetic.ts';

/** How far the edit moved the picture, in visible steps: the length of the change of its main figures. */
function distance(subject: Case): number {
  const { measurement: before } = subject.before;
  const { measurement: after } = subject.after;
  const tones = Math.hypot(
    (after.lightness.p50 - before.lightness.p50) / 9,
    (after.lightness.p05 - before.lightness.p05) / 9,
    (after.lightness.p95 - before.lightness.p95) / 9,
    (after.lightness.deviation - before.lightness.deviation) / 5,
  );
  // A change of a part barely moves the figures of the whole.
  const places = subject.pair === null ? 0 : subject.pair.change.p95 / 14;
  if (isMonochrome(subject)) return Math.max(tones, places);
  const whole = Math.hypot(
    tones,
    (after.cast.b - before.cast.b) / 4,
    (after.cast.a - before.cast.a) / 3,
    (after.chroma.mean - before.chroma.mean) / Math.max(2.5, 0.4 * before.chroma.mean),
  );
  return Math.max(whole, places);
}

/** As much as was asked for and no more: an edit that changes far beyond the wishes is over-done. */
export const restraint: Quality = {
  name: 'restraint',
  weight: () => 0.9,
  judge: (subject) => {
    const { goals, tonings, recolours, corrections, explicit } = subject.intent;
    const wished = Math.hypot(
      ...goals.map(({ amount }) => 1.6 * amount),
      ...[...tonings, ...recolours].map(({ amount }) => amount),
      ...corrections.map(() => 1),
      ...explicit.map(() => 1),
    );
    const allowed = 0.7 + wished;
    const moved = distance(subject);
    return {
      value: falloff(Math.max(0, moved - allowed), 1.6),
      evidence: {
        en: `changed by ${moved.toFixed(1)} visible steps, the wishes allow ${allowed.toFixed(1)}`,
        zh: `改动 ${moved.toFixed(1)} 个可见级，要求允许 ${allowed.toFixed(1)}`,
      },
    };
  },
};
