import type { Meaning, Sign } from './lexicon/meaning.ts';
import type { Item } from './reading.ts';
import type { Token } from './scan.ts';

/** What steers the items of a clause; a joined clause without steering words of its own takes over the earlier one's. */
export interface Steering {
  sign: Sign | null;
  size: number | null;
  negated: boolean;
  excess: boolean;
  keep: boolean;
  change: boolean;
  detail: boolean;
  recover: boolean;
  generate: boolean;
  /** "add" +1, "remove" −1. */
  handle: Sign | null;
}

export const noSteering: Steering = {
  sign: null,
  size: null,
  negated: false,
  excess: false,
  keep: false,
  change: false,
  detail: false,
  recover: false,
  generate: false,
  handle: null,
};

/** A number with the slider that its unit names, when it has one. */
export interface Figure {
  readonly value: number;
  readonly signed: boolean;
  readonly from: number;
  to: number;
  unit: string | null;
}

export interface Collected {
  readonly items: readonly Item[];
  readonly figures: readonly Figure[];
  readonly steering: Steering;
  /** Whether the clause has steering words of its own. */
  readonly steered: boolean;
}

/** Reads the tokens of a clause from left to right and gives each item the words that steer it. */
export function collect(tokens: readonly Token[], inherited: Steering): Collected {
  const state = { ...inherited };
  const items: Item[] = [];
  const figures: Figure[] = [];
  let steered = false;
  const common = (token: Token, size: number | null) => ({
    from: token.from,
    to: token.to,
    size,
    negated: state.negated,
    excess: state.excess,
    kept: state.keep,
    number: null,
  });
  const takeSize = (): number | null => {
    const { size } = state;
    state.size = null;
    return size;
  };

  for (const token of tokens) {
    const { meaning } = token;
    const last = items.at(-1) ?? null;
    switch (meaning.kind) {
      case 'filler':
      case 'preposition':
      case 'break':
      case 'join':
        break;
      case 'amount':
        if (meaning.after === true && last !== null) last.size = gentler(last.size, meaning.size);
        else state.size = gentler(state.size, meaning.size);
        break;
      case 'direction':
        steered = true;
        if (last?.kind === 'noun' && last.sign === null && !last.kept) last.sign = meaning.sign;
        else state.sign = meaning.sign;
        break;
      case 'recover':
        steered = true;
        state.recover = true;
        if (last?.kind === 'noun' && last.sign === null) last.sign = recoverySign(last.meaning.axis);
        break;
      case 'handle':
        steered = true;
        state.handle = meaning.sign;
        if (last?.kind === 'noun' && last.sign === null && !last.kept) last.sign = meaning.sign;
        else state.sign = meaning.sign;
        break;
      case 'lack':
        steered = true;
        if (last?.kind === 'wish') last.negated = false;
        else if (last?.kind === 'noun' && last.sign === null) last.sign = 1;
        else state.sign = 1;
        break;
      case 'negation':
        steered = true;
        state.negated = true;
        break;
      case 'excess':
        state.excess = true;
        break;
      case 'keep':
      case 'change':
      case 'generate':
        steered = true;
        state[meaning.kind] = true;
        break;
      case 'detail':
        state.detail = true;
        break;
      case 'number':
        figures.push({ value: meaning.value, signed: meaning.signed, from: token.from, to: token.to, unit: null });
        break;
      case 'unit': {
        const figure = figures.at(-1);
        if (figure !== undefined && figure.unit === null) {
          figure.unit = meaning.tool;
          figure.to = token.to;
        }
        break;
      }
      case 'wish': {
        const beside = last?.kind === 'noun' && last.sign === null ? besideSign(meaning, last.meaning) : null;
        if (last?.kind === 'noun' && beside !== null) {
          const complaint = state.excess && !state.negated && !last.negated;
          last.sign = (complaint ? -beside : beside) as Sign;
          last.negated ||= state.negated;
          last.excess = state.excess && !complaint;
          last.size = gentlerOf(last.size, takeSize());
          last.to = token.to;
          break;
        }
        const turned = !(meaning.fixed ?? false) && state.sign === -1;
        items.push({
          kind: 'wish',
          meaning,
          sign: (turned ? -meaning.sign : meaning.sign) as Sign,
          ...common(token, takeSize()),
        });
        state.sign = null;
        break;
      }
      case 'noun': {
        // "brighten the shadows": the wish before it was about this noun.
        const beside = last?.kind === 'wish' ? besideSign(last.meaning, meaning) : null;
        if (last?.kind === 'wish' && beside !== null) {
          const complaint = last.excess && !last.negated;
          const turned = (last.sign !== last.meaning.sign) !== complaint;
          items.pop();
          const excess = last.excess && !complaint;
          items.push({
            ...last,
            kind: 'noun',
            meaning,
            sign: (turned ? -beside : beside) as Sign,
            excess,
            to: token.to,
          });
          break;
        }
        const sign = state.sign ?? (state.recover ? recoverySign(meaning.axis) : null);
        items.push({ kind: 'noun', meaning, sign, ...common(token, takeSize()) });
        break;
      }
      case 'look':
        items.push({ kind: 'look', meaning, ...common(token, takeSize()) });
        break;
      case 'correction':
        items.push({ kind: 'correction', meaning, ...common(token, takeSize()) });
        break;
      case 'harm':
        items.push({ kind: 'harm', meaning, ...common(token, takeSize()) });
        break;
      case 'unsupported':
      case 'unknown':
        if (last?.kind === 'unknown') last.to = token.to;
        else items.push({ kind: 'unknown', ...common(token, null) });
        break;
    }
  }
  const final = items.at(-1);
  if (state.size !== null && final !== undefined) final.size = gentlerOf(final.size, state.size);
  if (state.keep) for (const item of items) item.kept = true;
  return { items, figures, steering: state, steered };
}

/** "a bit more": the gentle word decides; of two strong words the stronger. */
function gentler(first: number | null, second: number): number {
  if (first === null) return second;
  return Math.min(first, second) <= 0.3 ? Math.min(first, second) : Math.max(first, second);
}

function gentlerOf(first: number | null, second: number | null): number | null {
  return second === null ? first : gentler(first, second);
}

function recoverySign(axis: string | null): Sign {
  return axis === 'highlights' ? -1 : 1;
}

type Wish = Extract<Meaning, { kind: 'wish' }>;
type Noun = Extract<Meaning, { kind: 'noun' }>;

function besideSign(wish: Wish, noun: Noun): Sign | null {
  return noun.axis === null ? null : (wish.beside?.[noun.axis] ?? null);
}
