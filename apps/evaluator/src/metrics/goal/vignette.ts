import { gridColumns, gridRows } from '@safelight/core';
import type { Picture } from '../../picture/picture.ts';
import { linear, type GoalFigure } from './goal.ts';

/** Lightness that the corner cells of the region grid lack against the centre cell. */
function cornerFall({ measurement: { grid } }: Picture): number {
  const at = (row: number, column: number): number => grid[row * gridColumns + column]?.lightness ?? 0;
  const [bottom, right] = [gridRows - 1, gridColumns - 1];
  const corners = (at(0, 0) + at(0, right) + at(bottom, 0) + at(bottom, right)) / 4;
  return at((gridRows - 1) / 2, (gridColumns - 1) / 2) - corners;
}

export const vignette: GoalFigure = {
  axis: 'vignette',
  names: { up: 'darker corners', down: 'lighter corners' },
  label: { en: 'centre minus corners in lightness', zh: '中心与四角的亮度差' },
  digits: 1,
  read: cornerFall,
  way: linear(() => 4.5),
  step: () => 3,
};
