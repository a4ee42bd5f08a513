import type { Token } from './scan.ts';

/**
 * Whether a clause asks to add, remove or replace a thing of the scene. "Add" and "remove" are develop words beside
 * develop nouns ("remove the haze"), so the thing that they handle decides: the words up to the next preposition, or
 * those before the verb where it comes last (把路人去掉). `handles` tells that an earlier clause's verb still stands.
 */
export function asksForGeneration(tokens: readonly Token[], handles: boolean): boolean {
  const verb = tokens.findIndex(({ meaning }) => meaning.kind === 'handle');
  const generates = tokens.some(({ meaning }) => meaning.kind === 'generate');
  if (generates) return tokens.some(isThing) || !tokens.some(isDevelopNoun);
  if (verb === -1) return handles && objectIsThing(tokens);
  const behind = tokens.slice(verb + 1);
  return behind.some(isContent) ? objectIsThing(behind) : objectIsThing(tokens.slice(0, verb).toReversed());
}

/** The object runs to the first develop noun or, once it has begun, to the first preposition. */
function objectIsThing(tokens: readonly Token[]): boolean {
  let thing = false;
  let begun = false;
  for (const token of tokens) {
    if (token.meaning.kind === 'preposition' && begun) break;
    if (isDevelopNoun(token)) return thing;
    thing ||= isThing(token);
    begun ||= isContent(token);
  }
  return thing;
}

function isThing({ meaning }: Token): boolean {
  if (meaning.kind === 'unknown') return true;
  return (meaning.kind === 'noun' || meaning.kind === 'unsupported') && meaning.thing;
}

function isDevelopNoun({ meaning }: Token): boolean {
  if (meaning.kind === 'noun') return !meaning.thing;
  return meaning.kind === 'unsupported' && !meaning.thing;
}

function isContent(token: Token): boolean {
  const { kind } = token.meaning;
  return isThing(token) || isDevelopNoun(token) || kind === 'wish' || kind === 'look' || kind === 'correction';
}
