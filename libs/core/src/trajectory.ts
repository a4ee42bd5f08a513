/** The nouns of the agent's work: observation, step, trajectory, evaluation, reflection. */
import type { Problem } from './fault.ts';
import type { Measurement } from './measurement.ts';
import type { Recipe, ToolCall } from './recipe.ts';

/** Language of an instruction and of what is said back about it. */
export type Locale = 'en' | 'zh';

/** A stored picture, named by the SHA-256 (lower-case hex) of its bytes. */
export interface ImageRef {
  readonly sha256: string;
  readonly mediaType: string;
  /** Upright pixels. */
  readonly width: number;
  readonly height: number;
}

/** What the agent sees: the picture under a recipe, its measurements, and which calls were refused on the way. */
export interface Observation {
  readonly image: ImageRef;
  readonly recipe: Recipe;
  readonly measurement: Measurement;
  readonly problems: readonly Problem[];
}

/** A measured figure that a step means to move, as a path into `Measurement`, e.g. `lightness.p50` or `cast.b`. */
export interface Prediction {
  readonly metric: string;
  readonly before: number;
  readonly expected: number;
}

/** Thought → tool calls → render → observation. */
export interface Step {
  /** 1 for the first step; the original is observation 0. */
  readonly index: number;
  readonly thought: string;
  readonly predictions: readonly Prediction[];
  readonly calls: readonly ToolCall[];
  readonly observation: Observation;
}

export interface Scores {
  /** 1 (poor) .. 5 (excellent). */
  readonly aesthetic: number;
  readonly instruction: number;
}

/** How the policy ended the turn. */
export interface Finish {
  readonly thought: string;
  readonly selfScore: Scores;
  /** Parts of the instruction that were not understood or cannot be done by developing; verbatim, possibly empty. */
  readonly notDone: readonly string[];
}

export interface EvaluationMetric {
  readonly name: string;
  readonly axis: 'aesthetic' | 'instruction';
  /** Share of the axis' score, > 0; the weights of one axis sum to 1. */
  readonly weight: number;
  /** 0 (failed) .. 10 (perfect). */
  readonly value: number;
  /** The measured figures behind the value, in words. */
  readonly evidence: string;
}

export interface Evaluation {
  readonly scores: Scores;
  /** 0..1: how much of the instruction the metrics cover. */
  readonly confidence: number;
  readonly metrics: readonly EvaluationMetric[];
  readonly rationale: string;
  readonly evaluatorVersion: string;
}

/** The recorded steps of a turn with every image reference and score. */
export interface Trajectory {
  readonly schema: 1;
  readonly id: string;
  readonly sessionId: string;
  readonly turnId: string;
  /** SHA-256 of the original file. */
  readonly photoSha256: string;
  readonly instruction: string;
  readonly locale: Locale;
  /** `planner/1` and the like: which back end decided. */
  readonly policyVersion: string;
  readonly engineVersion: string;
  readonly seed: number;
  readonly original: Observation;
  readonly steps: readonly Step[];
  readonly finish: Finish | null;
  readonly evaluation: Evaluation | null;
}

/** Why a worse trajectory was worse and what puts it right; made from two trajectories of the same input. */
export interface Reflection {
  readonly id: string;
  readonly photoSha256: string;
  readonly instruction: string;
  readonly locale: Locale;
  readonly worse: Trajectory;
  readonly better: Trajectory;
  /** What was worse and why, in the instruction's language, with figures. */
  readonly analysis: string;
  /** The calls that, applied to the original, put it right. */
  readonly correction: readonly ToolCall[];
  /** Instruction + aesthetic score difference that made the pair (better − worse). */
  readonly margin: number;
}
