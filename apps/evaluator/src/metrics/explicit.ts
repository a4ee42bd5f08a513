import type { ToolCall } from '@safelight/core';
import type { Axis } from '@safelight/intent';
import { clamp } from './curves.ts';

/** What a slider shows in a picture: the axis it moves, and its travel that equals a wish at full strength. */
const axisOfTool: Readonly<Record<string, { readonly axis: Axis; readonly full: number }>> = {
  exposure: { axis: 'lightness', full: 1.2 },
  contrast: { axis: 'contrast', full: 60 },
  highlights: { axis: 'highlights', full: 80 },
  shadows: { axis: 'shadows', full: 80 },
  whites: { axis: 'highlights', full: 50 },
  blacks: { axis: 'fade', full: 60 },
  incrementalTemperature: { axis: 'warmth', full: 45 },
  incrementalTint: { axis: 'tint', full: 45 },
  saturation: { axis: 'saturation', full: 45 },
  vibrance: { axis: 'saturation', full: 70 },
  clarity: { axis: 'clarity', full: 60 },
  texture: { axis: 'texture', full: 70 },
  dehaze: { axis: 'haze', full: -60 },
  vignetteAmount: { axis: 'vignette', full: -40 },
  grainAmount: { axis: 'grain', full: 45 },
  sharpness: { axis: 'sharpness', full: 80 },
  luminanceNoiseReduction: { axis: 'noise', full: -50 },
};

/**
 * An exact setting as the wish that its picture shows, or null when a picture cannot show it (or it asks for no
 * change). The recipe itself is not judged: the same result by another slider is as good.
 */
export function wishOf({ tool, value }: ToolCall): { readonly axis: Axis; readonly amount: number } | null {
  const row = Object.hasOwn(axisOfTool, tool) ? axisOfTool[tool] : undefined;
  if (row === undefined || typeof value !== 'number' || value === 0) return null;
  return { axis: row.axis, amount: clamp(value / row.full, -1, 1) };
}
