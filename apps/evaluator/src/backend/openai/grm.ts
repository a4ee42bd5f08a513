import type { Evaluation, EvaluationMetric } from '@safelight/core';
import type { Vlm } from '@safelight/vlm';
import { z } from 'zod';
import { ask } from './ask.ts';
import { promptOf } from './prompts.ts';
import { confidenceOfModel, type Shown } from './shown.ts';

const axes = ['instruction', 'aesthetic'] as const;
const metric = z.object({
  name: z.string().min(1).max(80),
  axis: z.enum(axes),
  weight: z.number().min(1).max(100),
  score: z.number().min(0).max(10),
  evidence: z.string().min(1).max(2_000),
});
const judgement = z
  .object({ metrics: z.array(metric).min(2).max(12), summary: z.string().min(1).max(4_000) })
  .refine(({ metrics }) => axes.every((axis) => metrics.some((one) => one.axis === axis)), {
    message: 'needs at least one criterion of each axis',
    path: ['metrics'],
  });

/**
 * In the manner of RetouchIQ's generalist reward model (arXiv 2602.17558): the model first writes the criteria of this
 * case with their weights, then scores each from 0 to 10; the scalar of an axis is their weighted mean.
 */
export async function grm(vlm: Vlm, shown: Shown, version: string, signal: AbortSignal): Promise<Evaluation> {
  const { before, after, wish, locale } = shown;
  const question = { prompt: promptOf('case', locale), parts: [before, after, wish], name: 'case', reply: judgement };
  const { metrics: found, summary } = await ask(vlm, question, signal);
  const metrics = axes.flatMap((axis): EvaluationMetric[] => {
    const own = found.filter((one) => one.axis === axis);
    const total = own.reduce((sum, { weight }) => sum + weight, 0);
    return own.map(({ name, weight, score, evidence }) => ({
      name,
      axis,
      weight: weight / total,
      value: score,
      evidence,
    }));
  });
  const scoreOf = (axis: EvaluationMetric['axis']): number =>
    1 + 0.4 * metrics.reduce((sum, one) => sum + (one.axis === axis ? one.weight * one.value : 0), 0);
  return {
    // Weights are shares; their rounding may not carry a perfect score past 5.
    scores: { instruction: Math.min(5, scoreOf('instruction')), aesthetic: Math.min(5, scoreOf('aesthetic')) },
    confidence: confidenceOfModel,
    metrics,
    rationale: summary,
    evaluatorVersion: version,
  };
}
