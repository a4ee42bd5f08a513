import type { Case, Finding, Words } from '../metric.ts';

/** A quality of the picture that is looked at whatever was asked, though what was asked moves its bounds. */
export interface Quality {
  readonly name: string;
  /** How much it counts in this case beside the others, 0 when it does not apply. */
  readonly weight: (subject: Case) => number;
  readonly judge: (subject: Case) => { readonly value: number; readonly evidence: Words };
}

export function findingOf(quality: Quality, subject: Case): Finding {
  const { value, evidence } = quality.judge(subject);
  return { value, evidence: evidence[subject.intent.locale] };
}

export const arrow = (from: number, to: number, digits = 1): string =>
  `${from.toFixed(digits)} → ${to.toFixed(digits)}`;
