/** A recipe while calls work on it: the same parts, to be changed in place, frozen again by `buildRecipe`. */
import {
  sha256,
  type Correction,
  type ForeignProperty,
  type Mask,
  type Recipe,
  type SettingValues,
} from '@safelight/core';
import { sameValue } from './check.ts';
import type { Draft } from './rules.ts';

export interface MaskDraft {
  readonly id: string;
  readonly tool: string;
  readonly name: string;
  settings: SettingValues;
  strokes: SettingValues[];
  foreign: readonly ForeignProperty[];
  /** How many of its strokes the recipe had before the calls; undefined when the mask itself is new. */
  readonly strokesBefore: number | undefined;
}

export interface CorrectionDraft {
  readonly id: string;
  readonly name: string;
  settings: SettingValues;
  pointColors: SettingValues[];
  masks: MaskDraft[];
  readonly foreign: readonly ForeignProperty[];
  /** How many of its swatches the recipe had before the calls, less those that were taken away. */
  swatchesBefore: number;
  /** Whether the calls made it. */
  readonly isNew: boolean;
}

export interface RecipeDraft {
  readonly settings: Draft;
  readonly pointColors: SettingValues[];
  corrections: CorrectionDraft[];
  readonly retouch: Recipe['retouch'][number][];
}

export function draftOf({ settings, pointColors, corrections, retouch }: Recipe): RecipeDraft {
  return {
    settings: { ...settings },
    pointColors: [...pointColors],
    corrections: corrections.map(draftOfCorrection),
    retouch: [...retouch],
  };
}

function draftOfCorrection(correction: Correction): CorrectionDraft {
  return {
    ...correction,
    pointColors: [...correction.pointColors],
    masks: correction.masks.map((mask) => {
      return { ...mask, strokes: [...mask.strokes], strokesBefore: mask.strokes.length };
    }),
    swatchesBefore: correction.pointColors.length,
    isNew: false,
  };
}

/**
 * Values of a call are absolute: a mask, stroke or swatch that is added again is the one that was there before the calls,
 * so that a step which is carried out twice does what it does once.
 */
export function withoutRepeats(correction: CorrectionDraft): void {
  const before = correction.masks.filter(({ strokesBefore }) => strokesBefore !== undefined);
  correction.masks = correction.masks.filter(
    (mask) => before.includes(mask) || !before.some((one) => sameMask(one, mask)),
  );
  for (const mask of before) mask.strokes = newOnes(mask.strokes, mask.strokesBefore!);
  correction.pointColors = newOnes(correction.pointColors, correction.swatchesBefore);
}

function newOnes(list: readonly SettingValues[], countBefore: number): SettingValues[] {
  const before = list.slice(0, countBefore);
  return [...before, ...list.slice(countBefore).filter((entry) => !before.some((one) => sameValues(one, entry)))];
}

/** An id that is the same for the same name at the same place, and no other part's. */
export function deriveId(draft: RecipeDraft, ...seed: readonly (string | number)[]): string {
  const taken = new Set(draft.corrections.flatMap(({ id, masks }) => [id, ...masks.map((mask) => mask.id)]));
  for (let attempt = 0; ; attempt += 1) {
    const id = idOf(...seed, attempt);
    if (!taken.has(id)) return id;
  }
}

/** 32 upper-case hexadecimal digits made of the seed. */
export function idOf(...seed: readonly (string | number)[]): string {
  return sha256(JSON.stringify(seed)).slice(0, 32).toUpperCase();
}

export function sameValues(left: SettingValues, right: SettingValues): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && sameValue(left[name], right[name]))
  );
}

export function sameLists(left: readonly SettingValues[], right: readonly SettingValues[]): boolean {
  return left.length === right.length && left.every((values, index) => sameValues(values, right[index]!));
}

/** Whether two masks select the same, whatever they are called. */
export function sameMask(
  left: Pick<Mask, 'tool' | 'settings' | 'strokes'>,
  right: Pick<Mask, 'tool' | 'settings' | 'strokes'>,
): boolean {
  return (
    left.tool === right.tool && sameValues(left.settings, right.settings) && sameLists(left.strokes, right.strokes)
  );
}
