/** The nouns of the agent's work: observation, step, trajectory, evaluation, reflection. */
import type { Problem } from './fault.ts';
import type { Measurement, RegionFigures, Scene } from './measurement.ts';
import type { CallValue, Recipe, ToolCall } from './recipe.ts';

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
  /** The regions that the policy asked for, in its order; those that were not found have a share of 0. */
  readonly regions: readonly RegionFigures[];
  /** Of the original, when the policy asked for it. */
  readonly scene: Scene | null;
  readonly problems: readonly Problem[];
}

/**
 * A measured figure that a step means to move, as a path into `Measurement`, e.g. `lightness.p50` or `cast.b`, or into
 * the figures of a region: `sky.lightness.p50`.
 */
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
  /** The recipe that the calls apply to when it is not the last observation's: an undo, a reflection from the start. */
  readonly base: Recipe | null;
  /** 0 = editing, 1, 2 … = reflection rounds. */
  readonly round: number;
  /** Who decided this step; differs from the trajectory's when a back end failed and another took over. */
  readonly policyVersion: string;
  readonly usage: TokenUsage;
  readonly observation: Observation;
}

/** What a hosted model counted; all 0 where none was asked. */
export interface TokenUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Millionths of a US dollar, by the prices in the configuration. */
  readonly costMicroUsd: number;
}

export const noUsage: TokenUsage = { promptTokens: 0, completionTokens: 0, costMicroUsd: 0 };

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
  /** Wishes that the policy tried and did not reach, verbatim, possibly empty: a reason to reflect. */
  readonly missed: readonly string[];
  readonly usage: TokenUsage;
}

/** One end of a trajectory: editing is round 0, each reflection one more. */
export interface Round {
  readonly index: number;
  readonly finish: Finish;
  readonly evaluation: Evaluation;
  /** False for a reflection that did not help: its steps are undone. */
  readonly kept: boolean;
}

/** A group's comparison: G trajectories of the same input. */
export interface Comparison {
  /** R_pp of each candidate, 0..1, in the order of the candidates (JarvisEvo, pairwise preference). */
  readonly winRates: readonly number[];
  /** Candidate numbers, best first. */
  readonly order: readonly number[];
  readonly evaluatorVersion: string;
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

/** An earlier turn of the session, or what a person did between two turns, as a follow-up needs it. */
export interface PastTurn {
  /** Empty when a person changed the settings by hand. */
  readonly instruction: string;
  /** Where the turn began, then after each step that stands; the last one is its result. */
  readonly recipes: readonly Recipe[];
}

/** The recorded steps of a turn with every image reference and score. */
export interface Trajectory {
  readonly schema: 2;
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
  /** 0 .. G − 1 within its group. */
  readonly candidate: number;
  /** Turns of the session before this one, oldest first. */
  readonly history: readonly PastTurn[];
  /** Of all rounds, in order. */
  readonly steps: readonly Step[];
  readonly rounds: readonly Round[];
  /** Of the last kept round. */
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
  /** Which settings left which measured figure where it should not be, the strongest first. */
  readonly attributions: readonly Attribution[];
  /** Who analysed: `embedded/1`, or a model. */
  readonly teacherVersion: string;
  readonly rule: PairRule;
}

/** How two trajectories came together: candidates of one turn, or the same input at different times. */
export type PairRule = 'group' | 'time';

/** One setting of the worse edit and a figure that it explains: "temperature 34 too high: skin b* +9". */
export interface Attribution {
  readonly tool: string;
  /** Correction, swatch or place of a local tool. */
  readonly target: string | null;
  /** In panel units; null where the edit had none. */
  readonly worse: CallValue | null;
  readonly better: CallValue | null;
  /** Path into `Measurement` or a region, as in a prediction. */
  readonly metric: string;
  /** Worse − better result, in the figure's unit. */
  readonly deviation: number;
}

/** The steps of rounds that were not undone. */
export function keptSteps({
  steps,
  rounds,
}: Pick<Trajectory, 'steps'> & { readonly rounds: readonly Pick<Round, 'index' | 'kept'>[] }): readonly Step[] {
  const undone = new Set(rounds.filter(({ kept }) => !kept).map(({ index }) => index));
  return steps.filter(({ round }) => !undone.has(round));
}

/** What a trajectory came to: the last observation of its last kept round, the original when it has no step. */
export function outcomeOf(trajectory: Pick<Trajectory, 'original' | 'steps' | 'rounds'>): Observation {
  return keptSteps(trajectory).at(-1)?.observation ?? trajectory.original;
}
