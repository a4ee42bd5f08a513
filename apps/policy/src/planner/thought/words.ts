import type { EvaluationMetric, Locale, Prediction, Problem, ToolCall } from '@safelight/core';
import type { Constraint, FollowUp, Intent } from '@safelight/intent';
import type { Decision, Phase } from '../decide.ts';
import type { Framing } from '../geometry/crop.ts';
import type { NotFound } from '../parts.ts';
import type { Target } from '../target.ts';
import { english } from './en/index.ts';
import type { Facts } from './facts.ts';
import { chinese } from './zh/index.ts';

/** What a step was expected to do, and what it did. */
export interface Comparison extends Prediction {
  readonly measured: number;
}

/** What a round was short of, and what its settings had to do with it. */
export interface Gaps {
  readonly short: readonly Comparison[];
  readonly judged: readonly EvaluationMetric[];
}

export interface Assessment {
  readonly tooWeak: readonly string[];
  readonly tooStrong: readonly string[];
  readonly missing: readonly string[];
}

/** A language in which the planner thinks aloud. Each function gives whole sentences, in reading order. */
export interface Words {
  readonly sees: (facts: Facts) => readonly string[];
  readonly wants: (
    targets: readonly Target[],
    constraints: readonly Constraint[],
    looks: readonly string[],
  ) => readonly string[];
  readonly resumes: (followUps: readonly FollowUp[]) => readonly string[];
  /** The settings that going back takes out, as they stood. */
  readonly takesBack: (calls: readonly ToolCall[]) => readonly string[];
  readonly frames: (framing: Framing) => readonly string[];
  readonly does: (phase: Phase, calls: readonly ToolCall[]) => readonly string[];
  readonly expects: (predictions: readonly Prediction[]) => readonly string[];
  readonly compares: (comparisons: readonly Comparison[], step: number) => readonly string[];
  readonly hits: (guards: readonly string[]) => readonly string[];
  readonly refused: (problems: readonly Problem[]) => readonly string[];
  readonly dead: (levers: readonly string[]) => readonly string[];
  readonly returns: (step: number) => readonly string[];
  readonly reflects: (gaps: Gaps, assessment: Assessment) => readonly string[];
  readonly ends: (why: Extract<Decision, { type: 'finish' }>['why'], met: number, wanted: number) => readonly string[];
  readonly sums: (rows: readonly Comparison[]) => readonly string[];
  /** What is left out, and what was read into the words. */
  readonly leaves: (intent: Intent, notFound: readonly NotFound[]) => readonly string[];
  /** Message of the fault when nothing of the instruction can be done. */
  readonly nothing: (intent: Intent) => string;
  /** Between two sentences. */
  readonly gap: string;
}

export function wordsOf(locale: Locale): Words {
  return locale === 'zh' ? chinese : english;
}
