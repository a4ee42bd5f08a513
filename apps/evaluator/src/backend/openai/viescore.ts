import type { Evaluation, EvaluationMetric, Locale } from '@safelight/core';
import type { Vlm } from '@safelight/vlm';
import { z } from 'zod';
import { ask } from './ask.ts';
import { promptOf } from './prompts.ts';
import { confidenceOfModel, type Shown } from './shown.ts';

const mark = z.number().min(0).max(10);
const evidence = z.string().min(1).max(2_000);
const follow = z.object({ success: mark, successEvidence: evidence, restraint: mark, restraintEvidence: evidence });
const quality = z.object({
  naturalness: mark,
  naturalnessEvidence: evidence,
  cleanness: mark,
  cleannessEvidence: evidence,
});

/**
 * In the manner of VIEScore (Ku et al. 2024): two marks for following the instruction, given with both pictures, and two
 * for quality, given without the original; each score is the lower of its two, and O = √(SC · PQ).
 */
export async function viescore(vlm: Vlm, shown: Shown, version: string, signal: AbortSignal): Promise<Evaluation> {
  const { before, after, wish, locale } = shown;
  const [sc, pq] = await Promise.all([
    ask(
      vlm,
      { prompt: promptOf('follow', locale), parts: [before, after, wish], name: 'follow', reply: follow },
      signal,
    ),
    ask(vlm, { prompt: promptOf('quality', locale), parts: [after], name: 'quality', reply: quality }, signal),
  ]);
  const following = Math.min(sc.success, sc.restraint);
  const looking = Math.min(pq.naturalness, pq.cleanness);
  return {
    scores: { instruction: 1 + 0.4 * following, aesthetic: 1 + 0.4 * looking },
    confidence: confidenceOfModel,
    metrics: [
      metric('instruction', 'editing success', sc.success, sc.successEvidence),
      metric('instruction', 'no over-editing', sc.restraint, sc.restraintEvidence),
      metric('aesthetic', 'naturalness', pq.naturalness, pq.naturalnessEvidence),
      metric('aesthetic', 'no artefacts', pq.cleanness, pq.cleannessEvidence),
    ],
    rationale: rationale(following, looking, locale),
    evaluatorVersion: version,
  };
}

const metric = (axis: EvaluationMetric['axis'], name: string, value: number, words: string): EvaluationMetric => ({
  name,
  axis,
  weight: 0.5,
  value,
  evidence: words,
});

function rationale(sc: number, pq: number, locale: Locale): string {
  const marks = `SC ${sc.toFixed(1)}, PQ ${pq.toFixed(1)}, O = √(SC·PQ) = ${Math.sqrt(sc * pq).toFixed(2)}`;
  return locale === 'zh'
    ? `由视觉语言模型评分，每个方面取两项中的较低者：${marks}（满分 10）。`
    : `Judged by a vision language model; of the two marks of each side the lower one counts: ${marks} (of 10).`;
}
