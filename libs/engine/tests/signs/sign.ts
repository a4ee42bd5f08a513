/** The words in which the sign tables are written. */
import type { SettingValue } from '@safelight/core';
import { bands } from '../../src/groups/hsl/bands.ts';
import type { Edit } from '../../src/groups/feature.ts';
import type { Values } from '../support/develop.ts';
import { fringes, leaningWall } from '../support/geometry.ts';
import { bandArea, chart, chartHeight, chartWidth, grey, picture, type Area } from '../support/picture.ts';
import { noisy, seams, softEdge } from '../support/noisy.ts';
import type { Statistic } from '../support/statistics.ts';

/** Moving the tool from the first value to the second raises the statistic, as the catalogue says. */
export interface Sign {
  readonly from: SettingValue;
  readonly to: SettingValue;
  readonly raises: Statistic;
  readonly with?: Values;
  /** Which picture; the chart when absent. */
  readonly on?: keyof typeof pictures;
  readonly kind?: 'raw';
  /** For tools that are no setting of the whole photo: what the recipe holds beside `with` when the tool has the value. */
  readonly edit?: (value: SettingValue) => Partial<Omit<Edit, 'settings'>>;
}

export const ramp = (from: number, to: number): Area => [
  Math.round(from * chartWidth),
  0,
  Math.max(1, Math.round((to - from) * chartWidth)),
  16,
];
export const whole: Area = [0, 0, chartWidth, chartHeight];
export const flat = (encoded: number) => () => grey(encoded);
export const pictures = {
  chart: chart(),
  grey: picture(180, 120, flat(0.5)),
  bright: picture(180, 120, flat(0.93)),
  film: picture(2400, 40, flat(0.5)),
  red: picture(180, 120, () => [0.35, 0.08, 0.06]),
  dim: picture(chartWidth, 16, (x) => grey((0.35 * x) / chartWidth)),
  glaring: picture(chartWidth, 16, (x) => grey(0.65 + (0.3 * x) / chartWidth)),
  cast: picture(chartWidth, 16, (x) => {
    const y = grey(0.2 + (0.5 * x) / chartWidth)[0];
    return [1.25 * y, y, 0.75 * y];
  }),
  // Detail of a wavelength of five pixels on a level wide enough to show it.
  fine: picture(1200, 24, (x, y) => grey(0.45 + 0.03 * Math.sin((2 * Math.PI * (x + y)) / 5))),
  soft: softEdge(180, 120),
  noisy: noisy(softEdge(180, 120), 0.03, 0.03),
  seams,
  // A weave of lines five pixels apart, and upright stripes of colour that have nothing to do with it.
  moire: picture(180, 120, (x, y) => {
    const weave = 1 + 0.4 * Math.sin((2 * Math.PI * y) / 5);
    const swing = 0.3 * Math.sin((2 * Math.PI * x) / 5);
    return [0.2 * weave * (1 + swing), 0.2 * weave * (1 - 0.2 * swing), 0.2 * weave * (1 - swing)];
  }),
  lamp: picture(180, 120, (x, y) => grey(Math.abs(x - 90) < 12 && Math.abs(y - 60) < 12 ? 0.9 : 0.1)),
  dimLamp: picture(180, 120, (x, y) => grey(Math.abs(x - 90) < 12 && Math.abs(y - 60) < 12 ? 0.55 : 0.05)),
  // Four dark squares on grey, one in each quarter.
  marks: picture(180, 120, (x, y) => {
    const isMark = Math.abs(Math.abs(x - 89.5) - 45) < 5 && Math.abs(Math.abs(y - 59.5) - 30) < 5;
    return grey(isMark ? 0.1 : 0.6);
  }),
  wall: leaningWall(),
  fringed: fringes(),
} as const;

export const slider = (raises: Statistic, rest: Partial<Sign> = {}): Sign[] => [
  { from: 0, to: 100, raises, ...rest },
  { from: -100, to: 0, raises, ...rest },
];
export const bent = (y: number): SettingValue => [[0, 0], [128, y], [255, 255]]; // prettier-ignore
export const curve = (raises: Statistic): Sign[] => [
  { from: bent(128), to: bent(170), raises },
  { from: bent(90), to: bent(128), raises },
];

/** Places of a 180 × 120 picture. */
export const corner: Area = [0, 0, 8, 8];
export const centre: Area = [86, 56, 8, 8];
export const leftEdge: Area = [0, 58, 4, 4];
export const topEdge: Area = [88, 0, 4, 4];
export const ring: Area = [20, 12, 8, 8];
export const patch = (band: string): Area => bandArea((bands as readonly string[]).indexOf(band));
export const difference =
  (x: Statistic, y: Statistic): Statistic =>
  (p) =>
    x(p) - y(p);
