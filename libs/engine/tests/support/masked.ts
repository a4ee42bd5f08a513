/** Recipes' corrections for tests. */
import type { Correction, Mask, SettingValue, SettingValues } from '@safelight/core';

let made = 0;
const id = (): string => (made++).toString(16).toUpperCase().padStart(32, '0');

export const maskOf = (tool: string, settings: SettingValues = {}, strokes: readonly SettingValues[] = []): Mask => ({
  id: id(),
  tool,
  name: '',
  settings,
  strokes,
  foreign: [],
});

/** A gradient that lies above the picture: the whole picture is selected fully. */
export const everywhere: Mask = maskOf('maskLinearGradient', { linearZeroY: -3, linearFullY: -2 });

/** The left half of the picture with a hard edge. */
export const leftHalf: Mask = maskOf('maskLinearGradient', {
  linearZeroX: 0.5,
  linearFullX: 0.4995,
  linearZeroY: 0.5,
  linearFullY: 0.5,
});

export const correctionOf = (
  settings: Readonly<Record<string, SettingValue>>,
  masks: readonly Mask[] = [everywhere],
  pointColors: readonly SettingValues[] = [],
): Correction => ({ id: id(), name: '', settings, pointColors, masks, foreign: [] });
