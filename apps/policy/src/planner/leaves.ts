import type { Axis, Intent, Protection } from '@safelight/intent';
import { isCrossed, type Guard } from './guards.ts';
import { leverName, type Lever } from './levers/lever.ts';
import type { Figures, Metric } from './metrics.ts';
import { isSkin } from './skin.ts';
import type { Variation } from './seed.ts';
import type { Target } from './target.ts';
import { turnsOf, type ScopeKind, type Turn } from './turns.ts';

/** A way to turn a lever, and which share of its range that may take. */
export interface Leave {
  /** Name of the lever. */
  readonly lever: string;
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
  // What is to be left alone is cut out of what acts; a hue band, which no mask covers, is brought back.
  all: [
    ['saturation', 0],
    ['exposure', 0],
  ],
};

/** What a crossed guard may turn beside what the goals turn. */
const guarding: Readonly<Record<Metric, readonly Turn[]>> = {
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
  'lightness.p50': [['exposure', 0]],
  'lightness.deviation': [['contrast', 0]],
  'chroma.mean': [['saturation', 0]],
  'chroma.p95': [
    ['vibrance', -1],
    ['saturation', -1],
  ],
  'cast.b': [['temperature', 0]],
  'cast.a': [['tint', 0]],
  'chroma.byHue.orange.chroma': [['vibrance', 0]],
  banding: [['clarity', -1]],
};

/** Tools that shift the median on their way; exposure may bring it back. */
const tonalAxes: readonly Axis[] = ['shadows', 'highlights', 'contrast', 'haze', 'fade', 'vignette', 'monochrome'];

/** Lightness of the brightest hundredth from which a lift may end in white. */
const nearWhiteMin = 90;

/** From this amount on a wish takes all its tools at once. */
const strongWish = 0.9;
/** Shares of a lever's range: of a wish by its amount, of what only keeps or mends something. */
const reachOf = (amount: number): number => Math.min(1, 0.3 + 0.85 * amount);
const reach = { correction: 0.75, keep: 0.6, guard: 0.5, median: 0.3 } as const;

/** What leaves follow from. */
export interface LeaveInput {
  readonly intent: Intent;
  readonly targets: readonly Target[];
  readonly guards: readonly Guard[];
  readonly now: Figures;
  /** Until the first correction each wish has its best tool alone. */
  readonly correcting: boolean;
  readonly vary: Variation;
  /** How a scope's levers act. */
  readonly kindOf: (scope: string | null) => ScopeKind;
  /** The scope through which wishes for the whole photo act: null, or what leaves protected regions out. */
  readonly wholeScope: string | null;
}

/** Which levers may be turned for this photo now: what the wishes need, what keeps the constraints, what mends a crossed guard. */
export function leavesFor(input: LeaveInput): readonly Leave[] {
  const { intent, targets, guards, now, correcting, vary, kindOf, wholeScope } = input;
  const scoped = (scope: string | null): string | null => scope ?? wholeScope;
  const give = (turns: readonly Turn[], share: number, scope: string | null): readonly Leave[] =>
    turns.map(([kind, way]) => ({ lever: leverName(kind, scope), way, reach: share }));
  const amountOf = ({ axis, source }: Target): number | undefined => {
    const goal = intent.goals.find((one) => one.axis === axis && one.source === source);
    return goal === undefined ? undefined : Math.abs(goal.amount) * vary.amount(axis);
  };
  // Where the lights are to stay as they are, the dark tones are lifted too.
  const holdsLights = intent.constraints.some(({ protect, region }) => protect === 'highlights' && region === null);
  const wanted = targets.flatMap((target) => {
    const { axis, from, wanted: to } = target;
    const amount = amountOf(target);
    const scope = scoped(target.scope);
    const direction = axis === 'blur' || axis === 'monochrome' ? 1 : to - from;
    // The best tool alone comes first; what it does not reach is for the others, once its own answer is known. Skin
    // takes its tools together: which of them acts depends on how large a face is in the photo.
    const smooths = axis === 'texture' && direction < 0 && isSkin(target.scope);
    const all = correcting || smooths || (amount ?? 0) >= strongWish;
    const turns = vary.order(axis, turnsOf(axis, direction, kindOf(scope))).slice(0, all ? undefined : 1);
    // Where all is one wish its tool, come to the end of its share and still short, may go further.
    const further = correcting && intent.goals.length === 1 ? 1.25 : 1;
    const share = amount === undefined ? reach.correction : Math.min(1, further * reachOf(amount));
    const both = axis === 'blur' && target.scope === 'background' ? give([['lensBlur', 1]], 1, null) : [];
    const dark = axis === 'lightness' && direction > 0 && target.scope === null && holdsLights;
    return [...both, ...give(turns, share, scope), ...(dark ? give([['shadows', 1]], share, scope) : [])];
  });
  const nearWhite = now['lightness.p99']! > nearWhiteMin;
  const brightens = targets.filter(({ axis, from, wanted: to }) => nearWhite && axis === 'lightness' && to > from);
  // Where a part is to get lighter or darker, the exposure of the whole would do it by the way; where the whole is, it
  // goes that way alone.
  const movesLight = targets.some(({ axis }) => axis === 'lightness');
  const tonal = movesLight
    ? []
    : intent.goals.filter(({ axis, region }) => region === null && tonalAxes.includes(axis));
  // What opens shadows brightens by the way: exposure takes that back, and does not join in to blow the lights.
  const opensOnly = tonal.every(({ axis, amount }) => axis === 'shadows' && amount > 0);
  const kept = intent.constraints.flatMap(({ protect, region }) =>
    region === null || region.kind === 'colour' || (region.kind === 'matte' && protect !== 'all')
      ? give(protecting[protect], reach.keep, region === null ? wholeScope : keyOf(region))
      : [],
  );
  return [
    ...wanted,
    ...(tonal.length > 0 ? give([['exposure', opensOnly ? -1 : 0]], reach.median, wholeScope) : []),
    // What is lifted must not be lifted past white.
    ...brightens.flatMap(({ scope }) =>
      kindOf(scoped(scope)) === 'band' ? [] : give(guarding['clipping.highlights']!, reach.guard, scoped(scope)),
    ),
    ...(wanted.length > 0 ? kept : []),
    ...guards.flatMap((guard) =>
      isCrossed(guard, now) ? give(guarding[withoutZone(guard)] ?? [], reach.guard, guard.scope ?? wholeScope) : [],
    ),
  ];
}

const keyOf = (
  region: { readonly kind: 'matte'; readonly name: string } | { readonly kind: 'colour'; readonly band: string },
): string => (region.kind === 'matte' ? region.name : region.band);

/** The metric by its name in the whole picture. */
const withoutZone = ({ metric, scope }: Guard): Metric =>
  scope !== null && metric.startsWith(`${scope}.`) ? metric.slice(scope.length + 1) : metric;
