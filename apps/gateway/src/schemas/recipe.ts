/** Zod forms of the edit nouns: they check what is stored, type the REST answers and describe them in OpenAPI. */
import { faultCatalogue, isFaultCode } from '@safelight/core';
import type { Correction, FaultCode, Mask, Problem, Recipe, RetouchArea, ToolCall } from '@safelight/core';
import { z } from 'zod';

const codes = Object.keys(faultCatalogue).filter(isFaultCode) as [FaultCode, ...FaultCode[]];

export const faultCodeSchema = z.enum(codes).meta({ id: 'FaultCode', description: 'A code of docs/failures.md.' });

export const problemSchema = z.object({ code: faultCodeSchema, field: z.string(), message: z.string() }).meta({
  id: 'FieldProblem',
  description: 'One thing wrong with one place of the input.',
}) satisfies z.ZodType<Problem>;

export const settingValueSchema = z
  .union([z.number(), z.boolean(), z.string(), z.array(z.number()), z.array(z.array(z.number()))])
  .meta({
    id: 'SettingValue',
    description:
      'Value in panel units; a range or position is a list of numbers, a curve a list of [x, y] points, 0 to 255.',
  });

export const settingValuesSchema = z
  .record(z.string(), settingValueSchema)
  .meta({ id: 'SettingValues', description: 'Values by tool; one that is absent stands at its default.' });

const foreignSchema = z
  .array(z.object({ uri: z.string(), name: z.string(), xml: z.string() }))
  .meta({ id: 'ForeignProperties', description: 'XMP that the recipe does not own, carried unchanged.' });

export const maskSchema = z
  .object({
    id: z.string(),
    tool: z.string(),
    name: z.string(),
    settings: settingValuesSchema,
    strokes: z.array(settingValuesSchema),
    foreign: foreignSchema,
  })
  .meta({ id: 'Mask', description: 'One component of a selection, such as maskSky.' }) satisfies z.ZodType<Mask>;

export const correctionSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    settings: settingValuesSchema,
    pointColors: z.array(settingValuesSchema),
    masks: z.array(maskSchema),
    foreign: foreignSchema,
  })
  .meta({
    id: 'Correction',
    description: 'Local adjustments and where they act.',
  }) satisfies z.ZodType<Correction>;

export const retouchAreaSchema = z
  .object({
    tool: z.string(),
    settings: settingValuesSchema,
    strokes: z.array(settingValuesSchema),
    foreign: foreignSchema,
  })
  .meta({ id: 'RetouchArea', description: 'A healed or cloned place.' }) satisfies z.ZodType<RetouchArea>;

export const recipeSchema = z
  .object({
    schema: z.literal(2),
    settings: settingValuesSchema,
    pointColors: z.array(settingValuesSchema),
    corrections: z.array(correctionSchema),
    retouch: z.array(retouchAreaSchema),
    foreign: foreignSchema,
  })
  .meta({
    id: 'Recipe',
    description: 'The whole edit; a setting that is absent stands at its default.',
  }) satisfies z.ZodType<Recipe>;

export const toolCallSchema = z
  .object({
    tool: z.string(),
    value: z.union([settingValueSchema, settingValuesSchema]),
    target: z
      .exactOptional(z.string())
      .describe('Correction (name or id), swatch or retouched place (number from 1); absent for the whole photo.'),
  })
  .meta({ id: 'ToolCall', description: 'One tool with its absolute value.' }) satisfies z.ZodType<ToolCall>;
