import type { Recipe, ToolCall } from '@safelight/core';
import type { Axis, Goal } from '@safelight/intent';
import { targetOf, type Selection } from '../selection.ts';

/** Local tools that say directly what is asked for, with their travel at full amount. */
const travel: Partial<Record<Axis, readonly [tool: string, units: number]>> = {
  lightness: ['localExposure', 0.9],
  shadows: ['localShadows', 50],
  highlights: ['localHighlights', 55],
  contrast: ['localContrast', 40],
  warmth: ['localTemperature', 40],
  tint: ['localTint', 30],
  saturation: ['localSaturation', 40],
  haze: ['localDehaze', -45],
  clarity: ['localClarity', 45],
  fade: ['localBlacks', 40],
  grain: ['localGrain', 40],
  sharpness: ['localSharpness', 50],
  texture: ['localTexture', 50],
  noise: ['localNoise', -70],
  blur: ['localSharpness', -100],
  monochrome: ['localSaturation', -100],
};

/** A wish for a part of the picture that has no figure of its own: set by its amount, seen in the picture alone. */
export function directLocalCalls({ axis, amount }: Goal, selection: Selection, recipe: Recipe): readonly ToolCall[] {
  const row = travel[axis];
  if (row === undefined) return [];
  const [tool, full] = row;
  const { target, making } = targetOf(recipe, selection);
  const value = tool === 'localExposure' ? Number((full * amount).toFixed(2)) : Math.round(full * amount);
  return [...making, { tool, value, target }];
}

/** Calls of the whole photo as calls through a mask, and those that have no local form. */
export function throughMask(
  calls: readonly ToolCall[],
  selection: Selection,
  recipe: Recipe,
): { readonly calls: readonly ToolCall[]; readonly leftOut: readonly ToolCall[] } {
  const { target, making } = targetOf(recipe, selection);
  const local: ToolCall[] = [];
  const leftOut: ToolCall[] = [];
  for (const call of calls) {
    const { tool } = call;
    if (tool === 'convertToGrayscale') local.push({ tool: 'localSaturation', value: -100, target });
    else if (tool.startsWith('colorGrade')) local.push({ tool: `localC${tool.slice(1)}`, value: call.value, target });
    else if (tool === 'grainAmount') local.push({ tool: 'localGrain', value: call.value, target });
    else if (!/^grain(?:Size|Roughness)$|^vignette(?:Midpoint|Feather)$/.test(tool)) leftOut.push(call);
  }
  return { calls: local.length === 0 ? [] : [...making, ...local], leftOut };
}
