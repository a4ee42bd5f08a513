import type { Locale } from '@safelight/core';
import {
  axes,
  type Axis,
  type Constraint,
  type Correction,
  type CorrectionKind,
  type ExplicitCall,
  type Goal,
  type Intent,
  type Protection,
} from './intent.ts';
import { looks, type Look, type LookName } from './looks.ts';
import { protectionOf, type Statement } from './reading.ts';

const plain = 0.6;
const capped = 0.3;

/** Corrections that a wish on one of these axes makes pointless: the wish says which way. */
const correctedBy: Record<CorrectionKind, readonly Axis[]> = {
  exposure: ['lightness'],
  whiteBalance: ['warmth', 'tint', 'monochrome'],
  contrast: ['contrast'],
  colour: ['saturation', 'monochrome'],
};

const clamp = (amount: number): number => Math.max(-1, Math.min(1, Math.round(amount * 1_000) / 1_000));

/** "A bit moody" is half of the look, "very moody" a third more. */
function strengthOf(size: number | null): number {
  if (size === null) return 1;
  return size <= 0.3 ? 0.35 + size / 1.5 : size < 0.9 ? 0.9 : 1.3;
}

/** Makes one intent of what all clauses state; direct wishes win over looks, later statements over earlier ones. */
export function combine(statements: readonly Statement[], text: string, locale: Locale): Intent {
  const goals = new Map<Axis, Goal>();
  const constraints = new Map<Protection, Constraint>();
  const corrections = new Map<CorrectionKind, Correction>();
  const names: string[] = [];
  const sourceOf = ({ from, to }: Statement): string => text.slice(from, to).trim();
  const refused = new Set(statements.flatMap((statement) => (statement.kind === 'noLook' ? [statement.look] : [])));

  for (const statement of statements) {
    if (statement.kind !== 'look' || refused.has(statement.look)) continue;
    if (!names.includes(statement.look)) names.push(statement.look);
    addLook(goals, corrections, statement.look, strengthOf(statement.size), sourceOf(statement));
  }
  const asked: Statement[] = [];
  for (const statement of statements) {
    const source = sourceOf(statement);
    if (statement.kind === 'goal' && statement.axis === 'grain' && statement.sign === -1) {
      // Less grain than a look brings can be done; grain that the photo has cannot be developed away here.
      asked.push(goals.delete('grain') ? { ...statement, kind: 'none' } : { ...statement, kind: 'notUnderstood' });
      continue;
    }
    asked.push(statement);
    if (statement.kind === 'goal') addWish(goals, statement.axis, statement.sign, statement.size, source);
    if (statement.kind === 'constraint')
      constraints.set(statement.protect, { protect: statement.protect, region: null, source });
    if (statement.kind === 'correction') corrections.set(statement.what, { what: statement.what, source });
  }
  for (const statement of statements) {
    if (statement.kind === 'none') goals.delete(statement.axis);
    if (statement.kind === 'cap') cap(goals, constraints, statement, sourceOf(statement));
  }
  for (const [what, moved] of Object.entries(correctedBy)) {
    if (moved.some((axis) => goals.has(axis))) corrections.delete(what as CorrectionKind);
  }
  const explicit = new Map<string, ExplicitCall>();
  for (const statement of statements) {
    if (statement.kind !== 'explicit') continue;
    const call = { ...statement.call, region: null, relative: false, source: sourceOf(statement) };
    explicit.set(statement.call.tool, call);
  }
  const verbatim = (kind: Statement['kind']): readonly string[] => [
    ...new Set(asked.filter((statement) => statement.kind === kind).map(sourceOf)),
  ];
  return {
    locale,
    goals: axes.flatMap((axis) => goals.get(axis) ?? []),
    tonings: [],
    recolours: [],
    geometry: null,
    followUps: [],
    contradictions: [],
    guessed: [],
    constraints: [...constraints.values()],
    corrections: [...corrections.values()],
    looks: names,
    explicit: [...explicit.values()],
    outOfRange: [],
    notDevelopWork: verbatim('notDevelopWork'),
    notUnderstood: verbatim('notUnderstood'),
    reasons: [],
  };
}

function addLook(
  goals: Map<Axis, Goal>,
  corrections: Map<CorrectionKind, Correction>,
  name: LookName,
  strength: number,
  source: string,
): void {
  const look: Look = looks[name];
  for (const what of look.corrections ?? []) corrections.set(what, { what, source });
  for (const [key, at] of Object.entries(look.goals)) {
    const axis = key as Axis;
    const amount = clamp(axis === 'monochrome' ? at : at * strength);
    const before = goals.get(axis);
    // Two looks that pull the same way do not add up; where they differ the later one wins.
    if (before !== undefined && Math.sign(before.amount) === Math.sign(amount)) {
      if (Math.abs(before.amount) >= Math.abs(amount)) continue;
    }
    goals.set(axis, { axis, region: null, amount, source, look: name });
  }
}

function addWish(goals: Map<Axis, Goal>, axis: Axis, sign: 1 | -1, size: number | null, source: string): void {
  const before = goals.get(axis);
  const fromLook = before !== undefined && before.look !== null && Math.sign(before.amount) === sign;
  // "Warm golden hour" is not less warm than "golden hour".
  const amount = size ?? (fromLook ? Math.max(plain, Math.abs(before.amount)) : plain);
  goals.set(axis, { axis, region: null, amount: clamp(sign * amount), source, look: null });
}

function cap(
  goals: Map<Axis, Goal>,
  constraints: Map<Protection, Constraint>,
  { axis, sign }: { readonly axis: Axis; readonly sign: 1 | -1 },
  source: string,
): void {
  const goal = goals.get(axis);
  if (goal !== undefined) {
    if (Math.sign(goal.amount) !== sign) return;
    goals.set(axis, { ...goal, amount: clamp(sign * Math.min(capped, Math.abs(goal.amount) / 2)), source });
    return;
  }
  const protect = protectionOf[axis];
  // Beside other wishes "not too warm" guards; alone it complains of the picture as it is.
  if (goals.size === 0) goals.set(axis, { axis, region: null, amount: -sign * capped, source, look: null });
  else if (protect !== undefined) constraints.set(protect, { protect, region: null, source });
}
