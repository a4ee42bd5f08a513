import { z } from 'zod';
import { getUsage } from '../../admin/usage.ts';
import type { QuotaView } from '../../admin/usage.ts';
import { finite, limitsJson, limitsSchema } from '../../schemas/limits.ts';
import { problems } from '../replies.ts';
import type { HttpApp } from '../types.ts';

const count = z.int();
const countsShape = {
  steps: count.describe('Steps of the agent.'),
  pixels: count.describe('Of full-size renders: width × height of what came out.'),
  promptTokens: count,
  completionTokens: count,
  costMicroUsd: count.describe('What hosted models cost, in millionths of a dollar.'),
  evaluations: count.describe('Evaluations that were asked for alone.'),
};
const quotaSchema = z.object({
  limit: count.nullable().describe('null: no limit.'),
  used: count,
  left: count.nullable(),
});
const usageSchema = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    groupBy: z.enum(['day', 'key']),
    groups: z.array(z.object({ group: z.string().describe('The day, or the id of the key.'), ...countsShape })),
    total: z.object(countsShape),
    quotas: z
      .object({ resetsAt: z.iso.datetime(), steps: quotaSchema, pixels: quotaSchema, tokens: quotaSchema })
      .describe('Of this calendar month (UTC), over all keys of the account.'),
    limits: limitsSchema,
  })
  .meta({ id: 'Usage' });

export function usageRoutes(app: HttpApp): void {
  app.route({
    method: 'GET',
    url: '/v1/usage',
    config: { scope: 'read' },
    schema: {
      operationId: 'getUsage',
      summary: "What was used, by day or by key, what is left of the month's quotas, and the account's limits.",
      description:
        'A key without the scope admin sees its own usage. Days are UTC. Work that failed for a reason of the server is ' +
        'not counted.',
      querystring: z.object({
        from: z.iso.date().optional().describe('First day; default: the first of this month.'),
        to: z.iso.date().optional().describe('Last day; default: today.'),
        groupBy: z.enum(['day', 'key']).default('day'),
      }),
      response: { 200: usageSchema, ...problems },
    },
    handler: async ({ query: { from, to, groupBy }, caller }) => {
      const usage = await getUsage(caller, { from: from ?? null, to: to ?? null, groupBy });
      const { steps, pixels, tokens } = usage.quotas;
      return {
        ...{ from: usage.from, to: usage.to, groupBy, groups: [...usage.groups], total: usage.total },
        quotas: {
          resetsAt: usage.resetsAt.toISOString(),
          ...{ steps: quotaJson(steps), pixels: quotaJson(pixels), tokens: quotaJson(tokens) },
        },
        limits: limitsJson(caller.identity.limits),
      };
    },
  });
}

function quotaJson({ limit, used }: QuotaView): z.output<typeof quotaSchema> {
  const known = finite(limit);
  return { limit: known, used, left: known === null ? null : Math.max(0, known - used) };
}
