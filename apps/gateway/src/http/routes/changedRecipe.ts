import { z } from 'zod';
import type { ChangedRecipe } from '../../editing/changeRecipe.ts';
import { measurementSchema } from '../../schemas/measurement.ts';
import { problemSchema, recipeSchema } from '../../schemas/recipe.ts';
import { imageRefSchema } from '../../schemas/trajectory.ts';

export const changedRecipeSchema = z
  .object({
    sequence: z.int().describe('Of the event recipe.changed; what to go back to.'),
    recipe: recipeSchema,
    image: imageRefSchema,
    measurement: measurementSchema,
    problems: z
      .array(problemSchema)
      .describe('Calls that were refused and settings without effect; the rest was done.'),
  })
  .meta({
    id: 'ChangedRecipe',
    description: 'The recipe of a session after a change by hand, and what it looks like.',
  });

export function changedRecipeJson(changed: ChangedRecipe): z.output<typeof changedRecipeSchema> {
  return changed as z.output<typeof changedRecipeSchema>;
}
