/** Mattes: selections that perception finds and hands in from outside. Which ones an edit wants, by which key. */
import { findTool } from '@safelight/catalogue';
import type { Correction, Mask, Matte, Recipe, SettingValue } from '@safelight/core';

/** Found mattes by `matteKey`; null says that it was looked for and not found. */
export type Mattes = ReadonlyMap<string, Matte | null>;

const analytic = new Set([
  'maskLinearGradient',
  'maskLinearGradientBidirectional',
  'maskRadialGradient',
  'maskBrush',
  'maskLuminanceRange',
  'maskColorRange',
  'maskDepthRange',
]);

/** Whether the tool selects what is seen in the picture (sky, a face): its matte comes from outside. */
export const isPerceptual = (tool: string): boolean => findTool(tool)?.group === 'local-mask' && !analytic.has(tool);

/** What a matte depends on beside the picture: the tool, and the point, gesture and instance that pick its object. */
const pickers = ['aiReferencePoint', 'objectGesture', 'personInstance'] as const;

/** The point in the middle leaves the choice to the picture's content, as no point does. */
const isCentre = (name: string, value: SettingValue): boolean =>
  name === 'aiReferencePoint' && Array.isArray(value) && value[0] === 0.5 && value[1] === 0.5;

/** Names the matte that a mask wants: masks with equal keys share one. */
export function matteKey({ tool, settings }: Pick<Mask, 'tool' | 'settings'>): string {
  const picked = pickers.flatMap((name): [string, SettingValue][] => {
    const value = settings[name];
    return value === undefined || isCentre(name, value) ? [] : [[name, value]];
  });
  return JSON.stringify([tool, ...picked]);
}

/** A mask of a correction. */
export interface PlacedMask {
  readonly correction: Correction;
  readonly mask: Mask;
}

const isOn = (settings: Recipe['settings'], tool: string): boolean => settings[tool] !== false;

/** The active masks of active corrections that want a matte, in order. */
function perceptualMasks({ corrections }: Pick<Recipe, 'corrections'>): readonly PlacedMask[] {
  return corrections
    .filter(({ settings }) => isOn(settings, 'localActive'))
    .flatMap((correction) =>
      correction.masks
        .filter((mask) => isPerceptual(mask.tool) && isOn(mask.settings, 'maskActive'))
        .map((mask) => ({ correction, mask })),
    );
}

/** The mattes that a render of the recipe wants: for each key a mask that asks for it. */
export const wantedMattes = (recipe: Pick<Recipe, 'corrections'>): ReadonlyMap<string, Mask> =>
  new Map(perceptualMasks(recipe).map(({ mask }) => [matteKey(mask), mask]));

/** The masks that select nothing because nothing was found for them. */
export const masksNotFound = (recipe: Pick<Recipe, 'corrections'>, mattes: Mattes): readonly PlacedMask[] =>
  perceptualMasks(recipe).filter(({ mask }) => (mattes.get(matteKey(mask)) ?? null) === null);
