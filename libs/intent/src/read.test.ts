import { emptyRecipe, limits, regionNames, type CurvePoint, type Fault, type PastTurn } from '@safelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axes, type Intent } from './intent.ts';
import { english as englishLexicon } from './lexicon/en/index.ts';
import { chinese as chineseLexicon } from './lexicon/zh/index.ts';
import { readInstruction } from './read.ts';
import { looks } from './looks/index.ts';
import { namedLooks } from './tables/looks.table.ts';
import { tables, tablesWithHistory } from './tables/index.ts';
import { wanted, written } from './tables/notation.ts';

const turn: PastTurn = { instruction: 'warmer', recipes: [emptyRecipe, { ...emptyRecipe, settings: { exposure: 1 } }] };

describe.each([
  ...Object.entries(tables).map(([subject, table]) => [subject, table, []] as const),
  ...Object.entries(tablesWithHistory).map(([subject, table]) => [subject, table, [turn, turn]] as const),
])('a person is understood who writes of %s', (_subject, table, history) => {
  it.each(table)('%s', (instruction, expected) => {
    const named = wanted(expected);
    expect(written(readInstruction(instruction, history), named)).toEqual(named);
  });
});

/** What holds of every reading: one goal per axis and region, amounts in range, and every part a part of the text. */
function holdsItsLaws(text: string): void {
  const intent = readInstruction(text, [turn]);
  const keys = intent.goals.map(({ axis, region }) => `${axis} ${JSON.stringify(region)}`);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { axis, amount } of intent.goals) {
    expect(axes).toContain(axis);
    expect(Math.abs(amount)).toBeLessThanOrEqual(1);
    expect(amount).not.toBe(0);
  }
  for (const { amount } of [...intent.tonings, ...intent.recolours]) {
    expect(amount).toBeGreaterThan(0);
    expect(amount).toBeLessThanOrEqual(1);
  }
  const sources = [
    ...intent.goals,
    ...intent.tonings,
    ...intent.recolours,
    ...intent.constraints,
    ...intent.corrections,
    ...intent.explicit,
    ...intent.outOfRange,
    ...intent.followUps,
    ...intent.guessed,
    ...intent.reasons,
    ...(intent.geometry === null ? [] : [intent.geometry]),
  ].map(({ source }) => source);
  const quoted = [...sources, ...intent.contradictions.flatMap(({ earlier, later }) => [earlier, later])];
  const parts = [...quoted, ...intent.notDevelopWork, ...intent.notUnderstood];
  expect(parts.filter((part) => !text.includes(part))).toEqual([]);
}

describe('an instruction', () => {
  it('never makes the reader throw, repeats an axis or leaves −1..1, whatever is written', () => {
    const words = [...englishLexicon.rows, ...chineseLexicon.rows].flatMap(([, phrases]) => phrases.split('|'));
    const sentence = fc
      .array(
        fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'grapheme', maxLength: 6 }), fc.integer().map(String)),
        {
          minLength: 1,
          maxLength: 14,
        },
      )
      .map((parts) => parts.join(' ').slice(0, limits.instructionLengthChars))
      .filter((text) => text.trim() !== '');
    fc.assert(fc.property(sentence, holdsItsLaws), { numRuns: 400 });
  });

  it('of any characters at all gives an intent whose parts are its own words', () => {
    const anything = fc
      .string({ unit: 'binary', minLength: 1, maxLength: limits.instructionLengthChars })
      .filter((text) => text.trim() !== '');
    fc.assert(fc.property(anything, holdsItsLaws), { numRuns: 40 });
  });

  it.each([
    '{'.repeat(2_000),
    '<a'.repeat(1_000),
    '`'.repeat(2_000),
    '1:'.repeat(1_000),
    'a '.repeat(1_000),
    '[{"'.repeat(600),
  ])(
    'that repeats what starts code, a ratio or a word is read without a search that grows with its square: %#',
    (text) => {
      expect(() => readInstruction(text)).not.toThrow();
    },
  );

  it('of the longest allowed length is read quickly enough to be read at all', () => {
    expect(readInstruction('warmer, '.repeat(400).slice(0, limits.instructionLengthChars)).goals).toHaveLength(1);
    expect(() => readInstruction('暗'.repeat(limits.instructionLengthChars))).not.toThrow();
  });

  it.each(['', '   ', '\n\t'])('that is empty is refused: %j', (text) => {
    expect(() => readInstruction(text)).toThrow(expect.objectContaining({ code: 'instruction.empty' }) as Fault);
  });

  it('past the limit is refused with the limit in the message', () => {
    const read = (): Intent => readInstruction('x'.repeat(limits.instructionLengthChars + 1));
    expect(read).toThrow(String(limits.instructionLengthChars));
    expect(read).toThrow(expect.objectContaining({ code: 'instruction.tooLong' }) as Fault);
  });

  it.each([
    ['warmer', 'en'],
    ['暖一点', 'zh'],
    ['电影感, teal', 'zh'],
    ['cinematic, teal and orange, 暖', 'en'],
    ['做成 film 的感觉', 'zh'],
    ['+0.7 EV', 'en'],
  ])('%s is answered in %s', (text, locale) => {
    expect(readInstruction(text).locale).toBe(locale);
  });

  it('quotes what it did not understand in the writer’s own letters', () => {
    expect(readInstruction('Warmer, and Wobble the Thing').notUnderstood).toEqual(['Wobble the Thing']);
  });

  it('asks less of a look that is wanted "a bit" than of one that is wanted "very" much', () => {
    const amountOf = (text: string): number =>
      readInstruction(text).goals.find(({ axis }) => axis === 'warmth')!.amount;
    expect(amountOf('a bit of golden hour')).toBeLessThan(amountOf('golden hour'));
    expect(amountOf('golden hour')).toBeLessThan(amountOf('very golden hour'));
  });

  it('caps what a look brings when it says "not too"', () => {
    const goal = readInstruction('golden hour, not too warm').goals.find(({ axis }) => axis === 'warmth');
    expect(goal?.amount).toBeGreaterThan(0);
    expect(goal?.amount).toBeLessThanOrEqual(0.35);
  });

  it('leaves out of a look what it says "no" to', () => {
    const goals = readInstruction('cinematic, no vignette').goals.map(({ axis }) => axis);
    expect(goals).toContain('contrast');
    expect(goals).not.toContain('vignette');
  });
});

describe('a follow-up', () => {
  it('that names a version which the session does not have yet is told to have no history', () => {
    const { followUps, reasons } = readInstruction('back to version 3', [turn, turn]);
    expect(followUps).toEqual([]);
    expect(reasons).toEqual([{ why: 'noHistory', source: 'back to version 3' }]);
  });
});

describe('a number past its range', () => {
  it('is told with the range of its tool', () => {
    const { outOfRange, explicit } = readInstruction('contrast 200, exposure +1');
    expect(outOfRange).toEqual([{ source: 'contrast 200', tool: 'contrast', min: -100, max: 100 }]);
    expect(explicit).toHaveLength(1);
  });
});

describe('an S-curve', () => {
  it('darkens the quarter tones and brightens the three-quarter tones, more so when it is strong', () => {
    const lift = (text: string): number => {
      const points = readInstruction(text).explicit[0]!.value as readonly CurvePoint[];
      const [low, high] = points.slice(1, 3);
      expect(low![1]).toBeLessThan(low![0]);
      return high![1] - high![0];
    };
    expect(lift('strong S-curve')).toBeGreaterThan(lift('S-curve'));
    expect(lift('S-curve')).toBeGreaterThan(lift('a gentle S-curve'));
    expect(lift('a gentle S-curve')).toBeGreaterThan(0);
  });
});

describe('the lexicons', () => {
  it('know every part that a matte can cover, in both languages', () => {
    for (const { rows } of [englishLexicon, chineseLexicon]) {
      const named = rows.flatMap(([meaning]) =>
        meaning.kind === 'region' && meaning.region !== 'whole' && meaning.region.kind === 'matte'
          ? [meaning.region.name]
          : [],
      );
      expect(new Set(named)).toEqual(new Set(regionNames));
    }
  });

  it('know at least forty looks, and the tables have a sentence for each in each language', () => {
    expect(Object.keys(looks).length).toBeGreaterThanOrEqual(40);
    const han = /\p{Script=Han}/u;
    for (const look of Object.keys(looks)) {
      const sentences = namedLooks
        .filter(([, expected]) => wanted(expected).includes(`look:${look}`))
        .map(([text]) => text);
      expect
        .soft(
          sentences.some((text) => han.test(text)),
          `${look} in Chinese`,
        )
        .toBe(true);
      expect
        .soft(
          sentences.some((text) => !han.test(text)),
          `${look} in English`,
        )
        .toBe(true);
    }
  });

  it('name sliders by the aliases of the catalogue', () => {
    expect(readInstruction('keystone 20').explicit[0]).toMatchObject({ tool: 'perspectiveVertical', value: 20 });
    expect(readInstruction('粗颗粒 60').explicit[0]).toMatchObject({ tool: 'grainSize', value: 60 });
  });
});

describe.each([
  ['English', englishLexicon],
  ['Chinese', chineseLexicon],
])('the %s lexicon', (_language, lexicon) => {
  it('gives each phrase one meaning', () => {
    const phrases = lexicon.rows.flatMap(([, row]) => row.split('|'));
    expect(phrases.filter((phrase, index) => phrases.indexOf(phrase) !== index)).toEqual([]);
  });
});
