import { z } from 'zod';
import { createKey, getKey, listKeys, revokeKey, rotateKey } from '../../admin/keys.ts';
import type { KeyView, MadeKey } from '../../admin/keys.ts';
import { scopes } from '../../auth/identity.ts';
import type { CallerContext } from '../../context.ts';
import { gatewayLimits } from '../../limits.ts';
import { nextPageToken, pageQuery } from '../pages.ts';
import { problems } from '../replies.ts';
import type { HttpApp } from '../types.ts';

const keyShape = {
  id: z.string(),
  name: z.string(),
  prefix: z.string().describe('How the secret begins, to tell keys apart.'),
  scopes: z.array(z.enum(scopes)),
  state: z.enum(['valid', 'expired', 'revoked']),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
};
const keySchema = z.object(keyShape).meta({ id: 'ApiKey' });
export const secretSchema = z
  .string()
  .nullable()
  .describe('Shown in this answer alone; null when a request is repeated whose answer was lost: then rotate the key.');
const newKeySchema = z.object({ ...keyShape, secret: secretSchema }).meta({ id: 'NewApiKey' });
const keyParams = z.object({ keyId: z.string().max(64) });

export const nameSchema = z.string().trim().min(1).max(100);

export function keyRoutes(app: HttpApp): void {
  const newKeyJson = async (caller: CallerContext, { keyId, secret }: MadeKey) => ({
    ...keyJson(await getKey(caller, keyId)),
    secret,
  });

  app.route({
    method: 'POST',
    url: '/v1/keys',
    config: { scope: 'admin' },
    schema: {
      operationId: 'createKey',
      summary: 'Make an API key with some or all of the scopes of the key that asks.',
      body: z.object({
        name: nameSchema.describe('For people: what the key is for.'),
        scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
        expiresAt: z.iso.datetime({ offset: true }).nullable().default(null).describe('null: it does not expire.'),
      }),
      response: { 201: newKeySchema, ...problems },
    },
    handler: async ({ body, idempotency, caller }, reply) => {
      const expiresAt = body.expiresAt === null ? null : new Date(body.expiresAt);
      const made = await createKey(caller, { ...body, expiresAt }, idempotency);
      return reply
        .code(201)
        .header('location', `/v1/keys/${made.keyId}`)
        .header('cache-control', 'no-store')
        .send(await newKeyJson(caller, made));
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/keys',
    config: { scope: 'admin' },
    schema: {
      operationId: 'listKeys',
      summary: 'The keys of the account, newest first; those that ended included.',
      querystring: pageQuery,
      response: { 200: z.object({ keys: z.array(keySchema), nextPageToken }), ...problems },
    },
    handler: async ({ query, caller }) => {
      const { rows, ...page } = await listKeys(caller, query);
      return { keys: rows.map(keyJson), ...page };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/keys/:keyId',
    config: { scope: 'admin' },
    schema: {
      operationId: 'getKey',
      summary: 'One key, without its secret.',
      params: keyParams,
      response: { 200: keySchema, ...problems },
    },
    handler: async ({ params, caller }) => keyJson(await getKey(caller, params.keyId)),
  });

  app.route({
    method: 'POST',
    url: '/v1/keys/:keyId/rotate',
    config: { scope: 'admin' },
    schema: {
      operationId: 'rotateKey',
      summary: 'Make a new key with the grants of an old one; the old one ends after the overlap.',
      description: 'The new key expires when the old one would have. The key that asks may rotate itself.',
      params: keyParams,
      body: z.object({
        overlapSeconds: z
          .int()
          .min(0)
          .max(gatewayLimits.keyOverlapSecondsMax)
          .default(24 * 60 * 60)
          .describe('For how long both are valid; 0 ends the old one at once.'),
      }),
      response: { 201: newKeySchema, ...problems },
    },
    handler: async ({ params: { keyId }, body, idempotency, caller }, reply) => {
      const made = await rotateKey(caller, keyId, body, idempotency);
      return reply
        .code(201)
        .header('location', `/v1/keys/${made.keyId}`)
        .header('cache-control', 'no-store')
        .send(await newKeyJson(caller, made));
    },
  });

  app.route({
    method: 'DELETE',
    url: '/v1/keys/:keyId',
    config: { scope: 'admin' },
    schema: {
      operationId: 'revokeKey',
      summary: 'End a key at once, in every gateway.',
      params: keyParams,
      response: { 204: z.null(), ...problems },
    },
    handler: async ({ params, caller }, reply) => {
      await revokeKey(caller, params.keyId);
      return reply.code(204).send(null);
    },
  });
}

function keyJson(key: KeyView): z.output<typeof keySchema> {
  return {
    ...{ ...key, scopes: [...key.scopes] },
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
  };
}
