import { readFile } from 'node:fs/promises';
import type { SampleResult } from '../dataset/edit.ts';
import type { InverseResult } from '../inverse/solve.ts';
import type { CaseResult } from '../run/case.ts';
import { number } from './print.ts';
import { passed } from './summary.ts';

/** One line of pictures of a contact sheet: what it was, what it became, and what is said about it. */
export interface Entry {
  readonly title: string;
  readonly instruction: string;
  readonly pictures: readonly { readonly name: string; readonly bytes: Buffer | null }[];
  readonly good: boolean;
  readonly remarks: readonly string[];
  readonly thoughts: readonly string[];
}

export function caseEntries(result: CaseResult): Entry[] {
  return result.turns.map((turn, index) => {
    const before = index === 0 ? result.original : (result.turns[index - 1]!.image ?? result.original);
    const failures = turn.verdicts.filter(({ held }) => !held);
    return {
      title: `${result.case.category}/${result.case.name}${result.turns.length > 1 ? `, turn ${index + 1}` : ''} (${turn.steps} steps)`,
      instruction: turn.instruction,
      pictures: [
        { name: index === 0 ? 'original' : 'before the turn', bytes: before },
        { name: 'result', bytes: turn.image },
      ],
      good: failures.length === 0 && passed(result),
      remarks: failures.map(({ name, expected, seen }) => `${name}: expected ${expected}; seen ${seen}`),
      thoughts: turn.thoughts,
    };
  });
}

export function inverseEntry({ problem, nothing, edited, steps, error, images }: InverseResult): Entry {
  const figures =
    edited === null ? `failed: ${error}` : `L2×10³ ${number(edited.l2)}, nothing done ${number(nothing.l2)}`;
  return {
    title: `inverse/${problem.id} (${steps} steps)`,
    instruction: problem.instruction,
    pictures: [
      { name: 'original', bytes: images.before },
      { name: 'result', bytes: images.after },
      { name: 'target', bytes: images.target },
    ],
    good: edited !== null && edited.l2 < nothing.l2,
    remarks: [figures],
    thoughts: [],
  };
}

export async function sampleEntry({ sample, edited, nothing, image, error }: SampleResult): Promise<Entry> {
  const [before, target] = await Promise.all([readFile(sample.before), readFile(sample.target)]);
  return {
    title: sample.id,
    instruction: sample.instruction,
    pictures: [
      { name: 'before', bytes: before },
      { name: 'result', bytes: image },
      { name: 'target', bytes: target },
    ],
    good: edited !== null && nothing !== null && edited.l2 < nothing.l2,
    remarks: [error ?? `L2×10³ ${number(edited!.l2)}, nothing done ${number(nothing!.l2)}`],
    thoughts: [],
  };
}
