import type { Clause } from './clauses.ts';
import { collect, noSteering, type Collected, type Steering } from './collect.ts';
import { readExplicit } from './explicit.ts';
import { asksForGeneration } from './generative.ts';
import type { Axis } from './intent.ts';
import type { Sign } from './lexicon/meaning.ts';
import { protectionOf, type Item, type Statement } from './reading.ts';

/** What the clause before hands over to a clause joined to it. */
export interface Carry {
  readonly steering: Steering;
  readonly firstKind: Item['kind'] | null;
  /** Whether it asked for generation: "replace the sky" goes on in "with a sunset". */
  readonly generative: boolean;
}

export const noCarry: Carry = { steering: noSteering, firstKind: null, generative: false };

/** Says what one clause states. `text` is the folded instruction. */
export function readClause(
  clause: Clause,
  carry: Carry,
  text: string,
): { readonly statements: readonly Statement[]; readonly carry: Carry } {
  const whole = { from: clause.tokens[0]!.from, to: clause.tokens.at(-1)!.to };
  const inherited = inheritedBy(clause, carry);
  const collected = collect(clause.tokens, inherited);
  const steering = { ...collected.steering, size: null };
  const firstKind = collected.items[0]?.kind ?? null;
  const goesOn = carry.generative && collected.items.every((item) => item.kind === 'unknown');
  if (goesOn || asksForGeneration(clause.tokens, inherited.handle !== null)) {
    return { statements: [{ kind: 'notDevelopWork', ...whole }], carry: { steering, firstKind, generative: true } };
  }
  const onward: Carry = { steering, firstKind, generative: false };
  const explicit = readExplicit(collected, text);
  const statements: Statement[] = explicit.calls.map(({ tool, value, from, to }) => ({
    kind: 'explicit',
    call: { tool, value },
    from,
    to,
  }));
  for (const item of collected.items) if (!explicit.used.has(item)) statements.push(...statementsOf(item, collected));
  statements.push(...constraintsOfDetail(collected, whole));
  for (const span of explicit.rest) statements.push({ kind: 'notUnderstood', from: span.from, to: span.to });
  const said = statements.some(({ kind }) => kind !== 'notUnderstood');
  const silent = !said && (statements.length > 0 || collected.steered);
  return { statements: silent ? [{ kind: 'notUnderstood', ...whole }] : statements, carry: onward };
}

/**
 * "And" hands steering words over to a clause that has none and goes on in kind ("less contrast and saturation");
 * a comma only to a clause of bare nouns ("keep the shadows, highlights").
 */
function inheritedBy(clause: Clause, carry: Carry): Steering {
  if (clause.after === 'start') return noSteering;
  const alone = collect(clause.tokens, noSteering);
  if (alone.steered || alone.figures.length > 0) return noSteering;
  const bare = alone.items.every(
    (item) => item.kind === 'noun' || (clause.after === 'join' && item.kind === 'unknown'),
  );
  if (bare && alone.items.length > 0) return carry.steering;
  if (clause.after !== 'join' || alone.items[0]?.kind !== carry.firstKind) return noSteering;
  return { ...noSteering, negated: carry.steering.negated, excess: carry.steering.excess };
}

function statementsOf(item: Item, collected: Collected): readonly Statement[] {
  const { from, to } = item;
  switch (item.kind) {
    case 'unknown':
      return [{ kind: 'notUnderstood', from, to }];
    case 'correction':
      return item.negated ? [] : item.meaning.what.map((what) => ({ kind: 'correction', what, from, to }));
    case 'look':
      return lookStatements(item, collected);
    case 'harm':
      return harmStatements(item, collected);
    case 'wish':
      return wishStatements(item, collected);
    case 'noun':
      return nounStatements(item, collected);
  }
}

function lookStatements(item: Extract<Item, { kind: 'look' }>, collected: Collected): readonly Statement[] {
  const { from, to } = item;
  const { look } = item.meaning;
  // "natural skin tones" speaks of the skin, not of a look.
  if (look === 'natural' && collected.items.some((other) => isSkin(other))) return [];
  if (item.negated && item.excess) return [{ kind: 'look', look, size: 0.3, from, to }];
  return item.negated ? [{ kind: 'noLook', look, from, to }] : [{ kind: 'look', look, size: item.size, from, to }];
}

function isSkin(item: Item): boolean {
  return item.kind === 'noun' && item.meaning.protect.includes('skin');
}

function harmStatements(item: Extract<Item, { kind: 'harm' }>, collected: Collected): readonly Statement[] {
  const { from, to } = item;
  const { protect, axis, sign } = item.meaning;
  // A noun beside it says what must not be harmed and states the constraint itself.
  if (collected.items.some((other) => other.kind === 'noun' && other.meaning.protect.length > 0)) return [];
  if (item.negated || item.kept) return protect === null ? [] : [{ kind: 'constraint', protect, from, to }];
  return axis === null ? [] : [{ kind: 'goal', axis, sign, size: item.size, from, to }];
}

function wishStatements(item: Extract<Item, { kind: 'wish' }>, collected: Collected): readonly Statement[] {
  const { from, to } = item;
  const { axis, fixed } = item.meaning;
  if (axis === null) return [{ kind: 'notUnderstood', from, to }];
  if (item.negated && !(fixed ?? false)) {
    // "skin not too orange" limits the skin, not the picture.
    if (collected.items.some((other) => isSkin(other))) return [];
    return item.excess ? [{ kind: 'cap', axis, sign: item.sign, from, to }] : refusal(axis, from, to);
  }
  const complaint = item.excess && !(fixed ?? false);
  const sign = (complaint ? -item.sign : item.sign) as Sign;
  return [{ kind: 'goal', axis, sign, size: item.size ?? (item.kept ? 0.3 : null), from, to }];
}

/** "Don't make it darker" protects; where nothing can be protected ("not grainy") the axis is left out. */
function refusal(axis: Axis, from: number, to: number): readonly Statement[] {
  const protect = protectionOf[axis];
  return protect === undefined ? [{ kind: 'none', axis, from, to }] : [{ kind: 'constraint', protect, from, to }];
}

function nounStatements(item: Extract<Item, { kind: 'noun' }>, collected: Collected): readonly Statement[] {
  const { from, to, sign } = item;
  const { axis, protect, alone } = item.meaning;
  const { steering, items } = collected;
  const harm = items.find((other) => other.kind === 'harm');
  const guarded: readonly Statement[] = protect.map((what) => ({ kind: 'constraint', protect: what, from, to }));
  const forbids = item.negated || steering.negated;
  if (protect.length > 0) {
    const held = item.kept && (sign === null || steering.detail);
    if (held || (forbids && (steering.change || harm !== undefined || isSkin(item)))) return guarded;
    if (isSkin(item) && items.some((other) => other.kind === 'look' && other.meaning.look === 'natural'))
      return guarded;
  }
  if (axis === null)
    return isSkin(item) && items.length > 1 && forbids ? guarded : [{ kind: 'notUnderstood', from, to }];
  if (item.negated) {
    if (item.excess) return [{ kind: 'cap', axis, sign: sign ?? 1, from, to }];
    if (sign !== null && protect.length > 0) return guarded;
    return axis === 'haze'
      ? [{ kind: 'goal', axis, sign: -1, size: item.size, from, to }]
      : [{ kind: 'none', axis, from, to }];
  }
  if (harm !== undefined && sign === null) {
    // "lost shadows" without a "not" complains of them; "crushed blacks" and "blown highlights" ask for or complain of it.
    const recovered = axis === 'highlights' ? -1 : 1;
    const wanted = harm.kind === 'harm' && harm.meaning.axis === 'fade' ? -1 : recovered;
    return [{ kind: 'goal', axis, sign: wanted, size: item.size, from, to }];
  }
  if (item.excess && sign === null) return [{ kind: 'goal', axis, sign: -1, size: item.size, from, to }];
  const direction = sign ?? alone;
  if (direction !== null) return [{ kind: 'goal', axis, sign: direction, size: item.size, from, to }];
  // "warm colours": the word before it said everything.
  const coloursOfAWish = axis === 'saturation' && items.some((other) => other.kind === 'wish' || other.kind === 'look');
  return coloursOfAWish ? [] : [{ kind: 'notUnderstood', from, to }];
}

/** "Keep the details": detail is lost at the two ends, so both are kept. */
function constraintsOfDetail(collected: Collected, whole: { from: number; to: number }): readonly Statement[] {
  const { steering, items } = collected;
  const guards = steering.keep || (steering.negated && items.some((item) => item.kind === 'harm'));
  if (!steering.detail || !guards || items.some((item) => item.kind === 'noun')) return [];
  return [
    { kind: 'constraint', protect: 'shadows', ...whole },
    { kind: 'constraint', protect: 'highlights', ...whole },
  ];
}
