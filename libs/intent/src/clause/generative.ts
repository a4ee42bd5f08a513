import type { Meaning } from '../lexicon/meaning.ts';
import { lightLooks } from '../looks/light.ts';
import type { Token } from '../scan/scan.ts';

/**
 * Whether a clause asks to add, remove or replace a thing of the scene. "Add" and "remove" are develop words beside
 * develop nouns ("remove the haze"), so the thing that they handle decides: the words up to the next preposition, or
 * those before the verb where it comes last (把路人去掉). `handles` tells that an earlier clause's verb still stands.
 */
export function asksForGeneration(tokens: readonly Token[], handles: boolean): boolean {
  if (tokens.some(({ meaning }) => meaning.kind === 'generate' && meaning.always === true)) return true;
  if (tokens.some(({ meaning }) => meaning.kind === 'generate')) {
    return tokens.some(isThing) || !tokens.some(isContent);
  }
  if (turnsIntoThing(tokens)) return true;
  const verb = tokens.findIndex(({ meaning }) => meaning.kind === 'handle');
  if (verb === -1) return handles && objectIsThing(tokens);
  const behind = tokens.slice(verb + 1);
  if (behind.some(isContent)) return objectIsThing(behind);
  const before = tokens.slice(0, verb).toReversed();
  // 把皮肤的黄色去掉: the word next to the verb is its object, and a colour is no thing.
  return before.find(isContent)?.meaning.kind !== 'colour' && objectIsThing(before);
}

/** "Change the sky to a sunset": a part of the scene becomes another; a colour or a wish would be developing. */
function turnsIntoThing(tokens: readonly Token[]): boolean {
  const part = tokens.findIndex(({ meaning }) => meaning.kind === 'region' && meaning.region !== 'whole');
  const towards = tokens.findIndex(({ meaning }, index) => meaning.kind === 'towards' && index > part);
  if (part === -1 || towards === -1) return false;
  const [made, asked] = [tokens.slice(towards + 1).filter(isContent), tokens.slice(0, towards)];
  // "Change her suit to a red dress": another piece of clothing, whatever its colour.
  const scene = made.some((token) => isSceneWord(token) || token.meaning.kind === 'region');
  const rest = made.every((token) => isSceneWord(token) || ['region', 'colour'].includes(token.meaning.kind));
  return scene && rest && !asked.some(isDevelopNoun);
}

function isSceneWord({ meaning }: Token): boolean {
  if (meaning.kind === 'look') return meaning.look in lightLooks;
  return meaning.kind === 'unknown' || meaning.kind === 'thing';
}

/** The object runs to the first develop noun or, once it has begun, to the first preposition. */
function objectIsThing(tokens: readonly Token[]): boolean {
  let thing = false;
  let part = false;
  let begun = false;
  for (const token of tokens) {
    const { kind } = token.meaning;
    if ((kind === 'preposition' || kind === 'towards') && begun) break;
    if (isDevelopNoun(token)) return thing;
    // "Remove her skin's redness": the part only says where.
    if (kind === 'colour') part = false;
    if (kind === 'region') part ||= isThing(token);
    else thing ||= isThing(token);
    begun ||= isContent(token);
  }
  return thing || part;
}

function isThing({ meaning }: Token): boolean {
  if (meaning.kind === 'region') return meaning.region !== 'whole' && meaning.region.kind !== 'tone';
  return meaning.kind === 'unknown' || meaning.kind === 'thing';
}

const developNouns: readonly Meaning['kind'][] = [
  'noun',
  'correction',
  'idiom',
  'setting',
  'curve',
  'geometry',
  'detail',
];

function isDevelopNoun({ meaning }: Token): boolean {
  return developNouns.includes(meaning.kind);
}

function isContent(token: Token): boolean {
  const { kind } = token.meaning;
  return isThing(token) || isDevelopNoun(token) || kind === 'wish' || kind === 'look' || kind === 'colour';
}
