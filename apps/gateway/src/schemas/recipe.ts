/** Zod forms of the edit nouns: they check what is stored, type the REST answers and describe them in OpenAPI. */
import { faultCatalogue, isFaultCode } from '@safelight/core';
import type { FaultCode, Problem, Recipe, ToolCall } from '@safelight/core';
import { z } from 'zod';

const codes = Object.keys(faultCatalogue).filter(isFaultCode) as [FaultCode, ...FaultCode[]];

export const faultCodeSchema = z.enum(codes).meta({ id: 'FaultCode', description: 'A code of docs/failures.md.' });

export const problemSchema = z.object({ code: faultCodeSchema, field: z.string(), message: z.string() }).meta({
  id: 'FieldProblem',
  description: 'One thing wrong with one place of the input.',
}) satisfies z.ZodType<Problem>;

const curvePointSchema = z.tuple([z.number(), z.number()]);

export const settingValueSchema = z
  .union([z.number(), z.boolean(), z.string(), z.array(curvePointSchema)])
  .meta({ id: 'SettingValue', description: 'Value in panel units; a curve is a list of [x, y] points, 0 to 255.' });

export const recipeSchema = z
  .object({
    schema: z.literal(1),
    settings: z.record(z.string(), settingValueSchema),
    foreign: z.array(z.object({ uri: z.string(), name: z.string(), xml: z.string() })),
  })
  .meta({
    id: 'Recipe',
    description: 'The whole edit; a setting that is absent stands at its default.',
  }) satisfies z.ZodType<Recipe>;

export const toolCallSchema = z
  .object({ tool: z.string(), value: settingValueSchema })
  .meta({ id: 'ToolCall', description: 'One tool with its absolute value.' }) satisfies z.ZodType<ToolCall>;
