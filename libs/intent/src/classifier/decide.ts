import { hueBands, regionNames } from '@safelight/core';
import { places, type Axis, type Region } from '../intent.ts';
import type { Sign } from '../lexicon/meaning.ts';
import { labelAxes, labelKinds, labelLooks, labelRegions, type LabelRegion } from './labels.ts';
import type { Answer } from './network.ts';

/** What a sentence is guessed to ask; nothing of it = the network is not sure enough. */
export interface Guess {
  readonly wishes: readonly { readonly axis: Axis; readonly sign: Sign }[];
  /** Where the wishes act; null = the whole photo. */
  readonly region: Region | null;
  readonly look: (typeof labelLooks)[number] | null;
  /** It asks to add, remove or replace things. */
  readonly generative: boolean;
}

/**
 * How likely a guess must be: that the sentence is about developing at all, and each wish. Chosen on the validation
 * sentences, whose phrases were not trained on: `training/README.md` has the rule.
 */
export const developChanceMin = 0.998;
export const wishChanceMin = 0.5;
export const generativeChanceMin = 0.9;
/** A wrong place harms less than a wish for one place that is done everywhere. */
export const regionChanceMin = 0.4;

export function decide(answer: Answer): Guess {
  const develops = answer.kinds[labelKinds.indexOf('develop')]! >= developChanceMin;
  const wishes = labelAxes.flatMap((axis, index): Guess['wishes'] => {
    const [more, less] = [answer.axes[3 * index + 1]!, answer.axes[3 * index + 2]!];
    return develops && Math.max(more, less) >= wishChanceMin ? [{ axis, sign: more > less ? 1 : -1 }] : [];
  });
  const look = likeliest(answer.looks);
  const region = likeliest(answer.regions);
  return {
    wishes,
    region: region.index > 0 && region.chance >= regionChanceMin ? regionOf(labelRegions[region.index - 1]!) : null,
    look: look.index > 0 && develops && look.chance >= wishChanceMin ? labelLooks[look.index - 1]! : null,
    generative: answer.kinds[labelKinds.indexOf('generative')]! >= generativeChanceMin,
  };
}

function likeliest(chances: Float32Array): { readonly index: number; readonly chance: number } {
  const chance = Math.max(...chances);
  return { index: chances.indexOf(chance), chance };
}

function regionOf(label: LabelRegion): Region {
  const place = places.find((known) => known === label);
  if (place !== undefined) return { kind: 'place', place };
  const band = hueBands.find((known) => known === label);
  if (band !== undefined) return { kind: 'colour', band };
  return { kind: 'matte', name: regionNames.find((known) => known === label)! };
}
