import type { Meaning, Sign } from '../lexicon/meaning.ts';
import type { Token } from '../scan/scan.ts';
import { isContent, isTone, type Collected, type Draft } from './collected.ts';
import { noteFigure, noteRegion } from './note.ts';
import type { Item } from './reading.ts';
import { steer } from './steer.ts';
import { gentlerOf, noSteering, recoverySign, type Steering } from './steering.ts';

/** Reads the tokens of a clause from left to right and gives each item the words that steer it. */
export function collect(tokens: readonly Token[], inherited: Steering = noSteering): Collected {
  const draft: Draft = {
    state: { ...inherited },
    items: [],
    figures: [],
    regions: [],
    guesses: [],
    whole: false,
    steered: false,
    earlier: false,
    except: false,
    pronoun: null,
    leaning: false,
    judged: false,
    desired: false,
    strengthened: null,
    lender: null,
    towards: false,
    sawTowards: false,
    regionsJoin: false,
  };
  // "Too strong" judges the turn before only where it stands alone; beside a wish it steers it.
  const alone = !tokens.some(({ meaning }) => isContent(meaning));
  for (const token of tokens) take(draft, token, alone);
  const { state, items, sawTowards: towards } = draft;
  const final = items.at(-1);
  if (state.size !== null && final !== undefined) final.size = gentlerOf(final.size, state.size);
  if (state.keep) for (const item of items) item.kept = true;
  const { figures, regions, guesses, whole, steered, earlier, except, pronoun } = draft;
  return { items, figures, regions, guesses, whole, steering: state, steered, towards, earlier, except, pronoun };
}

function take(draft: Draft, token: Token, alone: boolean): void {
  const { meaning } = token;
  if (steer(draft, token, alone) || noteRegion(draft, token) || noteFigure(draft, token)) return;
  draft.regionsJoin = false;
  switch (meaning.kind) {
    case 'wish':
      takeWish(draft, token, meaning);
      break;
    case 'noun':
      takeNoun(draft, token, meaning);
      break;
    case 'colour': {
      // A direction before "greens" may belong to what follows them: 降低绿色的饱和度.
      const sign = meaning.pixels ? draft.state.sign : takeSign(draft, token);
      const leaning = draft.leaning;
      draft.leaning = false;
      const common = steeredBy(draft, token);
      const excess = common.excess || (sign === null && !meaning.pixels && complains(draft, token));
      draft.items.push({ kind: 'colour', meaning, sign, signedAt: null, leaning, ...common, excess });
      break;
    }
    case 'look':
    case 'correction':
    case 'harm':
    case 'geometry':
      draft.items.push({ kind: meaning.kind, meaning, ...steeredBy(draft, token) } as Item);
      break;
    case 'idiom':
    case 'setting':
    case 'curve':
      draft.items.push({
        kind: meaning.kind,
        meaning,
        sign: draft.state.sign ?? 1,
        ...steeredBy(draft, token),
      } as Item);
      break;
    case 'followUp':
      draft.items.push({ kind: 'followUp', meaning, ...steeredBy(draft, token) });
      break;
    case 'thing':
      draft.items.push({ kind: 'thing', ...steeredBy(draft, token, null) });
      break;
    case 'code':
    case 'unknown': {
      const last = draft.items.at(-1);
      if (last?.kind === 'unknown') last.to = token.to;
      else draft.items.push({ kind: 'unknown', ...steeredBy(draft, token, null) });
      break;
    }
  }
}

function steeredBy(draft: Draft, token: Token, size: number | null = takeSize(draft)) {
  const { negated, excess, keep } = draft.state;
  return { from: token.from, to: token.to, size, negated, excess, kept: keep };
}

function takeSize(draft: Draft): number | null {
  const { size } = draft.state;
  draft.state.size = null;
  return size;
}

/** The sign of a direction word: one that stands between a noun of tones and this word is this word's. */
function takeSign(draft: Draft, token: Token): Sign | null {
  const { sign } = draft.state;
  draft.state.sign = null;
  if (sign !== null) return sign;
  const last = draft.items.at(-1);
  const lends = last !== undefined && (last.kind === 'colour' || isTone(last));
  if (!lends || last.signedAt === null || token.from - last.signedAt > 2) return null;
  const moved = last.sign;
  last.sign = null;
  last.signedAt = null;
  draft.lender = last;
  return moved;
}

/** "The photo is dark" complains; "make it look dark", "it is darker" and "not dark" do not. */
function complains(draft: Draft, { text }: Token): boolean {
  return draft.judged && !draft.state.negated && !draft.state.keep && !/er$/.test(text);
}

function takeWish(draft: Draft, token: Token, meaning: Extract<Meaning, { kind: 'wish' }>): void {
  const state = draft.state;
  const last = draft.items.at(-1) ?? null;
  const beside = last?.kind === 'noun' && last.sign === null ? besideSign(meaning, last.meaning) : null;
  if (last?.kind === 'noun' && beside !== null) {
    const excess = state.excess || complains(draft, token);
    const complaint = excess && !state.negated && !last.negated;
    last.sign = (complaint ? -beside : beside) as Sign;
    last.negated ||= state.negated;
    last.excess = excess && !complaint;
    last.size = gentlerOf(last.size, takeSize(draft));
    last.to = token.to;
    return;
  }
  if (meaning.weak === true && last?.kind === 'wish') return;
  const direction = takeSign(draft, token) ?? state.sign;
  const turned = !(meaning.fixed ?? false) && direction === -1;
  const sign = (turned ? -meaning.sign : meaning.sign) as Sign;
  const common = steeredBy(draft, token);
  const excess = common.excess || (direction === null && complains(draft, token));
  draft.items.push({ kind: 'wish', meaning, sign, ...common, excess });
  state.sign = null;
}

function takeNoun(draft: Draft, token: Token, meaning: Extract<Meaning, { kind: 'noun' }>): void {
  const state = draft.state;
  const last = draft.items.at(-1) ?? null;
  // "Brighten the shadows": the wish before it was about this noun.
  const beside = last?.kind === 'wish' ? besideSign(last.meaning, meaning) : null;
  if (last?.kind === 'wish' && beside !== null) {
    const complaint = last.excess && !last.negated;
    const turned = (last.sign !== last.meaning.sign) !== complaint;
    draft.items.pop();
    const sign = (turned ? -beside : beside) as Sign;
    const excess = last.excess && !complaint;
    draft.items.push({ ...last, kind: 'noun', meaning, sign, signedAt: null, excess, to: token.to });
    return;
  }
  const before = state.sign;
  const taken = takeSign(draft, token) ?? (state.recover ? recoverySign(meaning.axis) : null);
  // A direction stands for every noun behind it: "less contrast, saturation".
  state.sign = before;
  const sign = taken !== null && meaning.inverse ? (-taken as Sign) : taken;
  draft.items.push({ kind: 'noun', meaning, sign, signedAt: null, ...steeredBy(draft, token) });
}

type Wish = Extract<Meaning, { kind: 'wish' }>;
type Noun = Extract<Meaning, { kind: 'noun' }>;

function besideSign(wish: Wish, noun: Noun): Sign | null {
  return noun.axis === null ? null : (wish.beside?.[noun.axis] ?? null);
}
