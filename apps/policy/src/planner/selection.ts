import { findTool } from '@safelight/catalogue';
import type { Locale, Recipe, SettingValues, ToolCall } from '@safelight/core';
import { nameOfRegion, type Place, type Region } from '@safelight/intent';
import { masksOf } from '@safelight/perception/regions';
import { cellZoneName } from './zones.ts';
import { gradientOf, type Frame } from './geometry/frame.ts';

/** Part of the picture as masks: what a local correction acts on. */
export interface Selection {
  /** Names levers and correction parts within a plan. */
  readonly key: string;
  /** Name of the correction, in the instruction's language. */
  readonly name: string;
  /** Zones that measure it; none for a range of tones. */
  readonly zones: readonly string[];
  /** Share 0..1 of the picture. */
  readonly share: number;
  readonly masks: readonly MaskPart[];
}

interface MaskPart {
  readonly tool: string;
  readonly settings: SettingValues;
}

/** Cells of the grid that a place covers. */
export const cellsOfPlace: Readonly<Record<Place, readonly number[]>> = {
  left: [0, 3, 6],
  right: [2, 5, 8],
  top: [0, 1, 2],
  bottom: [6, 7, 8],
  centre: [4],
  edges: [0, 2, 6, 8],
  foreground: [6, 7, 8],
};

/** Encoded lightness between which a range of tones lies, with its feathers. */
const toneBounds = {
  shadows: [0, 0, 0.25, 0.5],
  midtones: [0.15, 0.35, 0.65, 0.85],
  highlights: [0.5, 0.75, 1, 1],
} as const;
const toneShare = 0.33;

/** A region as masks; null for a hue band, which the colour mixer's own sliders reach. */
export function selectionOf(region: Region, share: number, frame: Frame, locale: Locale): Selection | null {
  const name = nameOfRegion(region, locale);
  switch (region.kind) {
    case 'matte': {
      const masks = masksOf[region.name].map((tool) => ({ tool, settings: {} }));
      return { key: region.name, name, zones: [region.name], share, masks };
    }
    case 'place': {
      const cells = cellsOfPlace[region.place];
      const masks = [gradientOf(region.place, frame)];
      return { key: region.place, name, zones: cells.map(cellZoneName), share: cells.length / 9, masks };
    }
    case 'tone': {
      const settings = { luminanceRangeBounds: toneBounds[region.tone] };
      const masks = [{ tool: 'maskLuminanceRange', settings }];
      return { key: region.tone, name, zones: [], share: toneShare, masks };
    }
    case 'colour':
      return null;
  }
}

/** All but some selections: what is to be left alone is cut out of what acts. */
export function allBut(kept: readonly Selection[], name: string): Selection {
  const masks = kept.flatMap((selection) => selection.masks);
  return {
    key: 'rest',
    name,
    zones: [],
    share: Math.max(0.05, 1 - kept.reduce((sum, { share }) => sum + share, 0)),
    masks: masks.map(({ tool, settings }, index) => ({
      tool,
      settings: {
        ...settings,
        maskInvert: settings['maskInvert'] !== true,
        ...(index === 0 ? {} : { maskCombine: 'intersect' }),
      },
    })),
  };
}

/** The correction of a recipe that acts through exactly these masks. */
export function correctionOf(recipe: Recipe, { masks }: Selection) {
  const wanted = signatureOf(masks);
  return recipe.corrections.find((correction) => signatureOf(correction.masks) === wanted);
}

/** What a call names as target, and the calls that make the correction when the recipe lacks it. */
export function targetOf(recipe: Recipe, selection: Selection): { target: string; making: readonly ToolCall[] } {
  const found = correctionOf(recipe, selection);
  if (found !== undefined) {
    const unique = found.name !== '' && recipe.corrections.filter(({ name }) => name === found.name).length === 1;
    return { target: unique ? found.name : found.id, making: [] };
  }
  const taken = new Set(recipe.corrections.map(({ name }) => name));
  let target = selection.name;
  for (let number = 2; taken.has(target); number += 1) target = `${selection.name} ${number}`;
  const making = selection.masks.map(({ tool, settings }) => ({
    tool,
    value: Object.keys(settings).length === 0 ? true : settings,
    target,
  }));
  return { target, making };
}

/** Settings at their default are not stored, so they do not tell selections apart. */
function signatureOf(masks: readonly MaskPart[]): string {
  const parts = masks.map(({ tool, settings }) => {
    const set = Object.entries(settings).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(findTool(name)?.default),
    );
    return [tool, set.toSorted(([left], [right]) => left.localeCompare(right))];
  });
  return JSON.stringify(parts);
}
