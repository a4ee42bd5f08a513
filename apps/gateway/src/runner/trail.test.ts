import type { RecipeOrigin } from '@safelight/core';
import { emptyRecipe } from '@safelight/core';
import { describe, expect, it } from 'vitest';
import type { Mark } from '../store/trail.ts';
import { entriesAfter } from './trail.ts';
import type { Entry } from './trail.ts';

type Deed = readonly ['turn', string, number?] | readonly ['step', string, number] | readonly ['by hand', RecipeOrigin];

/** A log of turns (with as many steps as named) and changes by hand, its events numbered from 2. */
function log(...deeds: readonly Deed[]): Mark[] {
  const marks: Mark[] = [];
  const add = (mark: object) => void marks.push({ ...mark, sequence: marks.length + 2 } as Mark);
  for (const [what, who, count] of deeds) {
    if (what === 'by hand') add({ type: 'recipe.changed', turnId: null, origin: who });
    else {
      if (what === 'turn') add({ type: 'turn.started', turnId: who });
      for (let step = 1; step <= (count ?? 1); step++) add({ type: 'step.observed', turnId: who, candidate: 0, step });
      if (what === 'turn') add({ type: 'turn.finished', turnId: who, candidate: 0 });
    }
  }
  return marks;
}

const calls: Deed = ['by hand', { type: 'calls', calls: [] }];
const to = (sequence: number): Deed => ['by hand', { type: 'restored', sequence }];
const told = (entries: readonly Entry[]) =>
  entries.map((entry) =>
    entry.type === 'hand'
      ? `by hand ${entry.from ?? 'from the start'} > ${entry.changes.join(', ')}`
      : `${entry.turnId}${entry.step === null ? '' : ` to step ${entry.step}`}${entry.revised === null ? '' : ' revised'}`,
  );
const counting = (...deeds: readonly Deed[]) => told(entriesAfter('ses_1', log(...deeds), []).entries);

describe('what still counts of a session', () => {
  it('is each turn, and changes by hand that follow each other as one', () => {
    expect(counting(calls, ['turn', 'a'], calls, calls, ['turn', 'b'])).toEqual([
      ...['by hand from the start > 2', 'a', 'by hand 5 > 6, 7', 'b'],
    ]);
  });

  it('is after an undo what counted there, and after a redo all of it again', () => {
    // a: 2 started, 3 and 4 observed, 5 finished; b: 6 to 8.
    const both: readonly Deed[] = [
      ['turn', 'a', 2],
      ['turn', 'b'],
    ];
    expect(counting(...both, to(5))).toEqual(['a']);
    expect(counting(...both, to(3))).toEqual(['a to step 1']);
    expect(counting(...both, to(6))).toEqual(['a']);
    expect(counting(...both, to(1))).toEqual([]);
    expect(counting(...both, to(5), to(8))).toEqual(['a', 'b']);
    expect(counting(...both, to(5), to(8), to(9))).toEqual(['a']);
    expect(counting(...both, to(5), ['turn', 'c'])).toEqual(['a', 'c']);
  });

  it('is a turn done another way, where a person took a variant or revised its steps', () => {
    const revision = { type: 'revision', turnId: 'a', candidate: 0, revisions: [], recipes: [emptyRecipe] } as const;
    expect(counting(['turn', 'a'], ['turn', 'b'], ['by hand', revision])).toEqual(['a revised']);
    expect(counting(calls, ['turn', 'a'], ['by hand', { type: 'variant', turnId: 'a', candidate: 1 }])).toEqual([
      ...['by hand from the start > 2', 'a'],
    ]);
  });

  it('is what a canceled turn had done, only when a person took it', () => {
    const begun = log(['turn', 'a'], ['turn', 'b', 2]).slice(0, -1);
    const taken = { type: 'recipe.changed', turnId: null, sequence: 9, origin: { type: 'variant', turnId: 'b', candidate: 0 } } as const; // prettier-ignore
    expect(told(entriesAfter('ses_1', begun, []).entries)).toEqual(['a']);
    expect(told(entriesAfter('ses_1', [...begun, taken], []).entries)).toEqual(['a', 'b']);
  });

  it('is in a branch what counted where it came from, and its own after that', () => {
    const parent = entriesAfter('ses_0', log(['turn', 'a', 2], calls), []);
    const branch: Deed = ['by hand', { type: 'branch', sessionId: 'ses_0', sequence: 3 }];
    const own = entriesAfter('ses_1', log(branch, calls, ['turn', 'c'], to(1)), parent.at(3));
    expect(told(own.at(6))).toEqual(['a to step 1', 'by hand 2 > 3', 'c']);
    expect(told(own.entries)).toEqual(['a to step 1']);
  });
});
