/** Laying the parts of one recipe on those of another. */
import { limits, Fault, type Correction, type Recipe } from '@safelight/core';
import { idOf } from './draft.ts';

type Parts = Pick<Recipe, 'pointColors' | 'corrections' | 'retouch'>;

/**
 * A correction of `over` replaces the one of the same id and is added otherwise. Swatches and retouched places have no
 * names to be told apart by: each list comes whole from `over` when it has any. Throws `recipe.invalid` when there would
 * be too many corrections.
 */
export function mergeParts(base: Recipe, over: Recipe): Parts {
  return {
    pointColors: over.pointColors.length > 0 ? over.pointColors : base.pointColors,
    retouch: over.retouch.length > 0 ? over.retouch : base.retouch,
    corrections: mergeCorrections(base.corrections, over.corrections),
  };
}

function mergeCorrections(base: readonly Correction[], over: readonly Correction[]): readonly Correction[] {
  const taken = new Set(over.flatMap(({ id, masks }) => [id, ...masks.map((mask) => mask.id)]));
  const replaced = new Set(over.map(({ id }) => id));
  const merged = new Map<string, Correction>();
  for (const correction of base) {
    merged.set(correction.id, replaced.has(correction.id) ? correction : withFreshMaskIds(correction, taken));
  }
  for (const correction of over) merged.set(correction.id, correction);
  if (merged.size <= limits.correctionsPerRecipeMax) return [...merged.values()];
  throw new Fault(
    'recipe.invalid',
    `The two recipes have ${merged.size} corrections together; at most ${limits.correctionsPerRecipeMax} are allowed. Remove some.`,
    { field: 'corrections' },
  );
}

/** A mask copied from one recipe to another may bring the id of a mask that is there. */
function withFreshMaskIds(correction: Correction, taken: ReadonlySet<string>): Correction {
  if (correction.masks.every(({ id }) => !taken.has(id))) return correction;
  const masks = correction.masks.map((mask) =>
    taken.has(mask.id) ? { ...mask, id: idOf('merged', correction.id, mask.id) } : mask,
  );
  return { ...correction, masks };
}
