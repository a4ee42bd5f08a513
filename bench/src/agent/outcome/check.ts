import type { Recipe } from '@safelight/core';
import { pixelDistance, resizeBilinear } from '@safelight/editmetrics';
import { stringifyRecipe } from '@safelight/recipe';
import type { Limits, Outcome, OutcomeKind } from '../case/schema.ts';
import { meanDifference } from '../picture/difference.ts';
import { changeOf, measures } from '../picture/measures.ts';
import { pixelsOf } from '../picture/region.ts';
import type { State, TurnFacts, Verdict } from './facts.ts';
import { hasShape } from './curve.ts';

type Of<K extends OutcomeKind> = Extract<Outcome, { readonly kind: K }>;
type Answer = Omit<Verdict, 'name'>;
type Check<K extends OutcomeKind> = (outcome: Of<K>, facts: TurnFacts) => Answer;

/** One small function a kind; the compiler asks for every kind. */
const checks: { readonly [K in OutcomeKind]: Check<K> } = {
  change: (outcome, facts) => {
    const { after, before } = pair(facts, outcome.against);
    const [from, to] = [before, after].map((state) => figure(outcome, facts, state)) as [number, number];
    const seen = `${text(from)} → ${text(to)}`;
    if (outcome.by !== undefined) return within(changeOf(outcome.measure, from, to), outcome.by, `by`, `, ${seen}`);
    return within(to / from, outcome.times!, '×', `, ${seen}`);
  },
  level: (outcome, facts) => within(figure(outcome, facts, resultOf(facts)), outcome.is, outcome.measure),
  difference: (outcome, facts) => {
    const { after, before } = pair(facts, outcome.against);
    if (!sameSize(after, before)) return sizeDiffers(after, before);
    return within(meanDifference(before.picture, after.picture, pixels(outcome, facts, after)), outcome.is, 'ΔE00');
  },
  recovers: ({ times }, facts) => {
    if (facts.clean === null) throw new Error('"recovers" needs a photo that the case spoils.');
    const { width, height, rgb } = facts.clean;
    const distance = (state: State): number => pixelDistance(resizeBilinear(state.picture.rgb, width, height), rgb).l1;
    const [before, after] = [distance(facts.original), distance(resultOf(facts))];
    const seen = `${text(before)} → ${text(after)}`;
    return within(after / before, { max: times }, '×', ` of the L1×10² to the unspoilt photo, ${seen}`);
  },
  setting: ({ tool, is }, facts) => {
    const value = resultOf(facts).recipe.settings[tool] ?? null;
    if (typeof is === 'object') {
      if (value !== null && typeof value !== 'number') return differs(String(is), JSON.stringify(value));
      return within(value ?? 0, is, tool);
    }
    const held = typeof is === 'number' ? Math.abs(Number(value ?? 0) - is) < 1e-6 : value === is;
    return { held, expected: `${tool} = ${is}`, seen: value === null ? 'default' : JSON.stringify(value) };
  },
  curve: ({ tool, shape }, facts) => {
    const value = resultOf(facts).recipe.settings[tool];
    return { held: hasShape(value, shape), expected: `${tool} of shape ${shape}`, seen: JSON.stringify(value ?? null) };
  },
  masked: ({ tool }, facts) => {
    const used = resultOf(facts).recipe.corrections.flatMap(({ masks }) => masks.map((mask) => mask.tool));
    return { held: used.includes(tool), expected: `a correction by ${tool}`, seen: used.join(', ') || 'no correction' };
  },
  aspect: ({ is, tolerance }, facts) => {
    const { width, height } = resultOf(facts).picture;
    return within(width / height, { min: is - tolerance, max: is + tolerance }, 'width ÷ height');
  },
  unchanged: ({ against }, facts) => {
    const { after, before } = pair(facts, against);
    const [one, other] = [before, after].map(({ recipe }) => stringifyRecipe(recipe)) as [string, string];
    return {
      held: one === other,
      expected: 'the same recipe',
      seen: one === other ? 'the same' : settingsOf(after.recipe),
    };
  },
  notDone: ({ all }, { notDone }) => contains(all, notDone, 'said not to be done'),
  nothingLeft: (_, { notDone }) => ({
    held: notDone.length === 0,
    expected: 'nothing said not to be done',
    seen: quoted(notDone),
  }),
  says: ({ all = [], any = [] }, { thoughts }) => {
    const anyHeld = any.length === 0 || any.some((one) => thoughts.some((thought) => holds(thought, one)));
    const { held, expected, seen } = contains(all, thoughts, 'said');
    const either = any.length === 0 ? '' : ` and one of ${any.map((one) => `“${one}”`).join(' ')}`;
    return { held: held && anyHeld, expected: `${expected}${either}`, seen };
  },
  neverSays: ({ none }, { thoughts }) => {
    const said = none.filter((one) => thoughts.some((thought) => holds(thought, one)));
    return { held: said.length === 0, expected: `never said: ${quoted(none)}`, seen: quoted(said) };
  },
  steps: ({ is }, { steps }) => within(steps, is, 'steps'),
  refuses: ({ parts }, facts) => {
    const { fault, thoughts, notDone } = facts;
    const { after, before } = pair(facts, undefined);
    const unchanged = stringifyRecipe(after.recipe) === stringifyRecipe(before.recipe);
    const told = contains(parts, fault === null ? notDone : thoughts, 'told as not done');
    const right = fault === null || refusals.includes(fault);
    const seen = `${fault ?? (unchanged ? 'nothing changed' : settingsOf(after.recipe))}; ${told.seen}`;
    return { held: unchanged && right && told.held, expected: `nothing changed; ${told.expected}`, seen };
  },
  bounded: ({ codes }, { fault }) => ({
    held: fault === null || codes.includes(fault),
    expected: `it ends, or is refused with ${codes.join(' or ')}`,
    seen: fault ?? 'it ended',
  }),
};

/** Faults by which the agent says that nothing of an instruction can be done. */
export const refusals: readonly string[] = ['instruction.notDevelopWork'];

/** @throws Error when the outcome cannot be checked on this case: the case file is wrong */
export function checkOutcome(outcome: Outcome, facts: TurnFacts): Verdict {
  const check = checks[outcome.kind] as Check<OutcomeKind>;
  return { name: nameOf(outcome), ...check(outcome, facts) };
}

export function nameOf(outcome: Outcome): string {
  const parts: string[] = [outcome.kind];
  if ('measure' in outcome) parts.push(outcome.measure);
  if ('tool' in outcome) parts.push(outcome.tool);
  if ('region' in outcome && outcome.region !== undefined) parts.push(`in ${outcome.region}`);
  if ('against' in outcome && outcome.against !== undefined) {
    parts.push(outcome.against === 'original' ? 'against the original' : `against turn ${outcome.against}`);
  }
  return parts.join(' ');
}

function resultOf(facts: TurnFacts): State {
  return facts.results.at(-1) ?? facts.original;
}

function pair(facts: TurnFacts, against: 'original' | number | undefined): { after: State; before: State } {
  const after = resultOf(facts);
  if (against === 'original') return { after, before: facts.original };
  if (against === undefined) return { after, before: facts.results.at(-2) ?? facts.original };
  const before = facts.results[against - 1];
  if (before === undefined) throw new Error(`There is no turn ${against} to compare with.`);
  return { after, before };
}

const sameSize = (one: State, other: State): boolean =>
  one.picture.width === other.picture.width && one.picture.height === other.picture.height;

const sizeDiffers = (after: State, before: State): Answer => ({
  held: false,
  expected: `a picture of ${before.picture.width}×${before.picture.height}`,
  seen: `${after.picture.width}×${after.picture.height}`,
});

function pixels(outcome: { readonly region?: string }, facts: TurnFacts, { picture }: State): Uint32Array {
  const region = outcome.region === undefined ? null : facts.regions.get(outcome.region)!;
  const found = pixelsOf(region, picture.width, picture.height);
  if (found.length === 0) throw new Error(`The region "${outcome.region ?? 'whole'}" holds no pixel.`);
  return found;
}

function figure(outcome: Of<'change'> | Of<'level'>, facts: TurnFacts, state: State): number {
  return measures[outcome.measure](state.picture, pixels(outcome, facts, state));
}

/** Something that is not a figure (0 ÷ 0) holds no limit. */
function within(value: number, { min, max }: Limits, unit: string, more = ''): Answer {
  const held = value >= (min ?? -Infinity) && value <= (max ?? Infinity);
  const lower = min === undefined ? '' : `≥ ${min}`;
  const upper = max === undefined ? '' : `≤ ${max}`;
  return { held, expected: `${unit} ${[lower, upper].filter(Boolean).join(', ')}`, seen: `${text(value)}${more}` };
}

const differs = (expected: string, seen: string): Answer => ({ held: false, expected, seen });

const text = (value: number): string => String(Number(value.toPrecision(3)));

/** Case and the widths of characters do not matter. */
const holds = (whole: string, part: string): boolean => fold(whole).includes(fold(part));
const fold = (value: string): string => value.normalize('NFKC').toLowerCase();

function contains(wanted: readonly string[], texts: readonly string[], what: string): Answer {
  const missing = wanted.filter((one) => !texts.some((whole) => holds(whole, one)));
  return { held: missing.length === 0, expected: `${what}: ${quoted(wanted)}`, seen: quoted(texts) };
}

const quoted = (texts: readonly string[]): string => texts.map((one) => `“${one}”`).join(' ') || 'nothing';

const settingsOf = ({ settings, corrections }: Recipe): string =>
  `${JSON.stringify(settings)}${corrections.length === 0 ? '' : ` and ${corrections.length} corrections`}`;
