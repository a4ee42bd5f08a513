import type { Locale, Prediction, Problem, ToolCall } from '@safelight/core';
import type { Constraint } from '@safelight/intent';
import type { Decision, Phase } from '../decide.ts';
import type { LeverName } from '../levers.ts';
import type { Target } from '../targets.ts';
import { english } from './en.ts';
import type { Facts } from './facts.ts';
import { chinese } from './zh.ts';

/** What a step was expected to do, and what it did. */
export interface Comparison extends Prediction {
  readonly measured: number;
}

/** A language in which the planner thinks aloud. Each function gives whole sentences, in reading order. */
export interface Words {
  readonly sees: (facts: Facts) => readonly string[];
  readonly wants: (
    targets: readonly Target[],
    constraints: readonly Constraint[],
    looks: readonly string[],
  ) => readonly string[];
  readonly does: (phase: Phase, calls: readonly ToolCall[]) => readonly string[];
  readonly expects: (predictions: readonly Prediction[]) => readonly string[];
  readonly compares: (comparisons: readonly Comparison[], step: number) => readonly string[];
  readonly hits: (guards: readonly string[]) => readonly string[];
  readonly refused: (problems: readonly Problem[]) => readonly string[];
  readonly dead: (levers: readonly LeverName[]) => readonly string[];
  readonly ends: (why: Extract<Decision, { type: 'finish' }>['why'], met: number, wanted: number) => readonly string[];
  readonly sums: (rows: readonly Comparison[]) => readonly string[];
  readonly leaves: (notDevelopWork: readonly string[], notUnderstood: readonly string[]) => readonly string[];
  /** Message of the fault when nothing of the instruction can be done. */
  readonly nothing: (notDevelopWork: readonly string[], notUnderstood: readonly string[]) => string;
  /** Between two sentences. */
  readonly gap: string;
}

export function wordsOf(locale: Locale): Words {
  return locale === 'zh' ? chinese : english;
}
