/** A swatch of point colour: its sample, its window around the sample, and what it does there. */
import type { SettingValues } from '@safelight/core';
import { encodeSrgb } from '../../colour/transfer.ts';

/** Where a selection begins, is whole, ends to be whole, and ends. */
export type Window = readonly [lowerNone: number, lowerFull: number, upperFull: number, upperNone: number];

export interface Swatch {
  /** HSV hue of linear ProPhoto in sextants 0..6, and saturation 0..1. */
  readonly hue: number;
  readonly saturation: number;
  /** Windows: hue in sextants relative to the sample, saturation, value in sRGB encoding. */
  readonly hueWindow: Window;
  readonly saturationWindow: Window;
  readonly valueWindow: Window;
  /** Sliders −1..1. */
  readonly hueShift: number;
  readonly saturationShift: number;
  readonly luminanceShift: number;
  readonly variance: number;
}

/** Half-widths of the windows of saturation and value when the swatch does not give them (observed in Adobe's files). */
const fullHalfWidth = 0.18;
const noneHalfWidth = 0.73;
/** Hue windows are given on 0..1 with the sample at 0.5; this is the distance of the ends from it, in sextants. */
const hueHalfWidth = 1;
const hueDefault: Window = [0, 1 / 3, 2 / 3, 1];
/** Windows at range 100 are this many times as wide as at 50, which leaves them as they are. */
const rangeReach = 3;
/** Files round bounds and samples apart from each other. */
const roundingMax = 1e-3;

const isWindow = (value: unknown): value is Window =>
  Array.isArray(value) && value.length === 4 && value.every((x) => typeof x === 'number');

const around = (sample: number): Window => [
  sample - noneHalfWidth,
  sample - fullHalfWidth,
  sample + fullHalfWidth,
  sample + noneHalfWidth,
];

const widened = (window: Window, centre: number, by: number): Window =>
  window.map((x) => centre + (x - centre) * by) as unknown as Window;

const holds = ([, from, to]: Window, sample: number): boolean =>
  sample >= from - roundingMax && sample <= to + roundingMax;

/**
 * The swatch of a recipe; undefined when it does nothing: without a sample, or with one outside its own windows (such
 * swatches Camera Raw drops as well).
 */
export function swatchOf(settings: SettingValues): Swatch | undefined {
  const number = (tool: string, otherwise = 0): number => {
    const value = settings[tool];
    return typeof value === 'number' ? value : otherwise;
  };
  const hue = number('pointColorSourceHue', -1) / 60;
  const saturation = number('pointColorSourceSaturation', -1) / 100;
  const luminance = number('pointColorSourceLuminance', -1) / 100;
  if (hue < 0 || saturation < 0 || luminance < 0) return undefined;
  const value = encodeSrgb(Math.min(luminance, 1));
  const given = (tool: string, otherwise: Window): Window => {
    const window = settings[tool];
    return isWindow(window) ? window : otherwise;
  };
  const hueRange = given('pointColorHueRange', hueDefault);
  const saturationRange = given('pointColorSaturationRange', around(saturation));
  const valueRange = given('pointColorLuminanceRange', around(value));
  if (!holds(hueRange, 0.5) || !holds(saturationRange, saturation) || !holds(valueRange, value)) return undefined;
  const wide = rangeReach ** (number('pointColorRange', 50) / 50 - 1);
  const swatch: Swatch = {
    hue: hue % 6,
    saturation: Math.min(saturation, 1),
    hueWindow: widened(hueRange.map((x) => (x - 0.5) * 2 * hueHalfWidth) as unknown as Window, 0, wide),
    saturationWindow: widened(saturationRange, saturation, wide),
    valueWindow: widened(valueRange, value, wide),
    hueShift: number('pointColorHueShift') / 100,
    saturationShift: number('pointColorSaturationShift') / 100,
    luminanceShift: number('pointColorLuminanceShift') / 100,
    variance: number('pointColorVariance') / 100,
  };
  const { hueShift, saturationShift, luminanceShift, variance } = swatch;
  return [hueShift, saturationShift, luminanceShift, variance].some((x) => x !== 0) ? swatch : undefined;
}

/** Swatches that do something. */
export const swatchesOf = (pointColors: readonly SettingValues[]): readonly Swatch[] =>
  pointColors.map(swatchOf).filter((swatch) => swatch !== undefined);
