import type { EvaluationMetric, Locale } from '@safelight/core';
import type { Axis, Intent } from '@safelight/intent';
import type { Picture } from '../picture/picture.ts';

/** What is judged: two pictures and what was asked for. */
export interface Case {
  readonly intent: Intent;
  readonly before: Picture;
  readonly after: Picture;
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

/** How far an axis was asked to move: −1 .. 1, 0 when it was not. */
export function asked(intent: Intent, axis: Axis): number {
  return intent.goals.find((goal) => goal.axis === axis)?.amount ?? 0;
}

/** Whether the picture is to be, or was from the start, without colours: then no metric of colour applies. */
export function isMonochrome({ intent, before }: Case): boolean {
  return asked(intent, 'monochrome') > 0 || before.tones.colourSpread < colourSpreadOfMonochrome;
}

/** JPEG chroma noise of a black-and-white picture stays below this, the dullest colour photograph above. */
export const colourSpreadOfMonochrome = 0.5;
