import { findTool } from '@safelight/catalogue';
import {
  composed,
  type Orientation,
  type PhotoKind,
  type Recipe,
  type SettingValue,
  type ToolCall,
} from '@safelight/core';
import type { ExplicitCall } from '@safelight/intent';
import { correctionOf, targetOf, type Selection } from './selection.ts';
import { capital, units } from './craft/toning.ts';

/** Exact settings as calls, and those for which there is no tool there, verbatim. */
export interface Exact {
  readonly whole: readonly ToolCall[];
  readonly local: readonly ToolCall[];
  readonly impossible: readonly string[];
}

/** The local tool of a setting where its name does not say it. */
const localNames: Readonly<Record<string, string>> = {
  incrementalTemperature: 'localTemperature',
  incrementalTint: 'localTint',
  vibrance: 'localSaturation',
  sharpness: 'localSharpness',
  luminanceNoiseReduction: 'localNoise',
  grainAmount: 'localGrain',
  toneCurve: 'localCurve',
};

/** The mixer's slider of a setting for one hue, with its units per unit of the setting. */
const bandTools: Readonly<Record<string, readonly [prefix: string, units: number]>> = {
  saturation: ['saturation', 1],
  vibrance: ['saturation', 1],
  exposure: ['luminance', 40],
  whites: ['luminance', 1],
  incrementalTemperature: ['hue', -1],
};

/** `stored`: the file's own orientation, from which a turn or a mirroring goes on where the recipe names none. */
export function exactCalls(
  explicit: readonly ExplicitCall[],
  kind: PhotoKind,
  start: Recipe,
  stored: Orientation,
  selectionFor: (call: ExplicitCall) => Selection | null,
): Exact {
  // By tool: a later call for the same one goes on from the earlier.
  const whole = new Map<string, ToolCall>();
  const setWhole = (call: Pick<ToolCall, 'tool' | 'value'>, relative: boolean): void => {
    const { tool } = call;
    const before = whole.get(tool)?.value ?? start.settings[tool];
    whole.set(
      tool,
      tool === 'orientation' && relative
        ? { tool, value: composed((before ?? stored) as Orientation, call.value as Orientation) }
        : settled(call, before as SettingValue | undefined, relative),
    );
  };
  const local: ToolCall[] = [];
  const impossible: string[] = [];
  for (const given of explicit) {
    const call = forKind(given, kind, start);
    const selection = selectionFor(given);
    if (given.region === null) setWhole(call, given.relative);
    else if (given.region.kind === 'colour') {
      const row = bandTools[call.tool];
      if (row === undefined || typeof call.value !== 'number') impossible.push(given.source);
      else {
        const tool = `${row[0]}${capital(given.region.band)}`;
        setWhole({ tool, value: units(row[1] * call.value) }, given.relative);
      }
    } else {
      const tool = localNames[call.tool] ?? `local${capital(call.tool)}`;
      if (selection === null || findTool(tool) === undefined) impossible.push(given.source);
      else {
        const { target, making } = targetOf(start, selection);
        const before = correctionOf(start, selection)?.settings[tool];
        local.push(...making, { ...settled({ tool, value: call.value }, before, given.relative), target });
      }
    }
  }
  return { whole: [...whole.values()], local, impossible };
}

/** An absolute value within the tool's range. */
function settled(
  { tool, value }: Pick<ToolCall, 'tool' | 'value'>,
  before: SettingValue | undefined,
  relative: boolean,
): ToolCall {
  if (typeof value !== 'number') return { tool, value };
  const { min = -Infinity, max = Infinity, type } = findTool(tool) ?? {};
  const sum = value + (relative && typeof before === 'number' ? before : 0);
  const clamped = Math.max(min, Math.min(max, sum));
  return { tool, value: type === 'int' ? Math.round(clamped) : Number(clamped.toFixed(2)) };
}

/** Slider of rendered photos by kelvin: the monotone table by which released Lightroom data was converted. */
const sliderByKelvin: readonly (readonly [kelvin: number, slider: number])[] = [
  [2_000, -100],
  [5_000, 0],
  [6_500, 20],
  [10_000, 47],
  [50_000, 100],
];

/** Kelvin of a raw photo whose recipe names none: D65. */
const asShotKelvin = 6_504;

/** The reader cannot know the photo's kind: kelvin is for raw photos, a relative slider for the others. */
function forKind(
  { tool, value, relative }: ExplicitCall,
  kind: PhotoKind,
  start: Recipe,
): Pick<ToolCall, 'tool' | 'value'> {
  if (typeof value !== 'number') return { tool, value };
  if (kind === 'raw') {
    if (tool === 'incrementalTint') return { tool: 'tint', value };
    if (tool !== 'incrementalTemperature') return { tool, value };
    const set = start.settings['temperature'];
    const from = 1e6 / (typeof set === 'number' ? set : asShotKelvin);
    return { tool: 'temperature', value: Math.round(1e6 / Math.max(20, from - value) / 50) * 50 };
  }
  if (tool === 'tint') return { tool: 'incrementalTint', value };
  if (tool !== 'temperature') return { tool, value };
  // "+300 K" is a move from daylight, where the slider's middle is.
  return { tool: 'incrementalTemperature', value: Math.round(sliderOf(relative ? 5_000 + value : value)) };
}

function sliderOf(kelvin: number): number {
  const above = sliderByKelvin.findIndex(([at]) => at >= kelvin);
  if (above === -1) return 100;
  if (above === 0) return -100;
  const [[k0, s0], [k1, s1]] = [sliderByKelvin[above - 1]!, sliderByKelvin[above]!];
  return s0 + ((s1 - s0) * (kelvin - k0)) / (k1 - k0);
}
