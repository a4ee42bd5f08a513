import { readFile } from 'node:fs/promises';
import { plcc, srcc } from '@safelight/editmetrics';
import type { Scores } from '@safelight/core';
import type { Client } from '../run/client.ts';
import type { JudgedSample } from './sample.ts';

/** Null scores: the evaluator failed on it, for the reason in `error`. */
export interface JudgeResult {
  readonly sample: JudgedSample;
  readonly scores: Scores | null;
  readonly error: string | null;
}

export async function judgeSample(client: Client, sample: JudgedSample): Promise<JudgeResult> {
  try {
    const [before, after] = await Promise.all([readFile(sample.before), readFile(sample.after)]);
    const evaluation = await client.evaluate(before, after, sample.instruction);
    return { sample, scores: evaluation!.scores, error: null };
  } catch (error) {
    return { sample, scores: null, error: error instanceof Error ? error.message : String(error) };
  }
}

/** How well our scores follow people's, over what was scored. */
export interface Agreement {
  readonly axis: keyof Scores;
  readonly srcc: number | null;
  readonly plcc: number | null;
  readonly scored: number;
  readonly failed: number;
}

export function agreements(results: readonly JudgeResult[]): Agreement[] {
  const scored = results.filter((one) => one.scores !== null);
  return (['aesthetic', 'instruction'] as const).map((axis) => {
    const ours = scored.map(({ scores }) => scores![axis]);
    const people = scored.map(({ sample }) => sample.people[axis]);
    const counts = { scored: scored.length, failed: results.length - scored.length };
    return { axis, srcc: srcc(ours, people), plcc: plcc(ours, people), ...counts };
  });
}
