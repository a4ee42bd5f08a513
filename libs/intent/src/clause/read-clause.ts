import type { Axis } from '../intent.ts';
import type { Meaning, Sign } from '../lexicon/meaning.ts';
import type { Token } from '../scan/scan.ts';
import type { Clause } from './clauses.ts';
import { collect } from './collect.ts';
import { isContent, type Collected } from './collected.ts';
import { readColours } from './colours.ts';
import { steeredStatements } from './constraints.ts';
import { readExplicit } from './explicit.ts';
import { asksForGeneration } from './generative.ts';
import { leftAlone } from './left-alone.ts';
import type { Item, NamedRegions, Place, Statement } from './reading.ts';
import { statementsOf } from './statements.ts';
import { noSteering, type Steering } from './steering.ts';
import { toneRegions } from './tone-regions.ts';
import { regionsOf, type CarriedRegions } from './where.ts';

/** What the clause before hands over to a clause joined to it. */
export interface Carry {
  readonly steering: Steering;
  readonly firstKind: Item['kind'] | null;
  /** "Make the sky darker" goes on in "and bluer". */
  readonly regions: CarriedRegions;
  /** What it spoke of by name: "the shadows look muddy" goes on in "open them up". */
  readonly nouns: readonly Axis[];
  /** Whether it asked for generation: "replace the sky" goes on in "with a sunset". */
  readonly generative: boolean;
}

export const noCarry: Carry = {
  steering: noSteering,
  firstKind: null,
  regions: { named: [], topic: [], complained: false },
  nouns: [],
  generative: false,
};

/** Says what one clause states. */
export function readClause(
  clause: Clause,
  carry: Carry,
): { readonly statements: readonly Statement[]; readonly carry: Carry } {
  const { tokens } = clause;
  const whole: Place = { from: tokens[0]!.from, to: tokens.at(-1)!.to };
  const notUnderstood: Statement = { kind: 'notUnderstood', ...whole };
  if (tokens.some(({ meaning }) => meaning.kind === 'code')) return { statements: [notUnderstood], carry: noCarry };
  const inherited = inheritedBy(clause, carry);
  const collected = collect(tokens, inherited);
  const joined = clause.after === 'join';
  const regions = regionsOf(collected, carry.regions, joined);
  const onward: Carry = {
    steering: { ...collected.steering, size: null },
    firstKind: collected.items[0]?.kind ?? null,
    regions: carriedRegions(collected, regions),
    nouns: collected.items.flatMap((item) =>
      item.kind === 'noun' && item.meaning.axis !== null ? [item.meaning.axis] : [],
    ),
    generative: false,
  };
  if (isGenerative(tokens, collected, carry, inherited, joined)) {
    return {
      statements: [{ kind: 'notDevelopWork', ...whole }],
      carry: { ...onward, regions: noCarry.regions, generative: true },
    };
  }
  const measure = bareAmount(tokens, collected);
  if (measure !== null) return { statements: [{ kind: 'measure', size: measure, ...whole }], carry: onward };
  const continued = bareDirection(collected, clause, carry, whole);
  if (continued !== null) return { statements: continued, carry: onward };
  const praise = barePraise(tokens, collected, whole);
  if (praise !== null) return { statements: praise, carry: onward };
  const followUp = bareFollowUp(collected, whole);
  if (followUp !== null) return { statements: [followUp], carry: onward };
  if (isUnreadable(tokens, collected, regions)) {
    const thing = collected.items.find(({ kind }) => kind === 'thing');
    const why = thing === undefined ? {} : { thing: { from: thing.from, to: thing.to } };
    return { statements: [{ ...notUnderstood, ...why }], carry: onward };
  }
  const statements = read(collected, regions, whole);
  const said = statements.some(({ kind }) => kind !== 'notUnderstood' && kind !== 'guess');
  const heard = tokens.some(({ meaning }) => !unheard.includes(meaning.kind));
  if (said || !heard || isRemark(tokens, collected)) return { statements, carry: onward };
  const thing = statements.find((statement) => statement.kind === 'notUnderstood' && statement.thing !== undefined);
  return { statements: [{ ...thing, ...notUnderstood }], carry: onward };
}

function read(collected: Collected, regions: readonly NamedRegions[], whole: Place): readonly Statement[] {
  if (collected.except) return readException(collected, regions, whole);
  const colours = readColours(collected, regions);
  const explicit = readExplicit(collected, colours.named);
  const { named, used } = toneRegions(collected, colours.named, new Set([...colours.used, ...explicit.used]));
  const around = { collected, named };
  return [
    ...explicit.statements,
    ...colours.statements,
    ...collected.items.filter((item) => !used.has(item)).flatMap((item) => statementsOf(item, around)),
    ...steeredStatements(around, whole),
    ...collected.guesses.map(({ from, to, meaning }): Statement => ({ kind: 'guess', meaning, from, to })),
  ];
}

/** "Except the sky": it is left alone; what else the clause says is about the rest. */
function readException(collected: Collected, regions: readonly NamedRegions[], whole: Place): readonly Statement[] {
  const around = { collected: { ...collected, except: false, regions: [] }, named: [] };
  const nouns = collected.items.filter((item) => item.kind === 'noun' && item.sign === null);
  const left = regions.flatMap(({ regions: at }) => at.map((region) => leftAlone(region, whole)));
  const protectedTones = nouns.flatMap((item): readonly Statement[] =>
    item.kind !== 'noun'
      ? []
      : item.meaning.protect.map((protect) => ({ kind: 'constraint', protect, region: null, ...whole })),
  );
  const rest = collected.items.filter((item) => !nouns.includes(item));
  return [...left, ...protectedTones, ...rest.flatMap((item) => statementsOf(item, around))];
}

function isGenerative(
  tokens: readonly Token[],
  { items, regions }: Collected,
  carry: Carry,
  inherited: Steering,
  joined: boolean,
): boolean {
  const onlyThings = items.every(({ kind }) => kind === 'unknown' || kind === 'thing');
  const goesOn = carry.generative && onlyThings && (items.length > 0 || (joined && regions.length > 0));
  return goesOn || asksForGeneration(tokens, inherited.handle !== null);
}

/** "Cinematic, but subtle": an amount alone is about all that is asked. */
function bareAmount(tokens: readonly Token[], { steering, items, regions }: Collected): number | null {
  const idle = ({ meaning }: Token): boolean => meaning.kind === 'amount' || unheard.includes(meaning.kind);
  return items.length === 0 && regions.length === 0 && tokens.every(idle) ? steering.size : null;
}

/** A direction behind a clause that complained speaks of that, not of the turn before: 天空太亮,压下来一点. */
function bareDirection(
  { items, figures, regions, steering, earlier, pronoun }: Collected,
  { after }: Clause,
  carry: Carry,
  whole: Place,
): readonly Statement[] | null {
  const { sign, size } = steering;
  if (after === 'start' || earlier || sign === null || steering.handle !== null) return null;
  if (items.length > 0 || figures.length > 0 || regions.length > 0 || steering.negated || steering.keep) return null;
  if (carry.regions.complained) return [{ kind: 'sized', size, ...whole }];
  if (pronoun === null) return null;
  if (carry.nouns.length === 0) return null;
  const named = carry.regions.named.flatMap(({ regions: at }) => at);
  const places = named.length === 0 ? [null] : named;
  return carry.nouns.flatMap((axis) =>
    places.map((region): Statement => ({ kind: 'goal', axis, region, sign, size, ...whole })),
  );
}

/** "Nice", "that looks great": no "make it" stands before it. */
function barePraise(tokens: readonly Token[], { items }: Collected, whole: Place): readonly Statement[] | null {
  const [item] = items;
  if (items.length !== 1 || item?.kind !== 'correction' || item.meaning.praise !== true || item.negated) return null;
  const idle = ({ meaning }: Token): boolean =>
    meaning.kind === 'correction' ||
    meaning.kind === 'amount' ||
    (meaning.kind === 'region' && meaning.region === 'whole') ||
    (meaning.kind !== 'desire' && unheard.includes(meaning.kind));
  if (!tokens.every(idle)) return null;
  return item.meaning.what.map((what) => ({ kind: 'correction', what, praise: true, ...whole }));
}

/** "Less", "a bit more of that", "too much": nothing but a direction speaks of the turn before. */
function bareFollowUp({ items, figures, regions, steering, earlier }: Collected, whole: Place): Statement | null {
  const undo = items.length === 1 && items[0]!.kind === 'followUp' ? items[0]! : null;
  if (undo?.kind === 'followUp' && regions.length === 0) {
    const { what } = undo.meaning;
    const [figure] = figures;
    if (what.kind === 'undo' && figure !== undefined) {
      const count = Math.max(1, Math.min(30, Math.round(Math.abs(figure.value))));
      return { kind: 'followUp', what: { ...what, count }, ...whole };
    }
    const sized = what.kind === 'again' && what.scale !== 1 && undo.size !== null;
    const scaled = sized ? scaleOf(what.scale > 1 ? 1 : -1, undo.size) : null;
    if (what.kind === 'again' && scaled !== null)
      return { kind: 'followUp', what: { ...what, scale: scaled }, ...whole };
    return { kind: 'followUp', what, ...whole };
  }
  if (items.length > 0 || figures.length > 0 || regions.length > 0) return null;
  if (steering.keep || steering.change || steering.detail || steering.recover || steering.generate) return null;
  if (steering.handle !== null) return null;
  const sign: Sign | null = steering.excess && !steering.negated ? -1 : steering.sign;
  if (sign !== null) {
    const turned = (steering.negated && !steering.excess ? -sign : sign) as Sign;
    return { kind: 'followUp', what: { kind: 'again', scale: scaleOf(turned, steering.size) }, ...whole };
  }
  return earlier && !steering.negated ? { kind: 'followUp', what: { kind: 'again', scale: 1 }, ...whole } : null;
}

/** "A bit less" 0.8, "less" 0.6, "much less" 0.33; "more" 1.4. */
function scaleOf(sign: Sign, size: number | null): number {
  const by = (0.4 * (size ?? 0.6)) / 0.6;
  return Math.round((1 + sign * by) * 100) / 100;
}

/**
 * A wish beside an unknown word or a thing without a matte is a wish about that: it is not put on the whole photo. A
 * look stands for itself unless the thing is its object ("make the car cinematic").
 */
function isUnreadable(
  tokens: readonly Token[],
  { items, steering }: Collected,
  regions: readonly NamedRegions[],
): boolean {
  const strange = items.filter(({ kind }) => kind === 'unknown' || kind === 'thing');
  if (strange.length === 0) return false;
  // "Her skin looks like an orange peel": the colour is that of the unknown thing.
  const coloured = items.some(
    (item, index) =>
      item.kind === 'colour' && strange.includes(items[index + 1]!) && items[index + 1]!.from - item.to <= 1,
  );
  if (coloured) return true;
  if (regions.length > 0) return false;
  if (items.some(({ kind }) => kind === 'wish' || kind === 'noun' || kind === 'colour' || kind === 'correction'))
    return true;
  const object = tokens.findIndex(({ from }) => from === strange[0]!.from);
  return steering.change || steering.keep || tokens[object - 1]?.meaning.kind === 'definite';
}

const unheard: readonly Meaning['kind'][] = ['filler', 'definite', 'desire', 'copula', 'pronoun', 'plural'];

const remarks: readonly Meaning['kind'][] = [
  'negation',
  'filler',
  'definite',
  'desire',
  'copula',
  'pronoun',
  'plural',
  'grading',
  'preposition',
];

/** A "no" or "yes" to what was shown, or a heading ("split toning:"), before the wish itself. */
function isRemark(tokens: readonly Token[], { items, regions }: Collected): boolean {
  const idle = ({ meaning }: Token): boolean =>
    (meaning.kind === 'region' && meaning.region === 'whole') || remarks.includes(meaning.kind);
  return items.length === 0 && regions.length === 0 && tokens.every(idle);
}

function carriedRegions(collected: Collected, regions: readonly NamedRegions[]): CarriedRegions {
  const { items } = collected;
  if (collected.regions.length === 0 && regions.length > 0)
    return { named: regions, topic: regions, complained: false };
  const { named } = readColours(collected, regions);
  const topical = named.length > 0 && named[0]!.from <= Math.min(...items.map(({ from }) => from));
  const complained = items.some(({ kind, excess, negated }) => (topical || kind === 'noun') && excess && !negated);
  return { named, topic: topical ? named : [], complained };
}

/**
 * "And" hands steering words over to a clause that has none and goes on in kind ("less contrast and saturation");
 * a comma only to a clause of bare nouns ("keep the shadows, highlights").
 */
function inheritedBy(clause: Clause, carry: Carry): Steering {
  const [first] = clause.tokens;
  const isNext = first?.meaning.kind === 'amount' && first.meaning.next === true;
  if (clause.after === 'start' || isNext) return noSteering;
  const alone = collect(clause.tokens);
  if (alone.steered || alone.figures.length > 0) return noSteering;
  const joined = clause.after === 'join';
  const bare = alone.items.every(({ kind }) => kind === 'noun' || (joined && (kind === 'unknown' || kind === 'thing')));
  const named = alone.items.length > 0 || (alone.regions.length > 0 && (joined || carry.steering.keep));
  if (bare && named && clause.tokens.some(({ meaning }) => isContent(meaning))) return carry.steering;
  if (!joined || alone.items[0]?.kind !== carry.firstKind) return noSteering;
  return { ...noSteering, negated: carry.steering.negated, excess: carry.steering.excess };
}
