/** Statistics of areas of a linear sRGB picture. */
import { labOf, sRgbToProPhoto } from '../../src/colour/spaces.ts';
import { apply3, type Triple } from '../../src/colour/matrix.ts';
import { hueOf } from '../../src/analysis/statistics.ts';
import { encodeSrgb } from '../../src/colour/transfer.ts';
import type { Area, Picture } from './picture.ts';

/** Linear colours of an area, kept to what a display shows. */
export function coloursIn({ width, r, g, b }: Picture, [left, top, columns, rows]: Area): Triple[] {
  const shown = (x: number): number => Math.min(Math.max(x, 0), 1);
  const out: Triple[] = [];
  for (let y = top; y < top + rows; y++) {
    for (let x = left; x < left + columns; x++) {
      const at = y * width + x;
      out.push([shown(r[at]!), shown(g[at]!), shown(b[at]!)]);
    }
  }
  return out;
}

const average = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const lightness = ([r, g, b]: Triple): number => encodeSrgb(0.2126 * r + 0.7152 * g + 0.0722 * b);
const lab = (colour: Triple): Triple => labOf(apply3(sRgbToProPhoto, colour));

export type Statistic = (picture: Picture) => number;

const of =
  (measure: (colour: Triple) => number) =>
  (area: Area): Statistic =>
  (picture) =>
    average(coloursIn(picture, area).map(measure));

/** Mean encoded luminance. */
export const meanOf = of(lightness);
/** Mean OKLab chroma. */
export const chromaOf = of((colour) => Math.hypot(lab(colour)[1], lab(colour)[2]));
/** Yellow against blue and magenta against green (OKLab b; a). */
export const warmthOf = of((colour) => lab(colour)[2]);
export const magentaOf = of((colour) => lab(colour)[1]);
export const channelOf = (channel: 0 | 1 | 2): ((area: Area) => Statistic) =>
  of(
    (colour) =>
      encodeSrgb(colour[channel]) -
      (encodeSrgb(colour[(channel + 1) % 3]!) + encodeSrgb(colour[(channel + 2) % 3]!)) / 2,
  );
/** Mean OKLab chroma along a direction given as an HSV hue in degrees of sRGB. */
export const towardHue = (degrees: number): ((area: Area) => Statistic) => {
  const channel = (n: number): number =>
    1 - Math.max(0, Math.min((n + degrees / 60) % 6, 4 - ((n + degrees / 60) % 6), 1));
  const [, a, b] = lab([channel(5), channel(3), channel(1)]);
  const length = Math.hypot(a, b);
  return of((colour) => (lab(colour)[1] * a + lab(colour)[2] * b) / length);
};
/** HSV hue in linear ProPhoto, degrees, measured from `near` (so that 359° is near 0°). */
export const hueNear = (near: number): ((area: Area) => Statistic) =>
  of((colour) => ((hueOf(apply3(sRgbToProPhoto, colour)) - near + 540) % 360) - 180);

/** Standard deviation of encoded luminance. */
export const deviationOf =
  (area: Area): Statistic =>
  (picture) => {
    const values = coloursIn(picture, area).map(lightness);
    const mean = average(values);
    return Math.sqrt(average(values.map((x) => (x - mean) ** 2)));
  };

/** Correlation of encoded luminance with itself so many pixels to the right. */
export const correlationOf =
  (area: Area, lag: number): Statistic =>
  (picture) => {
    const values = coloursIn(picture, area).map(lightness);
    const mean = average(values);
    const [, , columns] = area;
    const products: number[] = [];
    values.forEach((x, i) => {
      if ((i % columns) + lag < columns) products.push((x - mean) * (values[i + lag]! - mean));
    });
    return average(products) / average(values.map((x) => (x - mean) ** 2));
  };

/** Largest step of encoded luminance between neighbours of a row. */
export const steepestIn =
  (area: Area): Statistic =>
  (picture) => {
    const values = coloursIn(picture, area).map(lightness);
    const [, , columns] = area;
    return Math.max(...values.slice(1).map((x, i) => ((i + 1) % columns === 0 ? 0 : Math.abs(x - values[i]!))));
  };
