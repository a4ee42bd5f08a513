import { hueBands, regionNames, type HueBand, type RegionName } from '@safelight/core';
import { axes, places, type Place } from '../intent.ts';
import type { LookName } from '../looks/index.ts';

/**
 * What the network answers, in the order of its outputs. Another order or another entry is another network: train it
 * anew (`training/README.md`).
 */
export const labelAxes = axes;

export type LabelRegion = RegionName | Place | HueBand;
export const labelRegions: readonly LabelRegion[] = [...regionNames, ...places, ...hueBands];

/** The looks that people describe rather than name; each has its phrases in `training/material`. */
export const labelLooks = [
  'golden hour',
  'blue hour',
  'moody',
  'dramatic',
  'film',
  'airy',
  'black and white',
  'sepia',
  'cinematic',
  'dreamy',
  'vintage',
  'high key',
  'low key',
  'vivid',
  'matte',
  'pastel',
  'teal and orange',
  'winter',
  'cozy',
  'natural',
] as const satisfies readonly LookName[];

export const labelKinds = ['develop', 'generative', 'other'] as const;
