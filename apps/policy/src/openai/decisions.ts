/** The functions by which a model ends a step otherwise than by developing, and what it says by them. */
import type { Scores } from '@safelight/core';
import type { ModelTool } from '@safelight/vlm';
import { z } from 'zod';
import { figureNames } from './figures.ts';

const scoreSchema = { type: 'number', minimum: 1, maximum: 5 };
const partsSchema = { type: 'array', maxItems: 20, items: { type: 'string', maxLength: 500 } };

export const finishFunction: ModelTool = {
  name: 'finish',
  description: 'Ends the edit, alone in its reply and after you have seen the result.',
  parameters: {
    type: 'object',
    properties: {
      aesthetic: { ...scoreSchema, description: 'How good the last image looks, 1 (poor) to 5 (excellent)' },
      instruction: { ...scoreSchema, description: 'How well it follows the instruction, 1 to 5' },
      not_done: {
        ...partsSchema,
        description: 'Parts of the instruction that developing cannot do or that are unclear, verbatim',
      },
      missed: { ...partsSchema, description: 'Parts that you tried and did not reach, verbatim' },
    },
    required: ['aesthetic', 'instruction', 'not_done', 'missed'],
    additionalProperties: false,
  },
};

export const predictFunction: ModelTool = {
  name: 'predict',
  description: 'Says, beside develop calls, what measured figures will be after this step.',
  parameters: {
    type: 'object',
    properties: {
      figures: {
        type: 'array',
        maxItems: 8,
        items: {
          type: 'object',
          properties: { metric: { enum: figureNames }, expected: { type: 'number' } },
          required: ['metric', 'expected'],
          additionalProperties: false,
        },
      },
    },
    required: ['figures'],
    additionalProperties: false,
  },
};

export const declineFunction: ModelTool = {
  name: 'decline',
  description: 'Only if nothing at all in the instruction is about light, colour, detail or framing.',
  parameters: {
    type: 'object',
    properties: { reason: { type: 'string', maxLength: 500 } },
    required: ['reason'],
    additionalProperties: false,
  },
};

/** Models send numbers as texts now and then; a text that is not a whole number's is no score. */
const score = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\s*\d+(\.\d+)?\s*$/, 'is no number')
      .transform(Number),
  ])
  .pipe(z.number().min(1).max(5));
const parts = z
  .array(z.string().max(500))
  .max(20)
  .nullish()
  .transform((list) => list ?? []);

const finish = z.object({ aesthetic: score, instruction: score, not_done: parts, missed: parts });
const predict = z.object({ figures: z.array(z.object({ metric: z.enum(figureNames), expected: z.number() })).max(8) });
const decline = z.object({ reason: z.string().max(500) });

export interface Ending {
  readonly selfScore: Scores;
  readonly notDone: readonly string[];
  readonly missed: readonly string[];
}

export type Read<T> = { readonly value: T } | { readonly problem: string };

export function readFinish(given: unknown): Read<Ending> {
  const read = parse(finish, finishFunction.name, given);
  if ('problem' in read) return read;
  const { aesthetic, instruction, not_done: notDone, missed } = read.value;
  return { value: { selfScore: { aesthetic, instruction }, notDone, missed } };
}

export function readPredictions(given: unknown): Read<z.output<typeof predict>['figures']> {
  const read = parse(predict, predictFunction.name, given);
  return 'problem' in read ? read : { value: read.value.figures };
}

export function readDecline(given: unknown): Read<string> {
  const read = parse(decline, declineFunction.name, given);
  return 'problem' in read ? read : { value: read.value.reason };
}

function parse<T extends z.ZodType>(schema: T, name: string, given: unknown): Read<z.output<T>> {
  const result = schema.safeParse(given);
  if (result.success) return { value: result.data };
  const problems = result.error.issues.map(({ path, message }) => `${[name, ...path].join('.')}: ${message}`);
  return { problem: problems.join('; ') };
}
