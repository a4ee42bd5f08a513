import type { PhotoKind, ToolCall } from '@safelight/core';
import type { Goal } from '@safelight/intent';

/** Where sharpening starts from. */
const sharpnessBase: Readonly<Record<PhotoKind, number>> = { raw: 40, rendered: 0 };

/**
 * Vignette, grain and capture sharpening. The first two say directly what is asked for; the last works on the pixels of
 * the full photo, which a proxy does not show. So nothing is measured in between.
 */
export function effectCalls(goals: readonly Goal[], kind: PhotoKind): readonly ToolCall[] {
  return goals.flatMap(({ axis, amount, region }): readonly ToolCall[] => {
    if (region !== null && axis !== 'vignette') return [];
    if (axis === 'vignette') {
      return [
        { tool: 'vignetteAmount', value: Math.round(-36 * amount) },
        { tool: 'vignetteMidpoint', value: 42 },
        { tool: 'vignetteFeather', value: 70 },
      ];
    }
    if ((axis === 'grain' || axis === 'noise') && amount > 0) {
      return [
        { tool: 'grainAmount', value: Math.round(45 * amount) },
        { tool: 'grainSize', value: 28 },
        { tool: 'grainRoughness', value: 50 },
      ];
    }
    if (axis === 'grain') return [{ tool: 'grainAmount', value: 0 }];
    if (axis === 'sharpness') {
      const value = Math.max(0, Math.round(sharpnessBase[kind] + 60 * amount));
      // Sky and skin stay smooth.
      return [
        { tool: 'sharpness', value },
        { tool: 'sharpenMasking', value: 25 },
      ];
    }
    return [];
  });
}
