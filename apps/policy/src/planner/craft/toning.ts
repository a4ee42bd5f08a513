import type { HueBand, Measurement, ToolCall } from '@safelight/core';
import { hueBands } from '@safelight/core';
import type { Goal, Recolour, Toning } from '@safelight/intent';
import { neighbourOf } from '../levers/local.ts';

/** Whole slider units, within ±100. */
export const units = (value: number): number => Math.max(-100, Math.min(100, Math.round(value)));

export const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1);

const zones = { shadows: 'Shadow', midtones: 'Midtone', highlights: 'Highlight', all: 'Global' } as const;

/** Saturation of the grading wheels at full amount. 3 to 16 is plain to see, past 20 a picture looks dyed. */
const gradeSaturation = { shadows: 30, midtones: 26, highlights: 30, all: 24 } as const;

/** Colours of tones by the grading wheels; a later wish for the same tones wins. */
export function toningCalls(tonings: readonly Toning[], strength: number): readonly ToolCall[] {
  const calls = tonings.flatMap(({ tone, hueDegrees, amount }): readonly ToolCall[] => [
    { tool: `colorGrade${zones[tone]}Hue`, value: Math.round(hueDegrees) % 360 },
    { tool: `colorGrade${zones[tone]}Sat`, value: Math.max(1, units(gradeSaturation[tone] * amount * strength)) },
  ]);
  const toned = new Set(tonings.map(({ tone }) => tone));
  return toned.has('shadows') && toned.has('highlights')
    ? [...calls, { tool: 'colorGradeBlending', value: 55 }]
    : calls;
}

/** Hue of the wheels for a wish of warmth in a range of tones. */
const warmthHues = { warm: 34, cool: 216 } as const;

/** "Warm highlights": a wish of warmth for a range of tones is a toning. */
export function toningOf({ axis, region, amount, source, look }: Goal): Toning | null {
  if (axis !== 'warmth' || region?.kind !== 'tone') return null;
  const hueDegrees = amount > 0 ? warmthHues.warm : warmthHues.cool;
  return { tone: region.tone, hueDegrees, amount: Math.abs(amount), source, look };
}

/** Travel of a hue slider for one band at full amount; at its end it has reached the next band. */
const hueTravel = 60;

/** Steps from one band to another around the wheel, the shorter way: −4 .. 4. */
function stepsBetween(from: HueBand, to: HueBand): number {
  const steps = hueBands.indexOf(to) - hueBands.indexOf(from);
  const half = hueBands.length / 2;
  return steps > half ? steps - hueBands.length : steps < -half ? steps + hueBands.length : steps;
}

/** Turned hues. Where the photo has more of the neighbouring hue than of the one named, that turns with it. */
export function recolourCalls(
  recolours: readonly Recolour[],
  measurement: Measurement,
  strength: number,
): readonly ToolCall[] {
  return recolours.flatMap(({ band, towards, amount }): readonly ToolCall[] => {
    const value = units(hueTravel * amount * strength * stepsBetween(band, towards));
    const beside = neighbourOf(band);
    const { byHue } = measurement.chroma;
    const turned = beside !== undefined && byHue[beside].share > byHue[band].share;
    return [
      { tool: `hue${capital(band)}`, value },
      ...(turned ? [{ tool: `hue${capital(beside)}`, value: units(0.6 * value) }] : []),
    ];
  });
}

/** Slider travel at full amount of a look's wish about one hue. */
const bandTravel = { saturation: 65, lightness: 50 } as const;

/** What a look asks of single hues: its palette is set, not closed in on; direct wishes are. */
export function paletteCalls(goals: readonly Goal[], strength: number): readonly ToolCall[] {
  return goals.flatMap(({ axis, region, amount, look }): readonly ToolCall[] => {
    if (look === null || region?.kind !== 'colour' || (axis !== 'saturation' && axis !== 'lightness')) return [];
    const prefix = axis === 'saturation' ? 'saturation' : 'luminance';
    return [{ tool: `${prefix}${capital(region.band)}`, value: units(bandTravel[axis] * amount * strength) }];
  });
}
