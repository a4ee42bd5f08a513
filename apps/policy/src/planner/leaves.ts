import type { Axis, Intent, Protection } from '@safelight/intent';
import { isCrossed, type Guard } from './guards.ts';
import type { Lever, LeverName } from './levers.ts';
import type { Figures, Metric } from './metrics.ts';
import type { Target } from './targets.ts';

/** A lever with the way it may be turned from where the turn found it: 1 up only, -1 down only, 0 either. */
export type Turn = readonly [name: LeverName, way: -1 | 0 | 1];

/**
 * Which levers move an axis up and down, the best first. The way is part of the craft: a dreamy picture may get less
 * negative clarity, never positive clarity, however the figures stand.
 */
const byAxis: Record<Axis, { readonly up: readonly Turn[]; readonly down: readonly Turn[] }> = {
  lightness: { up: [['exposure', 0]], down: [['exposure', 0]] },
  shadows: {
    up: [['shadows', 1]],
    down: [
      ['shadows', -1],
      ['blacks', -1],
    ],
  },
  highlights: {
    up: [
      ['whites', 1],
      ['highlights', 1],
    ],
    down: [
      ['highlights', -1],
      ['whites', -1],
    ],
  },
  contrast: {
    up: [
      ['contrast', 1],
      ['curve', 1],
      ['whites', 1],
      ['blacks', -1],
    ],
    down: [
      ['contrast', -1],
      ['curve', -1],
      ['highlights', -1],
      ['shadows', 1],
    ],
  },
  warmth: {
    up: [
      ['temperature', 1],
      ['wash', 1],
    ],
    down: [
      ['temperature', -1],
      ['wash', -1],
    ],
  },
  tint: { up: [['tint', 1]], down: [['tint', -1]] },
  saturation: {
    up: [
      ['vibrance', 1],
      ['saturation', 1],
    ],
    down: [
      ['saturation', -1],
      ['vibrance', -1],
    ],
  },
  haze: {
    up: [['mist', -1]],
    down: [
      ['dehaze', 1],
      ['blacks', -1],
    ],
  },
  clarity: {
    up: [
      ['clarity', 1],
      ['texture', 1],
    ],
    down: [
      ['clarity', -1],
      ['texture', -1],
    ],
  },
  fade: { up: [['fade', 1]], down: [['blacks', -1]] },
  vignette: { up: [], down: [] },
  grain: { up: [], down: [] },
  monochrome: { up: [['contrast', 0]], down: [] },
};

export function turnsOf(axis: Axis, direction: number): readonly Turn[] {
  return direction >= 0 ? byAxis[axis].up : byAxis[axis].down;
}

/** A way to turn a lever, and which share of its range that may take. */
export interface Leave {
  readonly lever: LeverName;
  readonly way: -1 | 0 | 1;
  readonly reach: number;
}

/** The lever with the part of its range that the leaves give, counted from its value when the turn began. */
export function narrowed(lever: Lever, leaves: readonly Leave[], start: number): Lever {
  const share = (wrong: -1 | 1): number => Math.max(0, ...leaves.map(({ way, reach }) => (way === wrong ? 0 : reach)));
  const within = (value: number): number =>
    Math.max(Math.min(lever.min, start), Math.min(Math.max(lever.max, start), value));
  return { ...lever, min: within(start + lever.min * share(1)), max: within(start + lever.max * share(-1)) };
}

const protecting: Record<Protection, readonly Turn[]> = {
  shadows: [
    ['shadows', 1],
    ['blacks', 1],
  ],
  highlights: [
    ['highlights', -1],
    ['whites', -1],
  ],
  skin: [],
  colour: [
    ['saturation', 0],
    ['temperature', 0],
    ['tint', 0],
  ],
  contrast: [['contrast', 0]],
  lightness: [['exposure', 0]],
};

/** What a crossed guard may turn beside what the goals turn. */
const guarding: Partial<Record<Metric, readonly Turn[]>> = {
  'clipping.highlights': [
    ['highlights', -1],
    ['whites', -1],
  ],
  'clipping.shadows': [
    ['shadows', 1],
    ['blacks', 1],
  ],
  'lightness.p05': [
    ['shadows', 1],
    ['blacks', 1],
  ],
  'lightness.p95': [
    ['highlights', -1],
    ['whites', -1],
  ],
  'chroma.p95': [
    ['vibrance', -1],
    ['saturation', -1],
  ],
  'cast.b': [['temperature', 0]],
  'cast.a': [['tint', 0]],
  'chroma.byHue.orange.chroma': [['vibrance', 0]],
};

/** Tools that shift the median on their way; exposure may bring it back. */
const tonalAxes: readonly Axis[] = ['shadows', 'highlights', 'contrast', 'haze', 'fade', 'vignette', 'monochrome'];

/** From this amount on a wish takes all its tools at once. */
const strongWish = 0.9;
/** Shares of a lever's range: of a wish by its amount, of what only keeps or mends something. */
const reachOf = (amount: number): number => Math.min(1, 0.3 + 0.85 * amount);
const reach = { correction: 0.75, keep: 0.6, guard: 0.5, median: 0.3 } as const;

/**
 * Which levers may be turned for this photo now: what the wishes need, what keeps the constraints, what mends a crossed
 * guard. Until the first correction each wish has its best tool alone.
 */
export function leavesFor(
  targets: readonly Target[],
  guards: readonly Guard[],
  intent: Intent,
  now: Figures,
  correcting: boolean,
  vary: (axis: Axis) => number,
): readonly Leave[] {
  const amounts = new Map(intent.goals.map(({ axis, amount }) => [axis, Math.abs(amount) * vary(axis)]));
  const give = (turns: readonly Turn[], share: number): readonly Leave[] =>
    turns.map(([lever, way]) => ({ lever, way, reach: share }));
  const wanted = targets.flatMap(({ axis, from, wanted: to }) => {
    const amount = amounts.get(axis);
    // The best tool alone comes first; what it does not reach is for the others, once its own answer is known.
    const all = correcting || (amount ?? 0) >= strongWish;
    const turns = turnsOf(axis, to - from).slice(0, all ? undefined : 1);
    return give(turns, amount === undefined ? reach.correction : reachOf(amount));
  });
  const brightens = targets.some(({ axis, from, wanted: to }) => axis === 'lightness' && to > from);
  const tonal = intent.goals.some(({ axis }) => tonalAxes.includes(axis));
  return [
    ...wanted,
    ...(tonal ? give([['exposure', 0]], reach.median) : []),
    // What is lifted must not be lifted past white.
    ...(brightens ? give(guarding['clipping.highlights']!, reach.guard) : []),
    ...(wanted.length > 0 ? intent.constraints.flatMap(({ protect }) => give(protecting[protect], reach.keep)) : []),
    ...guards.flatMap((guard) => (isCrossed(guard, now) ? give(guarding[guard.metric] ?? [], reach.guard) : [])),
  ];
}
