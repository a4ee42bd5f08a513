import type { Mask, Recipe, SettingValue } from '@safelight/core';

/**
 * The recipe as a file can say it: taking away the inverse is intersecting, intersecting with the inverse is taking
 * away, and a range mask has one inversion.
 */
export function canonical(recipe: Recipe): Recipe {
  return {
    ...recipe,
    corrections: recipe.corrections.map((correction) => ({
      ...correction,
      masks: correction.masks.map((mask) => ({ ...mask, settings: canonicalSettings(mask) })),
    })),
  };
}

function canonicalSettings({ settings }: Mask): Mask['settings'] {
  const { maskCombine = 'add', maskInvert, rangeInvert, ...rest } = settings;
  const inverted = maskInvert === true || rangeInvert === true;
  const canonical: Record<string, SettingValue> = { ...rest };
  if (maskCombine === 'add' && inverted) canonical['maskInvert'] = true;
  if (maskCombine !== 'add')
    canonical['maskCombine'] = (maskCombine === 'subtract') === inverted ? 'intersect' : 'subtract';
  return canonical;
}
