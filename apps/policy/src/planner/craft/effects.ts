import type { ToolCall } from '@safelight/core';
import type { Goal } from '@safelight/intent';

/** Vignette and grain: their sliders say directly what is asked for, so nothing is measured in between. */
export function effectCalls(goals: readonly Goal[]): readonly ToolCall[] {
  return goals.flatMap(({ axis, amount }): readonly ToolCall[] => {
    if (axis === 'vignette') {
      return [
        { tool: 'vignetteAmount', value: Math.round(-36 * amount) },
        { tool: 'vignetteMidpoint', value: 42 },
        { tool: 'vignetteFeather', value: 70 },
      ];
    }
    if (axis === 'grain' && amount > 0) {
      return [
        { tool: 'grainAmount', value: Math.round(45 * amount) },
        { tool: 'grainSize', value: 28 },
        { tool: 'grainRoughness', value: 50 },
      ];
    }
    return [];
  });
}
