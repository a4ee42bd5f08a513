/** Use-cases: the receivers of a tenant's webhooks. */
import { Fault, toFault } from '@safelight/core';
import type { SessionEventType } from '@safelight/core';
import type { CallerContext, TenantContext } from '../context.ts';
import { byCreation, readPage } from '../editing/pages.ts';
import type { Page, PageQuery } from '../editing/pages.ts';
import { audit } from '../store/audit.ts';
import { once } from '../store/idempotency.ts';
import type { IdempotencyKey } from '../store/idempotency.ts';
import type { PageRequest } from '../store/pages.ts';
import * as rows from '../store/webhooks.ts';
import type { DeliveryRow, WebhookRow } from '../store/webhooks.ts';
import type { EgressPolicy } from '../egress/policy.ts';
import { addressesOf, targetOf } from '../egress/target.ts';
import { given } from '../given.ts';
import type { Partly } from '../given.ts';
import { testMessage } from './message.ts';
import { validSecrets } from './send.ts';
import { checkWebhookSecret, newWebhookSecret } from './signature.ts';

export interface WebhookView {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  /** Empty: all. */
  readonly eventTypes: readonly SessionEventType[];
  readonly state: 'enabled' | 'disabled';
  /** Null while it is enabled. */
  readonly disabledReason: string | null;
  readonly createdAt: Date;
}

export interface CreateWebhookRequest {
  readonly url: string;
  readonly description: string;
  readonly eventTypes: readonly SessionEventType[];
  /** Null: one is made. */
  readonly secret: string | null;
}

/** How long two secrets may sign side by side. */
export const overlapSecondsMax = 7 * 24 * 3600;

/** The secret is in this answer alone. @throws Fault url.invalid, url.forbidden, request.invalid, request.tooMany */
export async function createWebhook(
  context: CallerContext,
  request: CreateWebhookRequest,
  key: IdempotencyKey | null = null,
): Promise<{ readonly webhookId: string; readonly secret: string }> {
  await checkAddress(request.url, context.egress);
  if (request.secret !== null) checkWebhookSecret(request.secret);
  const secret = request.secret ?? newWebhookSecret();
  return context.store.write((unit) =>
    once(unit, key, async () => {
      const { id } = await rows.addWebhook(unit, { ...request, secret });
      await audit(unit, context, 'webhook.created', id, { host: new URL(request.url).host });
      return { webhookId: id, secret };
    }),
  );
}

export async function listWebhooks(context: TenantContext): Promise<readonly WebhookView[]> {
  return (await rows.listWebhooks(context.store)).map(viewOf);
}

/** @throws Fault webhook.notFound */
export async function getWebhook(context: TenantContext, id: string): Promise<WebhookView> {
  return viewOf(await rows.getWebhook(context.store, id));
}

/** @throws Fault webhook.notFound, url.invalid, url.forbidden */
export async function changeWebhook(
  context: CallerContext,
  id: string,
  wanted: Partly<Pick<WebhookView, 'url' | 'description' | 'eventTypes' | 'state'>>,
): Promise<WebhookView> {
  const changes = given(wanted);
  if (changes.url !== undefined) await checkAddress(changes.url, context.egress);
  return context.store.write(async (unit) => {
    const row = await rows.changeWebhook(unit, id, changes);
    // Not the address: its path may hold a secret of the receiver's.
    const { url, ...told } = changes;
    const host = url === undefined ? {} : { host: new URL(url).host };
    await audit(unit, context, 'webhook.changed', id, { ...told, ...host });
    return viewOf(row);
  });
}

/** @throws Fault webhook.notFound */
export async function deleteWebhook(context: CallerContext, id: string): Promise<void> {
  await context.store.write(async (unit) => {
    await rows.deleteWebhook(unit, id);
    await audit(unit, context, 'webhook.deleted', id);
  });
}

/** A new secret; the old one signs as well until the overlap has passed. @throws Fault webhook.notFound */
export async function rotateSecret(
  context: CallerContext,
  id: string,
  overlapSeconds: number,
): Promise<{ readonly secret: string }> {
  const { secrets } = await rows.getWebhook(context.store, id);
  const now = context.store.now();
  const until = new Date(now.getTime() + overlapSeconds * 1_000).toISOString();
  const secret = newWebhookSecret();
  const [newest] = secrets.filter((one) => validSecrets([one], now).length > 0).toReversed();
  const kept = newest === undefined || overlapSeconds === 0 ? [] : [{ secret: newest.secret, until }];
  await context.store.write(async (unit) => {
    await rows.changeWebhook(unit, id, { secrets: [...kept, { secret, until: null }] });
    await audit(unit, context, 'webhook.rotated', id, { overlapSeconds });
  });
  return { secret };
}

/** Sends a message that nothing is behind, to try a receiver. @throws Fault webhook.notFound, webhook.disabled */
export async function testWebhook(context: TenantContext, id: string): Promise<{ readonly messageId: string }> {
  const webhook = await rows.getWebhook(context.store, id);
  checkEnabled(webhook);
  const message = testMessage(id, context.store.now());
  await context.store.write((unit) => rows.addDeliveries(unit, [message]));
  return { messageId: message.id };
}

/** Sends everything again that was made for the receiver since then. @throws Fault webhook.notFound, webhook.disabled */
export async function replayWebhook(
  context: TenantContext,
  id: string,
  since: Date,
): Promise<{ readonly messages: number }> {
  checkEnabled(await rows.getWebhook(context.store, id));
  return { messages: await context.store.write((unit) => rows.replayDeliveries(unit, id, since)) };
}

export interface DeliveryView {
  /** The `webhook-id` of the message, the same at every try. */
  readonly id: string;
  readonly type: string;
  readonly sessionId: string | null;
  readonly sequence: number | null;
  readonly state: 'pending' | 'delivered' | 'failed';
  /** Tries so far. */
  readonly attempt: number;
  /** When it is tried again; null when it is not. */
  readonly nextAt: Date | null;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly createdAt: Date;
  readonly deliveredAt: Date | null;
}

/** What was sent to a receiver, newest first. @throws Fault webhook.notFound, request.invalid for a wrong page token */
export async function listDeliveries(
  { store }: TenantContext,
  webhookId: string,
  query: PageQuery,
): Promise<Page<DeliveryView>> {
  await rows.getWebhook(store, webhookId);
  const name = { tenantId: store.tenantId, list: `deliveries:${webhookId}` };
  const read = async (page: PageRequest) => (await rows.listDeliveries(store, webhookId, page)).map(deliveryOf);
  return readPage(name, query, read, byCreation);
}

const lookUpTimeoutMs = 3_000;

/**
 * Tells at once what would be refused at every message. A name that cannot be looked up now may come to be: it is kept.
 * @throws Fault url.invalid, url.forbidden
 */
async function checkAddress(url: string, policy: EgressPolicy): Promise<void> {
  const target = targetOf(url, policy);
  await addressesOf(target, policy, AbortSignal.timeout(lookUpTimeoutMs)).catch((error: unknown) => {
    if (toFault(error).code === 'url.forbidden') throw error;
  });
}

function checkEnabled({ state, disabled_reason: reason }: WebhookRow): void {
  if (state === 'enabled') return;
  throw new Fault('webhook.disabled', `The webhook is disabled (${reason ?? 'by request'}). Enable it first.`);
}

function viewOf(row: WebhookRow): WebhookView {
  return {
    ...{ id: row.id, url: row.url, description: row.description, eventTypes: row.event_types, state: row.state },
    ...{ disabledReason: row.disabled_reason, createdAt: row.created_at },
  };
}

function deliveryOf(row: DeliveryRow): DeliveryView {
  return {
    ...{ id: row.id, type: row.type, sessionId: row.session_id, sequence: row.sequence, state: row.state },
    ...{ attempt: row.attempt, lastStatus: row.last_status, lastError: row.last_error },
    nextAt: row.state === 'pending' ? row.next_at : null,
    ...{ createdAt: row.created_at, deliveredAt: row.delivered_at },
  };
}
