/**
 * Makes the sentences the classifier is trained on: phrases of `material/` in the frames of `frames.ts`, what the
 * lexicon's own phrases mean, and sentences without a wish. It never opens `fixtures/`.
 *
 *     node training/generate.ts > sentences.tsv
 *
 * The first line names the labels as JSON. Another line: `train` or `validate`, language, sentence, labels. All sentences of one phrase are on the same side, so that
 * validation asks about words that training did not show.
 */
import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import type { Locale } from '@safelight/core';
import { labelAxes, labelKinds, labelLooks, labelRegions } from '../src/classifier/labels.ts';
import { english as englishLexicon } from '../src/lexicon/en/index.ts';
import { chinese as chineseLexicon } from '../src/lexicon/zh/index.ts';
import { framesOf } from './frames.ts';
import { readMaterial, roles, type Material, type Meaning, type Role } from './material.ts';
import { wordsOfLexicon } from './lexicon.ts';
import { createRandom, type Random } from './random.ts';

export interface Sentence {
  readonly split: 'train' | 'validate';
  readonly locale: Locale;
  readonly text: string;
  /** `+lightness`, `@sky`, `look:moody`, or `none:generative` and its like. */
  readonly labels: readonly string[];
}

/** How many sentences are made of each phrase, by the kind of phrase; the mirrored ones come on top. */
const sentencesPerPhrase: Readonly<Record<Role, number>> = {
  do: 3,
  say: 3,
  bad: 7,
  good: 7,
  badthing: 7,
  goodthing: 7,
  lack: 7,
  excess: 6,
};
const mirroredPerPhrase = 2;
const perRegionAndMeaning = 9;
const perSlottedSentence = 70;
const perPlainSentence = 4;
const idlePerWord = 4;
const gibberishCount = 500;
const validateShare = 0.1;

/** The axes that can be asked of one region with any of its words. */
const regional = /^[+-](lightness|warmth|tint|saturation|contrast|clarity|texture|sharpness|noise|haze)$/;

const oppositeOf = (label: string): string => (label.startsWith('+') ? `-${label.slice(1)}` : `+${label.slice(1)}`);

function labelsOf(label: string): readonly string[] {
  const [goal, region] = label.split('@');
  return region === undefined ? [label] : [goal!, `@${region}`];
}

/** Fills alternatives `{a|b}` and slots `{name}`, again and again until none is left. */
function fill(pattern: string, material: Material, random: Random): string {
  let text = pattern;
  for (let depth = 0; depth < 8 && text.includes('{'); depth++)
    text = text.replaceAll(/\{([^{}]*)\}/g, (_, inner: string) =>
      random.pick(material.slots[inner] ?? inner.split('|')),
    );
  return text.replaceAll('  ', ' ').trim();
}

class Generator {
  readonly #sentences = new Map<string, Sentence>();
  readonly #random: Random;
  readonly #material: Material;

  constructor(material: Material, random: Random) {
    this.#material = material;
    this.#random = random;
  }

  get sentences(): readonly Sentence[] {
    return [...this.#sentences.values()];
  }

  /** By the phrase itself, so that other words added beside it leave it on its side. */
  #split(phrase: string): 'train' | 'validate' {
    const hash = createHash('sha256').update(phrase).digest().readUInt32LE() / 2 ** 32;
    return hash < validateShare ? 'validate' : 'train';
  }

  /** The first meaning that a sentence gets stays; the same words with two meanings would teach neither. */
  #add(split: 'train' | 'validate', text: string, labels: readonly string[]): void {
    const { locale } = this.#material;
    const spoken = this.#colour(text);
    if (!this.#sentences.has(spoken)) this.#sentences.set(spoken, { split, locale, text: spoken, labels });
  }

  /** Ways of speaking that change no meaning: contractions, words for the picture, greetings, a slip of the finger. */
  #colour(text: string): string {
    const random = this.#random;
    const { before, after } = framesOf[this.#material.locale];
    let spoken = text;
    if (this.#material.locale === 'en') {
      if (random.next() < 0.5)
        spoken = spoken
          .replaceAll(/\bit is\b/g, "it's")
          .replaceAll(/\bdo not\b/g, "don't")
          .replaceAll(/\bI would\b/g, "I'd")
          .replaceAll(/\bthere is\b/g, "there's")
          .replaceAll(/\bshould not\b/g, "shouldn't")
          .replaceAll(/\bI am\b/g, "I'm");
      if (random.next() < 0.3)
        spoken = spoken.replaceAll(/\b(picture|photo|shot|image)\b/g, () =>
          random.pick(['picture', 'photo', 'shot', 'image', 'pic', 'photograph']),
        );
      if (random.next() < 0.12)
        spoken = spoken.replace(/\b(it)\b/, () =>
          random.pick(['the photo', 'this', 'the picture', 'the whole thing', 'everything', 'that']),
        );
      if (random.next() < 0.03 && spoken.length > 8) {
        const at = 1 + Math.floor(random.next() * (spoken.length - 3));
        spoken = spoken.slice(0, at) + spoken[at + 1] + spoken[at] + spoken.slice(at + 2);
      }
    }
    if (random.next() < 0.12) spoken = random.pick(before) + spoken;
    if (random.next() < 0.12) spoken += random.pick(after);
    return spoken;
  }

  meaning({ label, phrases }: Meaning): void {
    const { byRole } = framesOf[this.#material.locale];
    for (const role of roles)
      for (const phrase of phrases[role]) {
        const split = this.#split(phrase);
        const put = (frame: string, meant: string): void =>
          this.#add(split, frame.replaceAll('{x}', phrase), labelsOf(meant));
        for (const frame of this.#random.sample(byRole[role].plain, sentencesPerPhrase[role])) put(frame, label);
        // A look has no opposite.
        if (!label.startsWith('look:'))
          for (const frame of this.#random.sample(byRole[role].mirrored, mirroredPerPhrase))
            put(frame, oppositeOf(label));
      }
  }

  /** Any word for a region with any words for an axis. */
  regions(): void {
    const { ofRegion } = framesOf[this.#material.locale];
    const meanings = this.#material.meanings.filter(({ label }) => regional.test(label));
    for (const [region, words] of Object.entries(this.#material.regions))
      for (const { label, phrases } of meanings)
        for (let count = 0; count < perRegionAndMeaning; count++) {
          const role = this.#random.pick(
            roles.filter((kind) => ofRegion[kind] !== undefined && phrases[kind].length > 0),
          );
          const frame = this.#random.pick(ofRegion[role]!);
          const text = frame
            .replaceAll('{r}', this.#random.pick(words))
            .replaceAll('{x}', this.#random.pick(phrases[role]));
          this.#add('train', text, [label, `@${region}`]);
        }
    for (const words of Object.values(this.#material.regions))
      for (const word of words)
        for (const frame of this.#random.sample(framesOf[this.#material.locale].idle, idlePerWord))
          this.#add('train', frame.replaceAll('{r}', word), ['none:chatter']);
  }

  /** Two sentences of one meaning in a row: what is wrong, and what to do about it. */
  doubled(): void {
    const comma = this.#material.locale === 'en' ? ', ' : ',';
    for (const { label, phrases } of this.#material.meanings) {
      const first = [...phrases.say, ...phrases.do];
      for (let count = 0; count < Math.min(40, first.length); count++)
        this.#add('train', this.#random.pick(first) + comma + this.#random.pick(first), labelsOf(label));
    }
  }

  none(): void {
    for (const [kind, patterns] of Object.entries(this.#material.none))
      for (const pattern of patterns) {
        const split = this.#split(pattern);
        const count = pattern.includes('{') ? perSlottedSentence : perPlainSentence;
        for (let index = 0; index < count; index++)
          this.#add(split, fill(pattern, this.#material, this.#random), [`none:${kind}`]);
      }
  }

  /** Words that nobody knows mean nothing: without these the network would guess something of any new word. */
  gibberish(): void {
    const { locale } = this.#material;
    const random = this.#random;
    const letters = (alphabet: string): string => random.pick([...alphabet]);
    const syllable = (): string => letters('bcdfghjklmnprstvwz') + letters('aeiou') + letters('bdfgklmnprstxz');
    const times = (count: number, make: () => string): readonly string[] => Array.from({ length: count }, make);
    for (let index = 0; index < gibberishCount; index++) {
      const count = 1 + Math.floor(random.next() * 6);
      const text =
        locale === 'en'
          ? times(count, () => times(1 + Math.floor(random.next() * 3), syllable).join('')).join(' ')
          : times(count + 1, () => String.fromCharCode(0x4e00 + random.next() * 0x4000)).join('');
      this.#add(this.#split(text), text, ['none:nonsense']);
    }
  }

  lexicon(words: readonly (readonly [text: string, label: string])[]): void {
    const { byRole } = framesOf[this.#material.locale];
    for (const [text, label] of words)
      for (const frame of this.#random.sample(byRole.do.plain, 3))
        this.#add('train', frame.replaceAll('{x}', text), labelsOf(label));
  }
}

/** All sentences; the same seed gives the same ones in the same order. */
export async function generate(seed: number): Promise<readonly Sentence[]> {
  const random = createRandom(seed);
  const sentences: Sentence[] = [];
  for (const [locale, lexicon] of [
    ['en', englishLexicon],
    ['zh', chineseLexicon],
  ] as const) {
    const material = await readMaterial(locale);
    const generator = new Generator(material, random);
    for (const meaning of material.meanings) generator.meaning(meaning);
    generator.lexicon(wordsOfLexicon(lexicon));
    generator.none();
    generator.regions();
    generator.doubled();
    generator.gibberish();
    sentences.push(...generator.sentences);
  }
  return sentences;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const names = { axes: labelAxes, regions: labelRegions, looks: labelLooks, kinds: labelKinds };
  const lines = (await generate(20_261_121)).map(({ split, locale, text, labels }) =>
    [split, locale, text, labels.join(';')].join('\t'),
  );
  process.stdout.write([JSON.stringify(names), ...lines].join('\n') + '\n');
}
