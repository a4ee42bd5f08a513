import type { Region } from '../intent.ts';
import type { Meaning, Sign } from '../lexicon/meaning.ts';
import type { Token } from '../scan/scan.ts';
import type { Item, ItemOf, NamedRegions } from './reading.ts';
import { gentler, gentlerOf, noSteering, recoverySign, type Steering } from './steering.ts';

/** A number with the slider that its unit names, when it has one. */
export interface Figure {
  readonly value: number;
  readonly signed: boolean;
  /** "to 20": the value itself, not a change. */
  readonly absolute: boolean;
  readonly from: number;
  to: number;
  unit: string | null;
  percent: boolean;
}

export interface Collected {
  readonly items: readonly Item[];
  readonly figures: readonly Figure[];
  readonly regions: readonly NamedRegions[];
  /** "the photo", "overall": all of it. */
  readonly whole: boolean;
  readonly steering: Steering;
  /** Whether the clause has steering words of its own. */
  readonly steered: boolean;
  /** "to", "into": what follows is where it goes. */
  readonly towards: boolean;
  /** "of that", "again". */
  readonly earlier: boolean;
  /** "it": the region that the clause before began with; "them": those that it named. */
  readonly pronoun: 'single' | 'plural' | null;
  /** "Except the sky": what is named is left alone, the rest of the clause is about everything else. */
  readonly except: boolean;
  readonly guesses: readonly {
    readonly from: number;
    readonly to: number;
    readonly meaning: { en: string; zh: string };
  }[];
}

/** Reads the tokens of a clause from left to right and gives each item the words that steer it. */
export function collect(tokens: readonly Token[], inherited: Steering = noSteering): Collected {
  const collector = new Collector(inherited);
  // "Too strong" judges the turn before only where it stands alone; beside a wish it steers it.
  const alone = !tokens.some(({ meaning }) => isContent(meaning));
  for (const token of tokens) collector.take(token, alone);
  return collector.done();
}

const contents: readonly Meaning['kind'][] = [
  'wish',
  'noun',
  'colour',
  'look',
  'idiom',
  'correction',
  'harm',
  'geometry',
  'setting',
  'curve',
  'thing',
  'unknown',
  'region',
];

export const isContent = ({ kind }: Meaning): boolean => contents.includes(kind);

class Collector {
  readonly #state: Steering;
  readonly #items: Item[] = [];
  readonly #figures: Figure[] = [];
  readonly #regions: NamedRegions[] = [];
  readonly #guesses: { from: number; to: number; meaning: { en: string; zh: string } }[] = [];
  #whole = false;
  #steered = false;
  #earlier = false;
  #leaning = false;
  #judged = false;
  /** The look that a "stronger" behind it has taken: 电影感强一点 is more of it, not a bit of it. */
  #strengthened: Item | null = null;
  #desired = false;
  #plural = false;
  #pronoun = false;
  #except = false;
  #towards = false;
  #sawTowards = false;
  #regionsJoin = false;

  constructor(inherited: Steering) {
    this.#state = { ...inherited };
  }

  done(): Collected {
    const [state, items] = [this.#state, this.#items];
    const final = items.at(-1);
    if (state.size !== null && final !== undefined) final.size = gentlerOf(final.size, state.size);
    if (state.keep) for (const item of items) item.kept = true;
    return {
      items,
      figures: this.#figures,
      regions: this.#regions,
      whole: this.#whole,
      steering: state,
      steered: this.#steered,
      earlier: this.#earlier,
      pronoun: this.#plural ? 'plural' : this.#pronoun ? 'single' : null,
      except: this.#except,
      towards: this.#sawTowards,
      guesses: this.#guesses,
    };
  }

  take(token: Token, alone: boolean): void {
    const { meaning } = token;
    if (this.#takeSteering(token, alone) || this.#takeRegion(token) || this.#takeFigure(token)) return;
    this.#regionsJoin = false;
    switch (meaning.kind) {
      case 'wish':
        this.#takeWish(token, meaning);
        break;
      case 'noun':
        this.#takeNoun(token, meaning);
        break;
      case 'colour': {
        // A direction before "greens" may belong to what follows them: 降低绿色的饱和度.
        const sign = meaning.pixels ? this.#state.sign : this.#takeSign(token);
        const leaning = this.#leaning;
        this.#leaning = false;
        const common = this.#common(token);
        const excess = common.excess || (sign === null && !meaning.pixels && this.#complains(token));
        this.#items.push({ kind: 'colour', meaning, sign, signedAt: null, leaning, ...common, excess });
        break;
      }
      case 'look':
      case 'correction':
      case 'harm':
      case 'geometry':
        this.#items.push({ kind: meaning.kind, meaning, ...this.#common(token) } as Item);
        break;
      case 'idiom':
      case 'setting':
      case 'curve':
        this.#items.push({ kind: meaning.kind, meaning, sign: this.#state.sign ?? 1, ...this.#common(token) } as Item);
        break;
      case 'followUp':
        this.#items.push({ kind: 'followUp', meaning, ...this.#common(token) });
        break;
      case 'thing':
        this.#items.push({ kind: 'thing', ...this.#common(token, null) });
        break;
      case 'code':
      case 'unknown': {
        const last = this.#items.at(-1);
        if (last?.kind === 'unknown') last.to = token.to;
        else this.#items.push({ kind: 'unknown', ...this.#common(token, null) });
        break;
      }
    }
  }

  #common(token: Token, size: number | null = this.#takeSize()) {
    const { negated, excess, keep } = this.#state;
    return { from: token.from, to: token.to, size, negated, excess, kept: keep };
  }

  #takeSize(): number | null {
    const { size } = this.#state;
    this.#state.size = null;
    return size;
  }

  /** The sign of a direction word: one that stands between a noun of tones and this word is this word's. */
  #takeSign(token: Token): Sign | null {
    const { sign } = this.#state;
    this.#state.sign = null;
    if (sign !== null) return sign;
    const last = this.#items.at(-1);
    const lends = last !== undefined && (last.kind === 'colour' || isTone(last));
    if (!lends || last.signedAt === null || token.from - last.signedAt > 2) return null;
    const moved = last.sign;
    last.sign = null;
    last.signedAt = null;
    return moved;
  }

  /** True when the token steers. */
  #takeSteering(token: Token, alone: boolean): boolean {
    const { meaning } = token;
    const state = this.#state;
    const last = this.#items.at(-1) ?? null;
    switch (meaning.kind) {
      case 'filler':
      case 'definite':
      case 'break':
      case 'grading':
      case 'crop':
        return true;
      case 'join':
        return true;
      case 'preposition':
        // "More blue in the shadows": the direction belongs to what stands before the preposition.
        if (this.#items.length > 0 && last?.kind !== 'unknown') state.sign = null;
        return true;
      case 'towards':
        this.#towards = true;
        this.#sawTowards = true;
        return true;
      case 'amount':
        if (meaning.after === true && last !== null) {
          if (last !== this.#strengthened) last.size = gentler(last.size, meaning.size);
          if (last.kind === 'noun' || last.kind === 'colour') last.signedAt = null;
          last.to = token.to;
        } else state.size = gentler(state.size, meaning.size);
        return true;
      case 'direction':
        this.#direct(meaning.sign, token.to);
        return true;
      case 'recover':
        this.#steered = true;
        state.recover = true;
        if (last?.kind === 'noun' && last.sign === null) last.sign = recoverySign(last.meaning.axis);
        return true;
      case 'handle':
        state.handle = meaning.sign;
        this.#direct(meaning.sign, token.to);
        return true;
      case 'followUp': {
        if (alone || meaning.what.kind !== 'again' || meaning.what.scale === 1) return false;
        this.#direct(meaning.what.scale > 1 ? 1 : -1, token.to);
        return true;
      }
      case 'earlier':
        this.#earlier = true;
        return true;
      case 'lack':
        this.#steered = true;
        if (last?.kind === 'wish') last.negated = false;
        else if (last?.kind === 'noun' && last.sign === null) last.sign = 1;
        else state.sign = 1;
        return true;
      case 'negation':
        this.#steered = true;
        // "Don't leave it without contrast": two negations ask for it.
        state.negated = !state.negated;
        return true;
      case 'without':
        this.#steered = true;
        state.negated = true;
        return true;
      case 'except':
        this.#steered = true;
        this.#except = true;
        return true;
      case 'limit':
        this.#steered = true;
        state.negated = true;
        state.excess = true;
        return true;
      case 'lean':
        this.#leaning = true;
        return true;
      case 'copula':
        this.#judged = !this.#desired && last?.kind !== 'look';
        if (meaning.size !== null) state.size = gentler(state.size, meaning.size);
        return true;
      case 'desire':
        this.#desired = true;
        return true;
      case 'especially':
        return true;
      case 'plural':
        this.#plural = true;
        return true;
      case 'pronoun':
        this.#pronoun = true;
        return true;
      case 'excess':
        state.excess = true;
        return true;
      case 'keep':
      case 'change':
      case 'generate':
        this.#steered = true;
        state[meaning.kind] = true;
        return true;
      case 'detail':
        state.detail = true;
        return true;
      default:
        return false;
    }
  }

  #direct(sign: Sign, at: number): void {
    this.#steered = true;
    const last = this.#items.at(-1) ?? null;
    if ((last?.kind === 'noun' || last?.kind === 'colour') && last.sign === null && !last.kept) {
      last.sign = last.kind === 'noun' && last.meaning.inverse ? (-sign as Sign) : sign;
      last.signedAt = at;
      last.negated ||= this.#state.negated;
      last.excess ||= this.#state.excess;
      return;
    }
    if (
      last !== null &&
      (last.kind === 'look' || last.kind === 'idiom' || (last.kind === 'wish' && last.meaning.fixed === true))
    ) {
      last.size = sign === 1 ? 1 : 0.3;
      if (sign === 1) this.#strengthened = last;
      return;
    }
    this.#state.sign = sign;
    this.#state.signAt = at;
  }

  /** "The photo is dark" complains; "make it look dark", "it is darker" and "not dark" do not. */
  #complains({ text }: Token): boolean {
    return this.#judged && !this.#state.negated && !this.#state.keep && !/er$/.test(text);
  }

  #takeRegion({ meaning, from, to }: Token): boolean {
    if (meaning.kind !== 'region') return false;
    if (meaning.region === 'whole') {
      this.#whole = true;
      return true;
    }
    if (meaning.near !== undefined) this.#guesses.push({ from, to, meaning: meaning.near });
    this.#addRegion(meaning.region, from, to);
    return true;
  }

  #addRegion(region: Region, from: number, to: number): void {
    const last = this.#regions.at(-1);
    // "Eyes and teeth", "her face skin": regions without a wish between them are one list.
    if (last !== undefined && this.#regionsJoin) {
      this.#regions[this.#regions.length - 1] = { regions: [...last.regions, region], from: last.from, to };
    } else this.#regions.push({ regions: [region], from, to });
    this.#regionsJoin = true;
  }

  #takeFigure(token: Token): boolean {
    const { meaning, from, to } = token;
    if (meaning.kind === 'number') {
      const { value, signed, tool } = meaning;
      this.#figures.push({ value, signed, absolute: this.#towards, from, to, unit: tool ?? null, percent: false });
      this.#towards = false;
      return true;
    }
    if (meaning.kind !== 'unit') return false;
    const figure = this.#figures.at(-1);
    // "4K" is a size of picture, not a temperature.
    const cold = meaning.tool === 'temperature' && Math.abs(figure?.value ?? 0) < 1_000;
    if (figure !== undefined && figure.unit === null && !cold) {
      figure.unit = meaning.tool;
      figure.percent = meaning.percent ?? false;
      figure.to = to;
    }
    return true;
  }

  #takeWish(token: Token, meaning: Extract<Meaning, { kind: 'wish' }>): void {
    const state = this.#state;
    const last = this.#items.at(-1) ?? null;
    const beside = last?.kind === 'noun' && last.sign === null ? besideSign(meaning, last.meaning) : null;
    if (last?.kind === 'noun' && beside !== null) {
      const excess = state.excess || this.#complains(token);
      const complaint = excess && !state.negated && !last.negated;
      last.sign = (complaint ? -beside : beside) as Sign;
      last.negated ||= state.negated;
      last.excess = excess && !complaint;
      last.size = gentlerOf(last.size, this.#takeSize());
      last.to = token.to;
      return;
    }
    if (meaning.weak === true && last?.kind === 'wish') return;
    const direction = this.#takeSign(token) ?? state.sign;
    const turned = !(meaning.fixed ?? false) && direction === -1;
    const sign = (turned ? -meaning.sign : meaning.sign) as Sign;
    const common = this.#common(token);
    const excess = common.excess || (direction === null && this.#complains(token));
    this.#items.push({ kind: 'wish', meaning, sign, ...common, excess });
    state.sign = null;
  }

  #takeNoun(token: Token, meaning: Extract<Meaning, { kind: 'noun' }>): void {
    const state = this.#state;
    const last = this.#items.at(-1) ?? null;
    // "Brighten the shadows": the wish before it was about this noun.
    const beside = last?.kind === 'wish' ? besideSign(last.meaning, meaning) : null;
    if (last?.kind === 'wish' && beside !== null) {
      const complaint = last.excess && !last.negated;
      const turned = (last.sign !== last.meaning.sign) !== complaint;
      this.#items.pop();
      const sign = (turned ? -beside : beside) as Sign;
      const excess = last.excess && !complaint;
      this.#items.push({ ...last, kind: 'noun', meaning, sign, signedAt: null, excess, to: token.to });
      return;
    }
    const before = state.sign;
    const taken = this.#takeSign(token) ?? (state.recover ? recoverySign(meaning.axis) : null);
    // A direction stands for every noun behind it: "less contrast, saturation".
    state.sign = before;
    const sign = taken !== null && meaning.inverse ? (-taken as Sign) : taken;
    this.#items.push({ kind: 'noun', meaning, sign, signedAt: null, ...this.#common(token) });
  }
}

type Wish = Extract<Meaning, { kind: 'wish' }>;
type Noun = Extract<Meaning, { kind: 'noun' }>;

function besideSign(wish: Wish, noun: Noun): Sign | null {
  return noun.axis === null ? null : (wish.beside?.[noun.axis] ?? null);
}

export function isTone(item: Item): item is ItemOf<'noun'> {
  return item.kind === 'noun' && (item.meaning.axis === 'shadows' || item.meaning.axis === 'highlights');
}
