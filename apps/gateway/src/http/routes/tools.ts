import { z } from 'zod';
import { listTools } from '../../editing/tools.ts';
import { problems } from '../replies.ts';
import { signalOf } from '../signal.ts';
import type { HttpApp } from '../types.ts';

const toolSchema = z
  .object({
    name: z.string(),
    crs: z.string().describe('Its property in XMP.'),
    group: z.string(),
    scope: z.string(),
    type: z.string(),
    unit: z.string(),
    whatItDoes: z.string(),
    aliasesEn: z.array(z.string()),
    aliasesZh: z.array(z.string()),
    valueSchema: z.record(z.string(), z.unknown()).describe('JSON Schema of the value.'),
    rendered: z.boolean(),
    notRenderedReason: z.string().describe('Empty when it is rendered.'),
    targetSchema: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe('JSON Schema of the target that a call names beside the value; null for tools of the whole photo.'),
  })
  .meta({ id: 'Tool' });

export function toolRoutes(app: HttpApp): void {
  app.route({
    method: 'GET',
    url: '/v1/tools',
    config: { scope: 'read' },
    schema: {
      operationId: 'listTools',
      summary: 'Every develop tool, and whether the engine renders it.',
      response: { 200: z.object({ tools: z.array(toolSchema) }), ...problems },
    },
    handler: async ({ caller }, reply) =>
      reply.send({ tools: (await listTools(caller, signalOf(reply))) as z.output<typeof toolSchema>[] }),
  });
}
