import type { Sign } from '../lexicon/meaning.ts';
import type { Token } from '../scan/scan.ts';
import type { Draft } from './collected.ts';
import { gentler, recoverySign } from './steering.ts';

/** Takes a token that steers; false when it says something itself. `alone` tells that nothing in the clause does. */
export function steer(draft: Draft, token: Token, alone: boolean): boolean {
  const { meaning } = token;
  const state = draft.state;
  const last = draft.items.at(-1) ?? null;
  switch (meaning.kind) {
    case 'filler':
    case 'definite':
    case 'break':
    case 'grading':
    case 'crop':
    case 'join':
    case 'especially':
      return true;
    case 'preposition':
      // "More blue in the shadows": the direction belongs to what stands before the preposition.
      if (last !== null && last.kind !== 'unknown') state.sign = null;
      return true;
    case 'towards':
      draft.towards = true;
      draft.sawTowards = true;
      return true;
    case 'amount':
      if (meaning.after === true && last !== null) {
        if (last !== draft.strengthened) last.size = gentler(last.size, meaning.size);
        if (last.kind === 'noun' || last.kind === 'colour') last.signedAt = null;
        last.to = token.to;
      } else state.size = gentler(state.size, meaning.size);
      return true;
    case 'direction':
      direct(draft, meaning.sign, token.to, draft.judged);
      return true;
    case 'recover':
      draft.steered = true;
      state.recover = true;
      if (last?.kind === 'noun' && last.sign === null) last.sign = recoverySign(last.meaning.axis);
      return true;
    case 'handle':
      state.handle = meaning.sign;
      direct(draft, meaning.sign, token.to);
      return true;
    case 'followUp': {
      if (alone || meaning.what.kind !== 'again' || meaning.what.scale === 1) return false;
      direct(draft, meaning.what.scale > 1 ? 1 : -1, token.to);
      return true;
    }
    case 'earlier':
      draft.earlier = true;
      return true;
    case 'lack':
      draft.steered = true;
      if (last?.kind === 'wish') last.negated = false;
      else if (last?.kind === 'noun' && last.sign === null) last.sign = 1;
      else state.sign = 1;
      return true;
    case 'negation':
      draft.steered = true;
      // "Don't leave it without contrast": two negations ask for it.
      state.negated = !state.negated;
      return true;
    case 'without':
      draft.steered = true;
      state.negated = true;
      return true;
    case 'except':
      draft.steered = true;
      draft.except = true;
      return true;
    case 'limit':
      draft.steered = true;
      state.negated = true;
      state.excess = true;
      return true;
    case 'lean':
      draft.leaning = true;
      return true;
    case 'copula':
      draft.judged = !draft.desired && last?.kind !== 'look';
      if (meaning.size !== null) state.size = gentler(state.size, meaning.size);
      return true;
    case 'desire':
      draft.desired = true;
      return true;
    case 'plural':
      draft.pronoun = 'plural';
      return true;
    case 'pronoun':
      draft.pronoun ??= 'single';
      return true;
    case 'excess':
      state.excess = true;
      return true;
    case 'keep':
    case 'change':
    case 'generate':
      draft.steered = true;
      state[meaning.kind] = true;
      return true;
    case 'detail':
      state.detail = true;
      return true;
    default:
      return false;
  }
}

function giveBack({ items, lender }: Draft): void {
  const last = items.at(-1);
  if (lender?.kind !== 'noun' || lender.sign !== null || last?.kind !== 'noun' || items.at(-2) !== lender) return;
  [lender.sign, last.sign] = [last.sign, null];
}

function direct(draft: Draft, sign: Sign, at: number, judged = false): void {
  draft.steered = true;
  const last = draft.items.at(-1) ?? null;
  giveBack(draft);
  if ((last?.kind === 'noun' || last?.kind === 'colour') && last.sign === null && !last.kept) {
    last.sign = last.kind === 'noun' && last.meaning.inverse ? (-sign as Sign) : sign;
    last.signedAt = at;
    last.negated ||= draft.state.negated;
    // "There is a lot of noise", 噪点有点多: too much of it.
    last.excess ||= draft.state.excess || (judged && !draft.state.negated);
    return;
  }
  if (
    last !== null &&
    (last.kind === 'look' || last.kind === 'idiom' || (last.kind === 'wish' && last.meaning.fixed === true))
  ) {
    last.size = sign === 1 ? 1 : 0.3;
    if (sign === 1) draft.strengthened = last;
    return;
  }
  draft.state.sign = sign;
  draft.state.signAt = at;
}
