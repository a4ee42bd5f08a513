import { z } from 'zod';
import { listAudit } from '../../admin/audit.ts';
import { nextPageToken, pageQuery } from '../pages.ts';
import { problems } from '../replies.ts';
import type { HttpApp } from '../types.ts';

const entrySchema = z
  .object({
    id: z.int(),
    at: z.iso.datetime(),
    keyId: z.string().nullable().describe('The key that did it; null for the operator and for the system itself.'),
    requestId: z.string().nullable(),
    action: z.string().describe('Such as key.created.'),
    subject: z.string().describe('The id of what it was done to.'),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEntry' });

export function auditRoutes(app: HttpApp): void {
  app.route({
    method: 'GET',
    url: '/v1/audit',
    config: { scope: 'admin' },
    schema: {
      operationId: 'listAudit',
      summary: 'Who did what and when with keys, the account and its data, newest first.',
      querystring: pageQuery,
      response: { 200: z.object({ entries: z.array(entrySchema), nextPageToken }), ...problems },
    },
    handler: async ({ query, caller }) => {
      const { rows, ...page } = await listAudit(caller, query);
      return { entries: rows.map((entry) => ({ ...entry, at: entry.at.toISOString() })), ...page };
    },
  });
}
