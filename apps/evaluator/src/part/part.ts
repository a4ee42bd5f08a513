import type { RegionName } from '@safelight/core';
import { regionKey, type Intent, type Region } from '@safelight/intent';
import { ciede2000, measurePart, type Weights } from '@safelight/measure';
import type { Frame } from '../pair/align.ts';
import type { Pair } from '../pair/pair.ts';
import { cieLabAt } from '../picture/cielab.ts';
import { figuresOfPart, type Figures } from '../picture/figures.ts';
import { finenessOf } from '../picture/fineness.ts';
import type { Picture } from '../picture/picture.ts';
import { colourMask, placeMask, shareMin, toneMask } from './mask.ts';

/** One part of the picture that the instruction speaks of, before and after, at the same places. */
export interface Part {
  /** Share 0..1 of the original. */
  readonly share: number;
  readonly before: Figures;
  readonly after: Figures;
  /** CIEDE2000 between the two at each place: mean and 95th percentile. */
  readonly difference: { readonly mean: number; readonly p95: number };
  /** How sure it is that this is the part that was meant, 0..1. */
  readonly confidence: number;
}

/** What a finder of regions gives: a matte in the frame of the picture. */
export interface FoundMatte extends Weights {
  readonly confidence: number;
}
export type Mattes = ReadonlyMap<RegionName, FoundMatte | null>;

/** Every region that some wish or protection of the instruction names, once. */
export function regionsOf(intent: Intent): readonly Region[] {
  const named = [...intent.goals, ...intent.constraints, ...intent.explicit].flatMap(({ region }) => region ?? []);
  const bands = intent.recolours.map(({ band }): Region => ({ kind: 'colour', band }));
  return [...new Map([...named, ...bands].map((region) => [regionKey(region), region])).values()];
}

/** Parts by `regionKey`; null = the picture does not show it, or the two pictures cannot be laid over each other. */
export type Parts = ReadonlyMap<string, Part | null>;

export function partsOf(
  regions: readonly Region[],
  before: Picture,
  after: Picture,
  pair: Pair | null,
  mattes: Mattes,
): Parts {
  return new Map(
    regions.map((region) => {
      const mask = pair === null ? null : maskOf(region, before, mattes);
      return [regionKey(region), mask === null ? null : partOf(mask, before, after, pair!)];
    }),
  );
}

function maskOf(region: Region, before: Picture, mattes: Mattes): FoundMatte | null {
  const sure = (mask: Weights | null): FoundMatte | null => (mask === null ? null : { ...mask, confidence: 1 });
  switch (region.kind) {
    case 'matte':
      return mattes.get(region.name) ?? null;
    case 'place':
      return sure(placeMask(region.place));
    case 'colour':
      return sure(colourMask(before.image, before.planes, region.band));
    case 'tone':
      return sure(toneMask(before.planes, region.tone));
  }
}

function partOf(mask: FoundMatte, before: Picture, after: Picture, pair: Pair): Part | null {
  const from = measurePart(before.image, mask);
  const shown = cut(mask, pair.frame);
  const to = measurePart(after.image, shown);
  if (from.share < shareMin || to.share === 0) return null;
  return {
    share: from.share,
    before: figuresOfPart(from, finenessOf(before.planes, mask)),
    after: figuresOfPart(to, finenessOf(after.planes, shown)),
    difference: differenceIn(pair, shown),
    confidence: mask.confidence,
  };
}

/** The part of a mask that a crop shows. */
function cut({ width, height, data }: Weights, frame: Frame): Weights {
  if (frame.width === 1 && frame.height === 1) return { width, height, data };
  const [left, top] = [Math.floor(frame.left * width), Math.floor(frame.top * height)];
  const columns = Math.max(1, Math.min(width - left, Math.round(frame.width * width)));
  const rows = Math.max(1, Math.min(height - top, Math.round(frame.height * height)));
  const part = new Uint8Array(columns * rows);
  for (let y = 0; y < rows; y++)
    part.set(data.subarray((top + y) * width + left, (top + y) * width + left + columns), y * columns);
  return { width: columns, height: rows, data: part };
}

/** CIEDE2000 is dear: this many places tell as much as all of them. */
const placesMax = 4_000;
const insideMin = 128;

function differenceIn({ before, after }: Pair, mask: Weights): Part['difference'] {
  const { width, height } = before;
  const inside: number[] = [];
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * mask.height) / height) * mask.width;
    for (let x = 0; x < width; x++)
      if (mask.data[row + Math.floor(((x + 0.5) * mask.width) / width)]! >= insideMin) inside.push(y * width + x);
  }
  const step = Math.max(1, Math.floor(inside.length / placesMax));
  const differences: number[] = [];
  for (let index = 0; index < inside.length; index += step) {
    const at = inside[index]!;
    differences.push(ciede2000(cieLabAt(before, at), cieLabAt(after, at)));
  }
  if (differences.length === 0) return { mean: 0, p95: 0 };
  differences.sort((one, other) => one - other);
  return {
    mean: differences.reduce((sum, value) => sum + value, 0) / differences.length,
    p95: differences[Math.floor(0.95 * (differences.length - 1))]!,
  };
}
