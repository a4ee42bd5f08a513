import { readFileSync } from 'node:fs';
import { Fault } from '@safelight/core';
import { localeOf } from '@safelight/intent';
import type { Message, Vlm } from '@safelight/vlm';
import { z } from 'zod';
import { callText, factsOf, unexplained, valueText, type Facts } from '../embedded/facts.ts';
import { deviationText, metricName } from '../embedded/words.ts';
import type { Lesson, Teacher } from '../teacher.ts';

const promptVersion = 'v1';
const prompt = readFileSync(new URL(`../../../prompts/teacher/${promptVersion}.md`, import.meta.url), 'utf8').trim();

/** After the first reply a model may put right what was wrong with it this often. */
const repairsMax = 2;
const analysisLengthChars = { min: 80, max: 8_000 } as const;

const replySchema = {
  name: 'analysis',
  schema: {
    type: 'object',
    properties: { analysis: { type: 'string' } },
    required: ['analysis'],
    additionalProperties: false,
  },
} as const;
const reply = z.object({ analysis: z.string().trim().min(analysisLengthChars.min).max(analysisLengthChars.max) });

/**
 * A hosted model that looks at the three pictures and explains (JarvisEvo's teacher). Which settings explain which figures
 * stays measured, as the embedded teacher has it: a model's numbers are no measurement.
 */
export function openaiTeacher(vlm: Vlm): Teacher {
  return {
    version: `openai/${vlm.settings.model}/${promptVersion}`,
    async teach(lesson, signal) {
      const facts = factsOf(lesson.worse, lesson.better);
      const messages: Message[] = [
        { role: 'system', text: prompt },
        { role: 'user', parts: [...(await picturesOf(lesson)), { type: 'text', text: caseText(lesson, facts) }] },
      ];
      for (let repair = 0; ; repair++) {
        const { text } = await vlm.complete(
          { messages, ...(vlm.settings.capabilities.jsonSchema && { replySchema }) },
          signal,
        );
        const read = readReply(text, lesson);
        if (!('wrong' in read)) return { analysis: read.analysis, attributions: facts.attributions };
        if (repair === repairsMax) throw badReply(read.wrong);
        messages.push({ role: 'assistant', text, toolUses: [] });
        messages.push({
          role: 'user',
          parts: [{ type: 'text', text: `${read.wrong} Reply again, with the object alone.` }],
        });
      }
    },
  };
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

function readReply(text: string, { worse }: Lesson): { readonly analysis: string } | { readonly wrong: string } {
  const json = parsed(text);
  const read = reply.safeParse(json);
  if (!read.success) {
    const { min, max } = analysisLengthChars;
    return { wrong: `The reply is no JSON object whose "analysis" has ${min} to ${max} characters.` };
  }
  const { analysis } = read.data;
  if (localeOf(analysis) === worse.locale) return { analysis };
  return { wrong: `The analysis must be in ${worse.locale === 'zh' ? 'Chinese' : 'English'}, as the instruction is.` };
}

/** Models put code fences around objects. */
function parsed(text: string): unknown {
  const bare = text
    .trim()
    .replace(/^```(?:json)?\s*/, '')
    .replace(/\s*```$/, '');
  try {
    return JSON.parse(bare);
  } catch {
    return undefined;
  }
}

function badReply(wrong: string): Fault {
  const message = `The teacher's model did not give a usable analysis after ${repairsMax} repairs. Try another model.`;
  return new Fault('model.badReply', message, { detail: wrong });
}
