import { defaultTurnOptions as defaults, limits } from '@safelight/core';
import { z } from 'zod';
import { turnBudgetSchema } from '../../schemas/event.ts';

const seedMax = 2 ** 32 - 1;

/** What a request may say about the effort, each with its default. */
export const turnOptionsShape = {
  stepsMax: z
    .int()
    .min(1)
    .max(limits.stepsPerTurnMax)
    .default(defaults.stepsMax)
    .describe('Steps of editing at most; each reflection may take as many again.'),
  seed: z
    .int()
    .min(0)
    .max(seedMax)
    .default(defaults.seed)
    .describe('Another seed may give another edit; the same one repeats it.'),
  candidates: z
    .int()
    .min(1)
    .max(limits.candidatesMax)
    .default(defaults.candidates)
    .describe('So many trajectories run, are compared in pairs, and the best one wins.'),
  reflectionsMax: z
    .int()
    .min(0)
    .max(limits.reflectionsMax)
    .default(defaults.reflectionsMax)
    .describe('Rounds of reflection at most; one that does not raise the score is undone.'),
  scoreMin: z
    .number()
    .min(1)
    .max(5)
    .default(defaults.scoreMin)
    .describe('The agent reflects when the mean of its two scores is lower, or when it missed a wish.'),
  textOnly: z
    .boolean()
    .default(defaults.textOnly)
    .describe('The agent decides from the original alone and never sees its edits: for comparisons.'),
  deadlineMs: z
    .int()
    .min(1)
    .max(limits.turnDeadlineMs)
    .nullable()
    .default(defaults.deadlineMs)
    .describe('Within which the whole turn ends, waiting included; one that does not is expired. null = none.'),
  budget: z
    .object({
      tokens: turnBudgetSchema.shape.tokens.default(defaults.budget.tokens),
      costMicroUsd: turnBudgetSchema.shape.costMicroUsd.default(defaults.budget.costMicroUsd),
    })
    .default(defaults.budget)
    .describe('What hosted models may count; when it is used up, the turn ends with what it has and says so.'),
};
