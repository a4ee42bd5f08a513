/** Signs of the glow around a lamp on a dark ground. */
import { channelOf, meanOf, warmthOf } from '../support/statistics.ts';
import { type Sign } from './sign.ts';
import type { Area } from '../support/picture.ts';

/** Beside the lamp, some pixels away from it, and a quarter of the picture away. */
const near: Area = [72, 50, 4, 20];
const aside: Area = [60, 50, 6, 20];
const far: Area = [30, 50, 10, 20];
const on = 'lamp';
const glow = 80;

export const glowSigns: Record<string, Sign[]> = {
  glow: [
    { from: 0, to: 50, raises: meanOf(near), on },
    { from: 50, to: 100, raises: meanOf(near), on },
    { from: 0, to: 100, raises: meanOf(near), on, with: { glowStyle: 1 } },
    { from: 0, to: 100, raises: meanOf(near), on, with: { glowStyle: 2 } },
  ],
  glowStyle: [
    { from: 0, to: 1, raises: meanOf([84, 54, 12, 12]), on, with: { glow } },
    { from: 1, to: 2, raises: channelOf(0)(near), on, with: { glow } },
  ],
  glowRange: [
    { from: 0, to: 50, raises: meanOf(near), on: 'dimLamp', with: { glow } },
    { from: 50, to: 100, raises: meanOf(near), on: 'dimLamp', with: { glow } },
  ],
  glowSpread: [
    { from: 0, to: 50, raises: meanOf(aside), on, with: { glow } },
    { from: 50, to: 100, raises: meanOf(far), on, with: { glow } },
  ],
  glowWarmth: [
    { from: -100, to: 0, raises: warmthOf(near), on, with: { glow } },
    { from: 0, to: 100, raises: warmthOf(near), on, with: { glow } },
  ],
};
