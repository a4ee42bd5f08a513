import type { HueBand, RegionName } from '@safelight/core';
import type { Axis, CorrectionKind, Protection, Region, Toning } from '../intent.ts';

/** A named look as wishes; how each is developed is the policy's craft. */
export interface Look {
  /** On the whole photo. */
  readonly goals: Partial<Record<Axis, number>>;
  /** In a part of it: "green leaves paler". */
  readonly local?: readonly { readonly axis: Axis; readonly region: Region; readonly amount: number }[];
  /** Colour of tones; an amount of 0.5 is about 15 on the saturation of a grading wheel. */
  readonly tonings?: readonly Pick<Toning, 'tone' | 'hueDegrees' | 'amount'>[];
  /** Bands turned towards a neighbour; an amount of 0.5 is about 30 on the hue slider. */
  readonly recolours?: readonly { readonly band: HueBand; readonly towards: HueBand; readonly amount: number }[];
  /** What is put right first, before the look. */
  readonly corrections?: readonly CorrectionKind[];
  /** What the look must not harm. */
  readonly constraints?: readonly { readonly protect: Protection; readonly region: Region | null }[];
}

type Tone = Toning['tone'];

export const tone = (at: Tone, hueDegrees: number, amount: number): Pick<Toning, 'tone' | 'hueDegrees' | 'amount'> => ({
  tone: at,
  hueDegrees,
  amount,
});

export const turn = (
  band: HueBand,
  towards: HueBand,
  amount: number,
): { band: HueBand; towards: HueBand; amount: number } => ({ band, towards, amount });

export const band = (axis: Axis, name: HueBand, amount: number): { axis: Axis; region: Region; amount: number } => ({
  axis,
  region: { kind: 'colour', band: name },
  amount,
});

export const part = (axis: Axis, name: RegionName, amount: number): { axis: Axis; region: Region; amount: number } => ({
  axis,
  region: { kind: 'matte', name },
  amount,
});

export const keep = (protect: Protection): { protect: Protection; region: null } => ({ protect, region: null });
