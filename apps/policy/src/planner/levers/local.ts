import type { HueBand } from '@safelight/core';
import { correctionOf, targetOf, type Selection } from '../selection.ts';
import { leverName, numberAt, type Lever, type LeverKind } from './lever.ts';
import { curvePoints, fadeCurve } from './whole.ts';

type Row = readonly [kind: LeverKind, tool: string, min: number, max: number, step: number];

/** Measured with the engine: through a mask over everything each does to the digit what its namesake does to the photo. */
const rows: readonly Row[] = [
  ['temperature', 'localTemperature', -85, 85, 1],
  ['tint', 'localTint', -75, 75, 1],
  ['exposure', 'localExposure', -2, 2, 0.05],
  ['contrast', 'localContrast', -70, 70, 1],
  ['highlights', 'localHighlights', -90, 70, 1],
  ['shadows', 'localShadows', -70, 70, 1],
  ['whites', 'localWhites', -50, 50, 1],
  ['blacks', 'localBlacks', -60, 40, 1],
  ['saturation', 'localSaturation', -100, 45, 1],
  ['clarity', 'localClarity', -60, 55, 1],
  ['texture', 'localTexture', -70, 50, 1],
  ['dehaze', 'localDehaze', 0, 60, 1],
  ['mist', 'localDehaze', -32, 0, 1],
  ['denoise', 'localNoise', 0, 80, 1],
  ['soften', 'localSharpness', -100, 0, 1],
  ['sharpen', 'localSharpness', 0, 80, 1],
];

/** The levers that act through a selection. */
export function localLevers(selection: Selection): readonly Lever[] {
  const sliders = rows.map(([kind, tool, min, max, step]): Lever => ({
    name: leverName(kind, selection.key),
    kind,
    scope: selection.key,
    tools: [tool],
    stage: 'local',
    min,
    max,
    step,
    read: (recipe) => {
      const value = numberAt(correctionOf(recipe, selection)?.settings ?? {}, tool);
      // Two levers share a slider, each with its side of it.
      return Math.max(Math.min(min, 0), Math.min(Math.max(max, 0), value));
    },
    calls: (value, recipe) => {
      const { target, making } = targetOf(recipe, selection);
      return [...making, { tool, value: Number(value.toFixed(2)), target }];
    },
  }));
  const fade: Lever = {
    name: leverName('fade', selection.key),
    kind: 'fade',
    scope: selection.key,
    tools: ['localCurve'],
    stage: 'local',
    min: 0,
    max: 52,
    step: 2,
    read: (recipe) => {
      const points = curvePoints(correctionOf(recipe, selection)?.settings['localCurve']);
      return points[0]?.[0] === 0 ? points[0][1] : 0;
    },
    calls: (value, recipe) => {
      const { target, making } = targetOf(recipe, selection);
      return [...making, { tool: 'localCurve', value: fadeCurve(value), target }];
    },
  };
  return [...sliders, fade];
}

const capital = (band: HueBand): string => band[0]!.toUpperCase() + band.slice(1);

/** A hue as people name it reaches into the next band: foliage is as much yellow as green, skin as much red as orange. */
const besides: Partial<Record<HueBand, HueBand>> = { green: 'yellow', blue: 'aqua', aqua: 'blue', purple: 'magenta' };

/** The colour mixer's sliders of a hue, with its neighbour at part of the way where `neighbour` says so. */
export function bandLevers(band: HueBand, neighbour: number): readonly Lever[] {
  const lever = (kind: LeverKind, prefix: string, min: number, max: number): Lever => {
    const tool = `${prefix}${capital(band)}`;
    const other = besides[band];
    const tools = other === undefined || neighbour === 0 ? [tool] : [tool, `${prefix}${capital(other)}`];
    return {
      name: leverName(kind, band),
      kind,
      scope: band,
      tools,
      stage: 'foundation',
      min,
      max,
      step: 1,
      read: ({ settings }) => numberAt(settings, tool),
      calls: (value) =>
        tools.map((name, index) => ({ tool: name, value: Math.round(index === 0 ? value : neighbour * value) })),
    };
  };
  return [lever('bandSaturation', 'saturation', -100, 60), lever('bandLuminance', 'luminance', -70, 70)];
}

export const neighbourOf = (band: HueBand): HueBand | undefined => besides[band];
