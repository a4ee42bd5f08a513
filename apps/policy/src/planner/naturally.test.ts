import { readInstruction } from '@safelight/intent';
import { expect, it } from 'vitest';
import { naturally } from './naturally.ts';

const read = (instruction: string) => naturally(readInstruction(instruction), instruction);

it.each(['给她磨皮，自然一点', 'smooth her skin, more natural'])(
  '“natural” after a wish for a part tells how it is done, and rights nothing of the whole: %s',
  (instruction) => {
    const plain = readInstruction(instruction);
    const { goals, corrections, looks } = read(instruction);
    expect(plain.corrections).not.toEqual([]);
    expect([corrections, looks]).toEqual([[], []]);
    expect(Math.abs(goals[0]!.amount)).toBeLessThan(Math.abs(plain.goals[0]!.amount));
  },
);

it.each(['自然一点', 'natural look, brighten her face', 'warmer, natural look'])(
  '“natural” as a wish of its own, or beside a wish for the whole, stays one: %s',
  (instruction) => {
    expect(read(instruction)).toEqual(readInstruction(instruction));
    expect(read(instruction).corrections).not.toEqual([]);
  },
);
