import type { Meaning } from '../lexicon/meaning.ts';
import type { Token } from '../scan/scan.ts';
import { isContent } from './collected.ts';

/** Tokens between two breaks or joins. */
export interface Clause {
  readonly tokens: readonly Token[];
  /** What stands before it: "and" hands more over from the clause before than a comma does. */
  readonly after: 'start' | 'join' | 'break';
}

/** Cuts the tokens at breaks (commas, "but", "with") and joins ("and"); clauses without tokens are left out. */
export function clausesOf(tokens: readonly Token[]): readonly Clause[] {
  const clauses: Clause[] = [];
  let current: Token[] = [];
  let after: Clause['after'] = 'start';
  const close = (): void => {
    if (current.length > 0) clauses.push({ tokens: current, after });
    current = [];
  };
  for (const token of tokens) {
    const { kind } = token.meaning;
    // "Less noise, especially in the shadows" is one clause.
    if (kind === 'especially') {
      if (current.length === 0) current = [...(clauses.pop()?.tokens ?? [])];
      continue;
    }
    // 瘦个脸再提亮, 天蓝点 云白点: what comes next is a clause of its own.
    if (beginsNext(token, current)) {
      close();
      after = 'join';
    }
    if (kind !== 'join' && kind !== 'break' && kind !== 'except' && kind !== 'without') {
      current.push(token);
      continue;
    }
    const closed = current.length > 0;
    close();
    // ", and": the comma between them does not weaken the "and".
    if (closed || after === 'start' || kind === 'join') after = kind === 'join' ? 'join' : 'break';
    if (kind === 'except' || kind === 'without') current.push(token);
  }
  close();
  return withRegionsJoined(clauses);
}

const requests: readonly Meaning['kind'][] = ['generate', 'handle'];
const steered: readonly Meaning['kind'][] = [
  'wish',
  'look',
  'direction',
  'amount',
  'correction',
  'geometry',
  'setting',
];

/** A 再 behind a request to change the scene or a 一点, or a space between Chinese words once a clause has said what it wants. */
function beginsNext({ meaning, spaced }: Token, current: readonly Token[]): boolean {
  const has = (kinds: readonly Meaning['kind'][]): boolean => current.some((one) => kinds.includes(one.meaning.kind));
  const last = current.at(-1)?.meaning;
  const closed = last?.kind === 'amount' && last.after === true;
  if (meaning.kind === 'amount' && meaning.next === true) return closed || has(requests);
  return spaced && isOpening(meaning) && has(steered) && current.some((one) => isContent(one.meaning));
}

/** What a clause may begin with; "and" and commas cut by themselves, and an amount belongs to what is before it. */
const isOpening = (meaning: Meaning): boolean =>
  isContent(meaning) || ['handle', 'direction', 'definite', 'desire', 'negation', 'keep'].includes(meaning.kind);

const silent: readonly Meaning['kind'][] = ['filler', 'definite', 'desire', 'pronoun', 'preposition', 'amount'];

const namesRegion = ({ meaning }: Token): boolean =>
  (meaning.kind === 'region' && meaning.region !== 'whole') || (meaning.kind === 'colour' && meaning.pixels);

const heard = ({ tokens }: Clause): readonly Token[] => tokens.filter(({ meaning }) => !silent.includes(meaning.kind));

/** "Brighten the eyes, lips and teeth", "sky and grass darker": a clause that only names regions belongs to a neighbour. */
function withRegionsJoined(clauses: readonly Clause[]): readonly Clause[] {
  const joined: Clause[] = [];
  let open: Clause | null = null;
  for (const [index, clause] of clauses.entries()) {
    const merged: Clause = open === null ? clause : { tokens: [...open.tokens, ...clause.tokens], after: open.after };
    open = null;
    if (!isRegionList(clause)) {
      joined.push(merged);
      continue;
    }
    const [before, next] = [joined.at(-1), clauses[index + 1]];
    const tail = before === undefined ? undefined : heard(before).at(-1);
    const head = next === undefined ? undefined : heard(next)[0];
    const nextGoesOn = next !== undefined && head !== undefined && namesRegion(head) && !isRegionList(next);
    if (tail !== undefined && namesRegion(tail) && !nextGoesOn) {
      joined[joined.length - 1] = { tokens: [...before!.tokens, ...merged.tokens], after: before!.after };
    } else if (next !== undefined && (joined.length === 0 || nextGoesOn || isRegionList(next))) open = merged;
    else joined.push(merged);
  }
  if (open !== null) joined.push(open);
  return joined;
}

function isRegionList(clause: Clause): boolean {
  const said = heard(clause);
  return said.length > 0 && said.every(namesRegion);
}
