import { readFileSync } from 'node:fs';
import { localeOf } from '@safelight/intent';
import { askForJson, type Vlm } from '@safelight/vlm';
import { z } from 'zod';
import { callText, factsOf, unexplained, valueText, type Facts } from '../embedded/facts.ts';
import { deviationText, metricName } from '../embedded/words.ts';
import type { Lesson, Teacher } from '../teacher.ts';

const promptVersion = 'v1';
const prompt = readFileSync(new URL(`../../../prompts/teacher/${promptVersion}.md`, import.meta.url), 'utf8').trim();

const analysisLengthChars = { min: 80, max: 8_000 } as const;

/**
 * A hosted model that looks at the three pictures and explains (JarvisEvo's teacher). Which settings explain which figures
 * stays measured, as the embedded teacher has it: a model's numbers are no measurement.
 */
export function openaiTeacher(vlm: Vlm): Teacher {
  return {
    version: `openai/${vlm.settings.model}/${promptVersion}`,
    async teach(lesson, signal) {
      const facts = factsOf(lesson.worse, lesson.better);
      const question = {
        prompt,
        parts: [...(await picturesOf(lesson)), { type: 'text', text: caseText(lesson, facts) } as const],
        name: 'analysis',
        reply: replyTo(lesson),
        failureMessage: "The teacher's model gave no usable analysis. Try again, or another model.",
      };
      const { analysis } = await askForJson(vlm, question, signal);
      return { analysis, attributions: facts.attributions };
    },
  };
}

/** Bounds are refinements, which the server does not see: grammars of thousands of repetitions break some. */
function replyTo({ worse }: Lesson) {
  const { min, max } = analysisLengthChars;
  const language = worse.locale === 'zh' ? 'Chinese' : 'English';
  const analysis = z
    .string()
    .trim()
    .refine(({ length }) => length >= min && length <= max, `must have ${min} to ${max} characters`)
    .refine((text) => localeOf(text) === worse.locale, `must be in ${language}, as the instruction is`);
  return z.object({ analysis });
}

async function picturesOf({ pictures }: Lesson) {
  const names = ['The original:', 'The worse result:', 'The better result:'];
  const data = await pictures();
  return names.flatMap((text, at) => [{ type: 'text', text } as const, { type: 'image', data: data[at]! } as const]);
}

/** The case in figures, as data. */
function caseText({ worse, better, correction }: Lesson, facts: Facts): string {
  const scores = ({ evaluation }: Lesson['worse']): string =>
    evaluation.metrics.map(({ name, value, evidence }) => `${name} ${value.toFixed(1)}/10 (${evidence})`).join('; ');
  const blamed = facts.attributions.map(
    ({ tool, worse: own, better: other, metric, deviation }) =>
      `${tool} ${valueText(tool, own!)} instead of ${valueText(tool, other!)}: ${metricName(metric, 'en')} ${deviationText(metric, deviation)}`,
  );
  const others = unexplained(facts).map(
    ({ tool, worse: own, better: other }) => `${tool} ${valueText(tool, own)} instead of ${valueText(tool, other)}`,
  );
  return [
    `Instruction: ${JSON.stringify(worse.instruction)}`,
    `Settings that explain figures: ${blamed.join('; ') || 'none'}`,
    `Other settings that differ: ${others.join('; ') || 'none'}`,
    `From the original to the better result: ${correction.map(callText).join(', ') || 'nothing to set'}`,
    `The worse one was judged: ${scores(worse)}`,
    `The better one was judged: ${scores(better)}`,
    'Reply with a JSON object: {"analysis": "…"}.',
  ].join('\n');
}
