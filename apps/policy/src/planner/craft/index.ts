import type { Measurement, PhotoKind, ToolCall } from '@safelight/core';
import type { Intent } from '@safelight/intent';
import type { Variation } from '../seed.ts';
import { effectCalls } from './effects.ts';
import { mixCalls } from './monochrome.ts';
import { paletteCalls, recolourCalls, toningCalls, toningOf } from './toning.ts';

const colourTool = /^(?:hue|saturation|luminance)[A-Z]/;

/**
 * The fixed part of the edit: tonings, turned hues and a look's palette, how hues become greys, then effects. Everything
 * follows from the intent, so a look needs no more than its entry there.
 */
export function craftCalls(
  intent: Intent,
  measurement: Measurement,
  kind: PhotoKind,
  vary: Variation,
): readonly ToolCall[] {
  const keepsColour = intent.constraints.some(({ protect, region }) => protect === 'colour' && region === null);
  const strength = vary.amount('saturation') * (keepsColour ? 0.3 : 1);
  const monochrome = isMonochrome(intent);
  const tonings = [...intent.tonings, ...intent.goals.flatMap((goal) => toningOf(goal) ?? [])];
  const settings = new Map<string, ToolCall>();
  const all = [
    ...toningCalls(tonings, strength),
    ...recolourCalls(intent.recolours, measurement, strength),
    ...paletteCalls(intent.goals, strength),
    ...(monochrome ? mixCalls(measurement, vary.amount('monochrome')) : []),
    ...effectCalls(intent.goals, kind),
  ];
  for (const call of all) settings.set(call.tool, call);
  const asked = new Set(intent.explicit.filter(({ region }) => region === null).map(({ tool }) => tool));
  return [...settings.values()].filter(({ tool }) => !asked.has(tool) && !(monochrome && colourTool.test(tool)));
}

export function isMonochrome({ goals }: Intent): boolean {
  return goals.some(({ axis, region, amount }) => axis === 'monochrome' && region === null && amount > 0);
}
