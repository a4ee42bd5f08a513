import type { ToolCall } from '@safelight/core';
import type { Judged } from '../sample/pair.ts';
import { en } from './en.ts';
import { factsOf } from './facts.ts';
import { zh } from './zh.ts';

/**
 * What was worse, why, and what puts it right, in the instruction's language. Every sentence states figures of the
 * two trajectories; nothing else is known here.
 */
export function analyze(worse: Judged, better: Judged, correction: readonly ToolCall[]): string {
  return (worse.locale === 'zh' ? zh : en)(factsOf(worse, better), correction);
}
