import { limits, type Fault } from '@safelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axes, type Intent } from './intent.ts';
import { english as englishLexicon } from './lexicon/en/index.ts';
import { chinese as chineseLexicon } from './lexicon/zh/index.ts';
import { readInstruction } from './read.ts';
import { chinese, english } from './read.table.ts';

/** The intent in the notation of the table: goals of looks and amounts only where the table names them. */
function written(intent: Intent, named: readonly string[]): readonly string[] {
  const goals = intent.goals.flatMap(({ axis, amount, look }) => {
    const goal = `${amount > 0 ? '+' : '-'}${axis}`;
    const pinned = `${goal}:${Math.abs(amount)}`;
    if (named.includes(pinned)) return [pinned];
    return look === null || named.includes(goal) ? [goal] : [];
  });
  return [
    ...goals,
    ...intent.looks.map((look) => `look:${look}`),
    ...intent.constraints.map(({ protect }) => `keep:${protect}`),
    ...intent.corrections.map(({ what }) => `fix:${what}`),
    ...intent.explicit.map(({ tool, value }) => `set:${tool}=${String(value)}`),
    ...intent.notDevelopWork.map(() => 'gen'),
    ...intent.notUnderstood.map(() => 'unk'),
  ].toSorted();
}

function wanted(expected: string): readonly string[] {
  return expected.split(/ (?=[+-]|look:|keep:|fix:|set:|gen|unk)/).toSorted();
}

describe.each([
  ['English', english],
  ['Chinese', chinese],
])('a person who writes %s is understood', (_language, table) => {
  it.each(table)('%s', (instruction, expected) => {
    const named = wanted(expected);
    expect(written(readInstruction(instruction), named)).toEqual(named);
  });
});

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
    fc.assert(
      fc.property(sentence, (text) => {
        const { goals, constraints, notDevelopWork, notUnderstood } = readInstruction(text);
        expect(new Set(goals.map(({ axis }) => axis)).size).toBe(goals.length);
        for (const { axis, amount } of goals) {
          expect(axes).toContain(axis);
          expect(Math.abs(amount)).toBeLessThanOrEqual(1);
          expect(amount).not.toBe(0);
        }
        const quoted = [...goals, ...constraints].map(({ source }) => source);
        for (const part of [...quoted, ...notDevelopWork, ...notUnderstood]) expect(text).toContain(part);
      }),
      { numRuns: 400 },
    );
  });

  it('of the longest allowed length is read quickly enough to be read at all', () => {
    expect(readInstruction('warmer '.repeat(400).slice(0, limits.instructionLengthChars)).goals).toHaveLength(1);
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

describe.each([
  ['English', englishLexicon],
  ['Chinese', chineseLexicon],
])('the %s lexicon', (_language, lexicon) => {
  it('gives each phrase one meaning', () => {
    const phrases = lexicon.rows.flatMap(([, row]) => row.split('|'));
    expect(phrases.filter((phrase, index) => phrases.indexOf(phrase) !== index)).toEqual([]);
  });
});
