/** Signs of lens and perspective: where marks lie, how upright a wall stands, how much paper shows. */
import { findTool } from '@safelight/catalogue';
import { wallGuides } from '../support/geometry.ts';
import type { Picture } from '../support/picture.ts';
import { chromaOf, meanOf, type Statistic } from '../support/statistics.ts';
import { centre, corner, difference, ring, slider, type Sign } from './sign.ts';

/** Centre of the dark mark in each quarter of the `marks` picture, in pixels: top left, top right, bottom left, … */
function marksOf({ width, height, g }: Picture): readonly (readonly [x: number, y: number])[] {
  return [0, 1, 2, 3].map((quarter) => {
    const [left, top] = [quarter % 2 === 0 ? 0 : width / 2, quarter < 2 ? 0 : height / 2];
    let [sum, x, y] = [0, 0, 0];
    for (let row = top; row < top + height / 2; row++) {
      for (let column = left; column < left + width / 2; column++) {
        const dark = Math.max(0, 0.15 - g[row * width + column]!);
        sum += dark;
        x += dark * column;
        y += dark * row;
      }
    }
    return [x / sum, y / sum] as const;
  });
}

type Mark = readonly [x: number, y: number];
const of =
  (measure: (marks: readonly [Mark, Mark, Mark, Mark]) => number): Statistic =>
  (picture) =>
    measure(marksOf(picture) as unknown as readonly [Mark, Mark, Mark, Mark]);
const wide = of(([tl, tr, bl, br]) => tr[0] - tl[0] + br[0] - bl[0]);
const tall = of(([tl, tr, bl, br]) => bl[1] - tl[1] + br[1] - tr[1]);
const lowerHeavy = of(([tl, tr, bl, br]) => br[0] - bl[0] - (tr[0] - tl[0]));
const rightHeavy = of(([tl, tr, bl, br]) => br[1] - tr[1] - (bl[1] - tl[1]));
const clockwise = of(([tl, tr]) => tr[1] - tl[1]);
const right = of(([tl, tr, bl, br]) => tl[0] + tr[0] + bl[0] + br[0]);
const up = of(([tl, tr, bl, br]) => -(tl[1] + tr[1] + bl[1] + br[1]));
const marked = (raises: Statistic): Sign[] => slider(raises, { on: 'marks' });
const minus =
  (statistic: Statistic): Statistic =>
  (picture) =>
    -statistic(picture);

/** How well columns of a wall agree with themselves: verticals that stand make columns that are all wall or all gap. */
const standing: Statistic = ({ width, height, g }) => {
  const [from, to] = [Math.round(width * 0.3), Math.round(width * 0.7)];
  const columns = Array.from({ length: to - from }, (_, i) => {
    let sum = 0;
    const [top, bottom] = [Math.round(height * 0.25), Math.round(height * 0.75)];
    for (let row = top; row < bottom; row++) sum += g[row * width + from + i]!;
    return sum / (bottom - top);
  });
  const mean = columns.reduce((sum, x) => sum + x, 0) / columns.length;
  return Math.sqrt(columns.reduce((sum, x) => sum + (x - mean) ** 2, 0) / columns.length);
};
const modes = findTool('upright')!.choices!.map(({ value }) => value as number);
export const geometrySigns: Readonly<Record<string, readonly Sign[]>> = {
  perspectiveVertical: marked(lowerHeavy),
  perspectiveHorizontal: marked(rightHeavy),
  perspectiveRotate: [
    { from: 0, to: 10, raises: clockwise, on: 'marks' },
    { from: -10, to: 0, raises: clockwise, on: 'marks' },
  ],
  perspectiveAspect: marked(difference(tall, wide)),
  perspectiveScale: [
    { from: 100, to: 130, raises: wide, on: 'marks' },
    { from: 50, to: 100, raises: wide, on: 'marks' },
    // At 150 the marks are still in the frame.
    { from: 130, to: 150, raises: tall, on: 'marks' },
  ],
  perspectiveX: [
    { from: 0, to: 15, raises: right, on: 'marks' },
    { from: -15, to: 0, raises: right, on: 'marks' },
    // All of the frame is paper in the end.
    { from: 60, to: 100, raises: meanOf([150, 40, 8, 8]), on: 'marks' },
    { from: -60, to: -100, raises: meanOf([22, 40, 8, 8]), on: 'marks' },
  ],
  perspectiveY: [
    { from: 0, to: 15, raises: up, on: 'marks' },
    { from: -15, to: 0, raises: up, on: 'marks' },
    { from: 60, to: 100, raises: meanOf([86, 20, 8, 8]), on: 'marks' },
    { from: -60, to: -100, raises: meanOf([86, 92, 8, 8]), on: 'marks' },
  ],
  constrainCrop: [
    { from: true, to: false, raises: meanOf(corner), on: 'marks', with: { perspectiveScale: 60 } },
    { from: true, to: false, raises: meanOf([0, 0, 40, 4]), on: 'marks', with: { perspectiveRotate: 8 } },
  ],
  upright: [
    ...modes
      .filter((mode) => mode !== 0)
      .map((to): Sign => {
        return { from: 0, to, raises: standing, on: 'wall', with: { uprightGuides: wallGuides } };
      }),
    // Level turns the picture only; vertical brings the lines together.
    { from: 3, to: 4, raises: standing, on: 'wall' },
  ],
  uprightGuides: [{ from: [[0.5, 0.1, 0.5, 0.9]], to: wallGuides, raises: standing, on: 'wall', with: { upright: 5 } }],
  manualDistortion: marked(wide),
  lensVignetteAmount: slider(difference(meanOf(corner), meanOf(centre)), { on: 'grey' }),
  lensVignetteMidpoint: [
    { from: 0, to: 50, raises: meanOf(ring), on: 'grey', with: { lensVignetteAmount: -80 } },
    { from: 100, to: 50, raises: meanOf(ring), on: 'grey', with: { lensVignetteAmount: 80 } },
  ],
  removeChromaticAberration: [
    { from: false, to: true, raises: minus(chromaOf([8, 8, 130, 90])), on: 'fringed' },
    { from: false, to: true, raises: minus(chromaOf([342, 222, 130, 90])), on: 'fringed' },
  ],
};
