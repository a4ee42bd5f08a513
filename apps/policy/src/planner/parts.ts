import type { HueBand, Observation, Recipe, ToolCall } from '@safelight/core';
import type { Goal, Intent, Region } from '@safelight/intent';
import { directLocalCalls } from './craft/local.ts';
import { frameOf } from './geometry/frame.ts';
import { partsOf } from './look.ts';
import { neighbourOf } from './levers/local.ts';
import { allBut, selectionOf, type Selection } from './selection.ts';
import type { Figures } from './metrics.ts';
import type { Target } from './target.ts';
import { scopeOf } from './targets.ts';
import { nameOfRest } from './thought/regions.ts';

/** A part that the instruction names and the photo does not show. */
export interface NotFound {
  readonly region: Region;
  readonly source: string;
}

/** The parts of the picture that an intent is about. */
export interface Parts {
  /** The intent without what names a part that the photo does not show. */
  readonly intent: Intent;
  readonly notFound: readonly NotFound[];
  readonly selections: readonly Selection[];
  /** All but what is to be left alone, when something is. */
  readonly rest: Selection | null;
  /** Mean lightness of what is not left alone. */
  readonly restLightness: (original: Figures) => number;
  readonly bands: readonly string[];
  readonly selectionFor: (region: Region | null) => Selection | null;
  /** Hues that levers are for, each with what its neighbour takes along. */
  readonly mixed: readonly { readonly band: HueBand; readonly neighbour: number }[];
  /** Calls of wishes for parts that no figure measures. */
  readonly directCalls: (targets: readonly Target[], recipe: Recipe) => readonly ToolCall[];
  /** Words of wishes whose calls act on the whole photo alone. */
  readonly wholeOnly: (leftOut: readonly ToolCall[]) => readonly string[];
}

/** Share of a mixer move that the neighbouring hue takes along. */
const neighbourShare = 0.6;

export function partsFor(read: Intent, seen: Observation, begin: Observation): Parts {
  const frame = frameOf(seen);
  const { byHue } = begin.measurement.chroma;
  const shareOf = (region: Region): number => {
    if (region.kind === 'matte') return seen.regions.find(({ name }) => name === region.name)?.share ?? 0;
    if (region.kind !== 'colour') return 1;
    const beside = neighbourOf(region.band);
    return byHue[region.band].share + (beside === undefined ? 0 : byHue[beside].share);
  };
  const found = (region: Region | null): boolean => region === null || shareOf(region) > 0;
  const named = [...read.goals, ...read.constraints, ...read.explicit].filter(({ region }) => !found(region));
  // A look's wishes for skin or sky are for photos that have it; nobody named them.
  const notFound = named.filter((one) => !('look' in one) || one.look === null);
  const intent: Intent = {
    ...read,
    goals: read.goals.filter(({ region }) => found(region)),
    constraints: read.constraints.filter(({ region }) => found(region)),
    explicit: read.explicit.filter(({ region }) => found(region)),
  };
  const selectionFor = (region: Region | null): Selection | null =>
    region === null ? null : selectionOf(region, shareOf(region), frame, read.locale);
  const byKey = new Map<string, Selection>();
  for (const region of [...partsOf(intent), ...skinOf(seen)]) {
    const selection = selectionFor(region);
    if (selection !== null) byKey.set(selection.key, selection);
  }
  const kept = intent.constraints.flatMap(({ protect, region }) =>
    protect === 'all' ? (selectionFor(region) ?? []) : [],
  );
  const rest = kept.length === 0 ? null : allBut(kept, nameOfRest(kept, read.locale));
  const bands = partsOf(intent).flatMap((region) => (region.kind === 'colour' ? [region.band] : []));
  const isDirect = ({ region, axis }: Goal, targets: readonly Target[]): boolean =>
    region !== null &&
    region.kind !== 'colour' &&
    axis !== 'vignette' &&
    !(region.kind === 'tone' && axis === 'warmth') &&
    !targets.some((target) => target.axis === axis && target.scope === scopeOf({ region }));
  return {
    intent,
    notFound: notFound.map(({ region, source }) => ({ region: region!, source })),
    selections: [...byKey.values(), ...(rest === null ? [] : [rest])],
    rest,
    restLightness: (original) => {
      const measured = kept.filter(({ key }) => Object.hasOwn(original, `${key}.lightness.mean`));
      const left = measured.reduce((sum, { key, share }) => sum + share * original[`${key}.lightness.mean`]!, 0);
      const share = measured.reduce((sum, one) => sum + one.share, 0);
      return Math.max(0, Math.min(100, (original['lightness.mean']! - left) / Math.max(0.05, 1 - share)));
    },
    bands,
    selectionFor,
    mixed: [...new Set(bands)].map((band) => {
      const beside = neighbourOf(band);
      const leans = beside !== undefined && byHue[beside].share > byHue[band].share;
      return { band, neighbour: leans ? neighbourShare : 0 };
    }),
    directCalls: (targets, recipe) =>
      intent.goals
        .filter((goal) => isDirect(goal, targets))
        .flatMap((goal) => directLocalCalls(goal, selectionFor(goal.region)!, recipe)),
    wholeOnly: (leftOut) => {
      const vignettes = leftOut.some(({ tool }) => tool === 'vignetteAmount');
      return intent.goals.flatMap(({ axis, source, look }) =>
        vignettes && axis === 'vignette' && look === null ? [source] : [],
      );
    },
  };
}

/** Skin that was looked for to be kept is a part even where no wish is about it. */
function skinOf({ regions }: Observation): readonly Region[] {
  return regions.some(({ name, share }) => name === 'skin' && share > 0) ? [{ kind: 'matte', name: 'skin' }] : [];
}
