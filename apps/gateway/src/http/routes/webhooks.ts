import { z } from 'zod';
import { eventTypes } from '../../schemas/event.ts';
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  getWebhook,
  listDeliveries,
  listWebhooks,
  overlapSecondsMax,
  replayWebhook,
  rotateSecret,
  testWebhook,
} from '../../webhooks/endpoints.ts';
import type { DeliveryView, WebhookView } from '../../webhooks/endpoints.ts';
import { nextPageToken, pageQuery } from '../pages.ts';
import { problems } from '../replies.ts';
import type { HttpApp } from '../types.ts';

const url = z.string().max(2_048).describe('Where to send: https, or http where the operator allows it.');
const description = z.string().max(200);
const types = z.array(z.enum(eventTypes)).max(eventTypes.length).describe('Which events; empty = all.');
const state = z.enum(['enabled', 'disabled']);

const webhookShape = {
  id: z.string(),
  url: z.string(),
  description: z.string(),
  eventTypes: z.array(z.string()),
  state,
  disabledReason: z.string().nullable(),
  createdAt: z.iso.datetime(),
};
const webhookSchema = z.object(webhookShape).meta({ id: 'Webhook' });
const secret = z.string().describe('`whsec_…`; shown in this answer alone.');
const deliverySchema = z
  .object({
    id: z.string().describe('The webhook-id of the message, the same at every try.'),
    type: z.string(),
    sessionId: z.string().nullable(),
    sequence: z.int().nullable(),
    state: z.enum(['pending', 'delivered', 'failed']),
    attempt: z.int().describe('Tries so far.'),
    nextAt: z.iso.datetime().nullable().describe('When it is tried again.'),
    lastStatus: z.int().nullable(),
    lastError: z.string().nullable(),
    createdAt: z.iso.datetime(),
    deliveredAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'WebhookDelivery' });
const params = z.object({ webhookId: z.string().max(64) });

export function webhookRoutes(app: HttpApp): void {
  app.route({
    method: 'POST',
    url: '/v1/webhooks',
    config: { scope: 'admin' },
    schema: {
      operationId: 'createWebhook',
      summary: 'Have events sent to an address, signed as Standard Webhooks 1.0 has it.',
      body: z.object({
        url,
        description: description.default(''),
        eventTypes: types.default([]),
        secret: z.string().max(100).optional().describe('`whsec_` and base64; left out = one is made.'),
      }),
      response: { 201: z.object({ ...webhookShape, secret }).meta({ id: 'NewWebhook' }), ...problems },
    },
    handler: async ({ body, caller, idempotency: key }, reply) => {
      const made = await createWebhook(caller, { ...body, secret: body.secret ?? null }, key);
      const webhook = webhookJson(await getWebhook(caller, made.webhookId));
      return reply
        .code(201)
        .header('location', `/v1/webhooks/${webhook.id}`)
        .send({ ...webhook, secret: made.secret });
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/webhooks',
    config: { scope: 'admin' },
    schema: {
      operationId: 'listWebhooks',
      summary: 'All receivers, oldest first.',
      response: { 200: z.object({ webhooks: z.array(webhookSchema) }), ...problems },
    },
    handler: async ({ caller }) => ({ webhooks: (await listWebhooks(caller)).map(webhookJson) }),
  });

  app.route({
    method: 'GET',
    url: '/v1/webhooks/:webhookId',
    config: { scope: 'admin' },
    schema: {
      operationId: 'getWebhook',
      summary: 'One receiver.',
      params,
      response: { 200: webhookSchema, ...problems },
    },
    handler: async ({ params: { webhookId }, caller }) => webhookJson(await getWebhook(caller, webhookId)),
  });

  app.route({
    method: 'PATCH',
    url: '/v1/webhooks/:webhookId',
    config: { scope: 'admin' },
    schema: {
      operationId: 'changeWebhook',
      summary: 'Change a receiver, disable it, or enable it again.',
      params,
      body: z.object({ url, description, eventTypes: types, state }).partial(),
      response: { 200: webhookSchema, ...problems },
    },
    handler: async ({ params: { webhookId }, body, caller }) =>
      webhookJson(await changeWebhook(caller, webhookId, body)),
  });

  app.route({
    method: 'DELETE',
    url: '/v1/webhooks/:webhookId',
    config: { scope: 'admin' },
    schema: {
      operationId: 'deleteWebhook',
      summary: 'Send nothing more to a receiver; what waits is dropped.',
      params,
      response: { 204: z.null(), ...problems },
    },
    handler: async ({ params: { webhookId }, caller }, reply) => {
      await deleteWebhook(caller, webhookId);
      return reply.code(204).send(null);
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/webhooks/:webhookId/rotate',
    config: { scope: 'admin' },
    schema: {
      operationId: 'rotateWebhookSecret',
      summary: 'A new secret; the old one signs as well until the overlap has passed.',
      params,
      body: z.object({
        overlapSeconds: z
          .int()
          .min(0)
          .max(overlapSecondsMax)
          .default(24 * 3600),
      }),
      response: { 200: z.object({ secret }), ...problems },
    },
    handler: async ({ params: { webhookId }, body, caller }) => rotateSecret(caller, webhookId, body.overlapSeconds),
  });

  app.route({
    method: 'POST',
    url: '/v1/webhooks/:webhookId/test',
    config: { scope: 'admin' },
    schema: {
      operationId: 'testWebhook',
      summary: 'Send a message of type webhook.test.',
      params,
      response: { 202: z.object({ messageId: z.string() }), ...problems },
    },
    handler: async ({ params: { webhookId }, caller }, reply) =>
      reply.code(202).send(await testWebhook(caller, webhookId)),
  });

  app.route({
    method: 'POST',
    url: '/v1/webhooks/:webhookId/replay',
    config: { scope: 'admin' },
    schema: {
      operationId: 'replayWebhook',
      summary: 'Send again what was made for this receiver since a time, delivered or not.',
      params,
      body: z.object({ since: z.iso.datetime({ offset: true }) }),
      response: { 202: z.object({ messages: z.int() }), ...problems },
    },
    handler: async ({ params: { webhookId }, body, caller }, reply) =>
      reply.code(202).send(await replayWebhook(caller, webhookId, new Date(body.since))),
  });

  app.route({
    method: 'GET',
    url: '/v1/webhooks/:webhookId/deliveries',
    config: { scope: 'admin' },
    schema: {
      operationId: 'listWebhookDeliveries',
      summary: 'What was sent to a receiver and what came of it, newest first.',
      params,
      querystring: pageQuery,
      response: {
        200: z.object({ deliveries: z.array(deliverySchema), nextPageToken }),
        ...problems,
      },
    },
    handler: async ({ params: { webhookId }, query, caller }) => {
      const { rows, ...page } = await listDeliveries(caller, webhookId, query);
      return { deliveries: rows.map(deliveryJson), ...page };
    },
  });
}

function webhookJson(webhook: WebhookView) {
  return { ...webhook, eventTypes: [...webhook.eventTypes], createdAt: webhook.createdAt.toISOString() };
}

function deliveryJson(delivery: DeliveryView): z.output<typeof deliverySchema> {
  return {
    ...delivery,
    nextAt: delivery.nextAt?.toISOString() ?? null,
    createdAt: delivery.createdAt.toISOString(),
    deliveredAt: delivery.deliveredAt?.toISOString() ?? null,
  };
}
