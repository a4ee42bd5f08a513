/** safelight.editing.v1.WebhookService. */
import type { SessionEventType } from '@safelight/core';
import * as pb from '../../generated/safelight/editing/v1/webhook.ts';
import { unary } from '../contract.ts';
import { refuse, words } from '../decode.ts';
import { big, count, defaulted, id, many, maybeTime, nextPageToken, nullable, one } from '../fields.ts';
import { optional, pageFields, shape, text, time, unset, whole } from '../fields.ts';
import type { Field } from '../fields.ts';
import { url } from './photos.ts';

const webhooksMax = 1_000;
const pageMax = 200;
const overlapSecondsMax = 7 * 24 * 60 * 60;
const daySeconds = 24 * 60 * 60;

/** Every kind of event, by its name; the compiler asks for one that is missing. */
const known: Readonly<Record<SessionEventType, true>> = {
  ...{ 'session.created': true, 'turn.requested': true, 'turn.started': true, 'turn.looked': true },
  ...{ 'step.decided': true, 'step.observed': true, 'turn.finishing': true, 'turn.evaluated': true },
  ...{ 'candidate.failed': true, 'turn.compared': true, 'turn.finished': true, 'turn.failed': true },
  ...{ 'turn.canceled': true, 'recipe.changed': true },
};
const eventType: Field<string, SessionEventType> = {
  encode: (value) => value,
  decode: (wire, at) =>
    Object.hasOwn(known, wire)
      ? (wire as SessionEventType)
      : refuse(at, `"${wire}" is not one of ${Object.keys(known).join(', ')}`),
};
const eventTypes = many(eventType, Object.keys(known).length);

const { WebhookState: state, DeliveryState: delivered } = pb;
const webhookState = words<pb.WebhookState, 'enabled' | 'disabled'>({
  ...{ enabled: state.WEBHOOK_STATE_ENABLED, disabled: state.WEBHOOK_STATE_DISABLED },
});
const description = text(200);
const secret = text(200);

const webhook = shape(pb.Webhook, {
  ...{ id, url, description, eventTypes, state: webhookState, disabledReason: nullable(text(2_000)), createdAt: time },
});
const delivery = shape(pb.WebhookDelivery, {
  ...{ id, type: text(200), sessionId: nullable(id), sequence: nullable(big()) },
  state: words<pb.DeliveryState, 'pending' | 'delivered' | 'failed'>({
    pending: delivered.DELIVERY_STATE_PENDING,
    ...{ delivered: delivered.DELIVERY_STATE_DELIVERED, failed: delivered.DELIVERY_STATE_FAILED },
  }),
  ...{ attempt: count(), nextAt: maybeTime, lastStatus: nullable(count()), lastError: nullable(text(20_000)) },
  ...{ createdAt: time, deliveredAt: maybeTime },
});

const service = 'safelight.editing.v1.WebhookService';

export const webhookContract = {
  service,
  methods: {
    createWebhook: unary(
      `/${service}/CreateWebhook`,
      whole(shape(pb.CreateWebhookRequest, { url, description, eventTypes, secret: nullable(text(100)) })),
      whole(shape(pb.CreateWebhookResponse, { webhook: one(webhook), secret })),
    ),
    getWebhook: unary(
      `/${service}/GetWebhook`,
      whole(shape(pb.GetWebhookRequest, { webhookId: id })),
      whole(shape(pb.GetWebhookResponse, { webhook: one(webhook) })),
    ),
    listWebhooks: unary(
      `/${service}/ListWebhooks`,
      whole(shape(pb.ListWebhooksRequest, {})),
      whole(shape(pb.ListWebhooksResponse, { webhooks: many(webhook, webhooksMax) })),
    ),
    changeWebhook: unary(
      `/${service}/ChangeWebhook`,
      whole(
        shape(pb.ChangeWebhookRequest, {
          ...{ webhookId: id, url: optional(url), description: optional(description) },
          eventTypes: optional(shape(pb.EventTypes, { types: eventTypes })),
          state: unset(state.WEBHOOK_STATE_UNSPECIFIED, undefined, webhookState),
        }),
      ),
      whole(shape(pb.ChangeWebhookResponse, { webhook: one(webhook) })),
    ),
    deleteWebhook: unary(
      `/${service}/DeleteWebhook`,
      whole(shape(pb.DeleteWebhookRequest, { webhookId: id })),
      whole(shape(pb.DeleteWebhookResponse, {})),
    ),
    rotateWebhookSecret: unary(
      `/${service}/RotateWebhookSecret`,
      whole(
        shape(pb.RotateWebhookSecretRequest, {
          ...{ webhookId: id, overlapSeconds: defaulted(count(0, overlapSecondsMax), daySeconds) },
        }),
      ),
      whole(shape(pb.RotateWebhookSecretResponse, { secret })),
    ),
    testWebhook: unary(
      `/${service}/TestWebhook`,
      whole(shape(pb.TestWebhookRequest, { webhookId: id })),
      whole(shape(pb.TestWebhookResponse, { messageId: id })),
    ),
    replayWebhook: unary(
      `/${service}/ReplayWebhook`,
      whole(shape(pb.ReplayWebhookRequest, { webhookId: id, since: time })),
      whole(shape(pb.ReplayWebhookResponse, { messages: count() })),
    ),
    listWebhookDeliveries: unary(
      `/${service}/ListWebhookDeliveries`,
      whole(shape(pb.ListWebhookDeliveriesRequest, { webhookId: id, ...pageFields })),
      whole(shape(pb.ListWebhookDeliveriesResponse, { deliveries: many(delivery, pageMax), nextPageToken })),
    ),
  },
} as const;
