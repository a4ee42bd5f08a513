import type { EvaluationMetric, Locale } from '@safelight/core';
import type { Axis, Intent } from '@safelight/intent';
import type { Pair } from '../pair/pair.ts';
import type { Parts } from '../part/part.ts';
import type { Figures } from '../picture/figures.ts';
import type { Picture } from '../picture/picture.ts';
import type { Settings } from './settings.ts';

/** What is judged: two pictures and what was asked for. */
export interface Case {
  readonly intent: Intent;
  readonly before: Picture;
  readonly after: Picture;
  /** Place by place; null when the two cannot be laid over each other. */
  readonly pair: Pair | null;
  /** The parts that the instruction names. */
  readonly parts: Parts;
  /** How far each picture is from level, where the instruction asks for that and the picture tells. */
  readonly tilts: Tilts | null;
  /** What made the pictures; null when the caller does not say. */
  readonly settings: Settings | null;
}

/** Degrees off level. */
export interface Tilts {
  readonly before: number;
  readonly after: number;
}

/** Figures of the same thing before and after: of the whole picture or of one part. */
export interface Span {
  readonly before: Figures;
  readonly after: Figures;
}

/** What a metric found. */
export interface Finding {
  /** 0 (failed) .. 10 (perfect). */
  readonly value: number;
  /** The figures behind the value, in the instruction's language. */
  readonly evidence: string;
}

/** One question about a case, made for that case by `select.ts`. */
export interface Metric {
  readonly name: string;
  readonly axis: EvaluationMetric['axis'];
  /** How much it counts beside the others of its axis, > 0; normalised later. */
  readonly weight: number;
  judge(subject: Case): Finding;
}

/** A text in each language of instructions. */
export type Words = Readonly<Record<Locale, string>>;

/** How far an axis of the whole photo was asked to move: −1 .. 1, 0 when it was not. */
export function asked(intent: Intent, axis: Axis): number {
  return intent.goals.find((goal) => goal.axis === axis && goal.region === null)?.amount ?? 0;
}

/** Whether the picture is to be, or was from the start, without colours: then no metric of colour applies. */
export function isMonochrome({ intent, before }: Case): boolean {
  return asked(intent, 'monochrome') > 0 || before.tones.colourSpread < colourSpreadOfMonochrome;
}

/** JPEG chroma noise of a black-and-white picture stays below this, the dullest colour photograph above. */
export const colourSpreadOfMonochrome = 0.5;
