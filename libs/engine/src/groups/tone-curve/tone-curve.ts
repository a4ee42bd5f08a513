/**
 * Tone curves on sRGB-encoded ProPhoto: parametric, then the master point curve, then red, green and blue. Each is a
 * table from linear to linear over √x, so encoding and decoding cost nothing per pixel.
 */
import { namedCurves } from '@safelight/recipe';
import type { CurvePoint } from '@safelight/core';
import { luminance, maxOf, minOf, mix } from '../../colour/graph.ts';
import { decodeSrgb, encodeSrgb, rootTable, rootTableLength } from '../../colour/transfer.ts';
import type { Settings } from '../../compile/settings.ts';
import type { F, GraphBuilder, Rgb } from '../../graph/graph.ts';
import { keptTable } from '../kept-table.ts';
import type { DisplayFeature } from '../feature.ts';
import { parametricCurve } from './parametric.ts';
import { curveThrough } from './spline.ts';

const regions = ['parametricShadows', 'parametricDarks', 'parametricLights', 'parametricHighlights'];
const splits = ['parametricShadowSplit', 'parametricMidtoneSplit', 'parametricHighlightSplit'];
const channels = ['toneCurveRed', 'toneCurveGreen', 'toneCurveBlue'];

export const toneCurveTools: readonly string[] = [
  'toneCurve',
  ...channels,
  'toneCurveName',
  ...regions,
  ...splits,
  'curveRefineSaturation',
];

export const isStraight = (points: readonly CurvePoint[]): boolean =>
  points.every(([x, y]) => x === y) && (points[0]?.[0] ?? 0) === 0 && (points.at(-1)?.[0] ?? 255) === 255;

/** The master curve's points: those that are written, else those of the preset that is named. */
function masterPoints(settings: Settings): readonly CurvePoint[] {
  if (settings.isSet('toneCurve')) return settings.curve('toneCurve');
  return namedCurves.get(settings.value('toneCurveName')!) ?? settings.curve('toneCurve');
}

const hasMaster = (settings: Settings): boolean =>
  regions.some((tool) => settings.number(tool) !== 0) || !isStraight(masterPoints(settings));
const hasChannels = (settings: Settings): boolean => channels.some((tool) => !isStraight(settings.curve(tool)));

const read = (b: GraphBuilder, table: string, x: F): F =>
  b.table(table, b.mul(b.sqrt(x), b.constant(rootTableLength - 1)));

/** Largest and smallest channel through the curve, the middle one between them in proportion: the HSV hue stays. */
function hueKeeping(b: GraphBuilder, rgb: Rgb, table: string): Rgb {
  const [max, min] = [maxOf(b, rgb), minOf(b, rgb)];
  const [top, bottom] = [read(b, table, max), read(b, table, min)];
  const slope = b.div(b.sub(top, bottom), b.max(b.sub(max, min), b.constant(1e-7)));
  const through = (x: F): F => b.add(bottom, b.mul(b.sub(x, min), slope));
  return [through(rgb[0]), through(rgb[1]), through(rgb[2])];
}

/** The curve on luminance, colour differences scaled along (at most fourfold). */
function luminanceLike(b: GraphBuilder, rgb: Rgb, table: string): Rgb {
  const y = luminance(b, rgb);
  const target = read(b, table, y);
  const ratio = b.min(b.div(target, b.max(y, b.constant(1e-6))), b.constant(4));
  const move = (x: F): F => b.add(target, b.mul(b.sub(x, y), ratio));
  return [move(rgb[0]), move(rgb[1]), move(rgb[2])];
}

/** Tables `name.master|red|green|blue` and the parameter `name.refine` on a colour; `variant` says which. */
export function curveGraph(b: GraphBuilder, rgb: Rgb, name: string, variant: string): Rgb {
  let out = rgb;
  if (variant.includes('master')) {
    out = hueKeeping(b, rgb, `${name}.master`);
    if (variant.includes('refined')) {
      const plain = luminanceLike(b, rgb, `${name}.master`);
      const share = b.param(`${name}.refine`);
      out = [mix(b, plain[0], out[0], share), mix(b, plain[1], out[1], share), mix(b, plain[2], out[2], share)];
    }
  }
  if (!variant.includes('channels')) return out;
  return [read(b, `${name}.red`, out[0]), read(b, `${name}.green`, out[1]), read(b, `${name}.blue`, out[2])];
}

/** The variant of `curveGraph`. */
export const curveVariant = (master: boolean, channels: boolean, refine: number): string =>
  [master ? (refine === 100 ? 'master' : 'master refined') : '', channels ? 'channels' : ''].join(' ');

/** Table of a curve on the encoded axis. */
export const tableOf = (f: (encoded: number) => number): Float32Array =>
  rootTable((x) => decodeSrgb(Math.min(Math.max(f(encodeSrgb(x)), 0), 1)));

export const toneCurveFeature: DisplayFeature = {
  name: 'curve',
  space: 'rgb',
  isActive: ({ settings }) => hasMaster(settings) || hasChannels(settings),
  variant: ({ settings }) => {
    // Neither is active when a test keeps defaults in: then both are compiled.
    const all = !hasMaster(settings) && !hasChannels(settings);
    const refine = all ? 0 : settings.number('curveRefineSaturation');
    return curveVariant(all || hasMaster(settings), all || hasChannels(settings), refine);
  },
  graph: (b, rgb, variant) => curveGraph(b, rgb, 'curve', variant),
  bind: ({ settings }, out) => {
    const points = masterPoints(settings);
    const bent = [...regions, ...splits].map((tool) => settings.number(tool));
    out.tables['curve.master'] = keptTable('curve.master', [points, bent], () => {
      const [curve, parametric] = [curveThrough(points), parametricCurve(settings)];
      return tableOf((x) => curve(parametric(x)));
    });
    out.params['curve.refine'] = settings.slider('curveRefineSaturation');
    channels.forEach((tool, i) => {
      const points = settings.curve(tool);
      out.tables[`curve.${['red', 'green', 'blue'][i]!}`] = keptTable('curve', points, () =>
        tableOf(curveThrough(points)),
      );
    });
  },
};
