/** Receivers of webhooks and the messages to them. */
import { Fault, newId } from '@safelight/core';
import type { SessionEventType } from '@safelight/core';
import type { Selectable } from 'kysely';
import { olderThan } from './pages.ts';
import type { PageRequest } from './pages.ts';
import type { WebhookDeliveryTable, WebhookTable } from './schema.ts';
import type { Scope, TenantStore, Unit } from './store.ts';

export type WebhookRow = Selectable<WebhookTable>;
export type DeliveryRow = Selectable<WebhookDeliveryTable>;

export interface StoredSecret {
  readonly secret: string;
  /** ISO time from which it signs no more; null for the newest. */
  readonly until: string | null;
}

export interface NewWebhook {
  readonly url: string;
  readonly description: string;
  /** Empty: all. */
  readonly eventTypes: readonly SessionEventType[];
  readonly secret: string;
}

/** A tenant's receivers are asked for at every event. */
export const webhooksPerTenantMax = 20;

/** @throws Fault request.tooMany */
export async function addWebhook({ trx, now, tenantId }: Unit, webhook: NewWebhook): Promise<WebhookRow> {
  const { count } = await trx
    .selectFrom('webhooks')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow();
  if (Number(count) >= webhooksPerTenantMax) {
    throw new Fault('request.tooMany', `An account has at most ${webhooksPerTenantMax} webhooks. Delete one first.`);
  }
  return trx
    .insertInto('webhooks')
    .values({
      ...{ id: newId('whk'), tenant_id: tenantId, url: webhook.url, description: webhook.description },
      ...{ event_types: JSON.stringify(webhook.eventTypes), state: 'enabled', disabled_reason: null, created_at: now },
      secrets: JSON.stringify([{ secret: webhook.secret, until: null }]),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Oldest first; at most `webhooksPerTenantMax`. */
export async function listWebhooks(store: TenantStore): Promise<WebhookRow[]> {
  return store.read((trx) =>
    trx.selectFrom('webhooks').selectAll().where('tenant_id', '=', store.tenantId).orderBy('created_at').execute(),
  );
}

/** @throws Fault webhook.notFound */
export async function getWebhook(store: TenantStore, id: string): Promise<WebhookRow> {
  const row = await store.read((trx) =>
    trx
      .selectFrom('webhooks')
      .selectAll()
      .where('tenant_id', '=', store.tenantId)
      .where('id', '=', id)
      .executeTakeFirst(),
  );
  return row ?? missing(id);
}

export interface WebhookChanges {
  readonly url?: string;
  readonly description?: string;
  readonly eventTypes?: readonly SessionEventType[];
  readonly state?: 'enabled' | 'disabled';
  readonly secrets?: readonly StoredSecret[];
}

/** @throws Fault webhook.notFound */
export async function changeWebhook(
  { trx, tenantId }: Unit,
  id: string,
  { eventTypes, secrets, ...changes }: WebhookChanges,
): Promise<WebhookRow> {
  const row = await trx
    .updateTable('webhooks')
    .set({
      // SQL has no update of nothing.
      tenant_id: tenantId,
      ...changes,
      ...(changes.state !== undefined && { disabled_reason: changes.state === 'disabled' ? 'by request' : null }),
      ...(eventTypes !== undefined && { event_types: JSON.stringify(eventTypes) }),
      ...(secrets !== undefined && { secrets: JSON.stringify(secrets) }),
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
  return row ?? missing(id);
}

/** What was still to be sent to it goes too. @throws Fault webhook.notFound */
export async function deleteWebhook({ trx, tenantId }: Unit, id: string): Promise<void> {
  const row = await trx
    .deleteFrom('webhooks')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) missing(id);
}

function missing(id: string): never {
  throw new Fault('webhook.notFound', `There is no webhook "${id}". GET /v1/webhooks lists them.`, {
    field: 'webhookId',
  });
}

export interface NewDelivery {
  readonly id: string;
  readonly webhookId: string;
  readonly sessionId: string | null;
  readonly sequence: number | null;
  readonly type: string;
  /** JSON text. */
  readonly body: string;
}

/** Keeps the messages for the sender; one that is there stays as it is. */
export async function addDeliveries(unit: Unit, deliveries: readonly NewDelivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  await unit.trx
    .insertInto('webhook_deliveries')
    .values(
      deliveries.map((one) => ({
        ...{ id: one.id, tenant_id: unit.tenantId, webhook_id: one.webhookId, type: one.type, body: one.body },
        ...{ session_id: one.sessionId, sequence: one.sequence, state: 'pending' as const },
        ...{ next_at: unit.now, created_at: unit.now, last_status: null, last_error: null, delivered_at: null },
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  unit.touched.add(deliveriesSignal);
}

/** A message that is to be sent now, with its receiver. */
export interface DueDelivery {
  readonly delivery: DeliveryRow;
  readonly webhook: WebhookRow;
}

/**
 * Takes messages whose time has come. Each is put off by `holdMs`, so that nobody else takes it meanwhile and it comes
 * again when the sender dies; its `attempt` counts this try.
 */
export async function takeDueDeliveries(system: Scope, countMax: number, holdMs: number): Promise<DueDelivery[]> {
  return system.write(async ({ trx, now }) => {
    const due = await trx
      .selectFrom('webhook_deliveries')
      .select('id')
      .where('state', '=', 'pending')
      .where('next_at', '<=', now)
      .orderBy('next_at')
      .limit(countMax)
      .forUpdate()
      .skipLocked()
      .execute();
    if (due.length === 0) return [];
    const deliveries = await trx
      .updateTable('webhook_deliveries')
      .set((eb) => ({ attempt: eb('attempt', '+', 1), next_at: new Date(now.getTime() + holdMs) }))
      .where(
        'id',
        'in',
        due.map(({ id }) => id),
      )
      .returningAll()
      .execute();
    const webhooks = await trx
      .selectFrom('webhooks')
      .selectAll()
      .where(
        'id',
        'in',
        deliveries.map((one) => one.webhook_id),
      )
      .execute();
    const byId = new Map(webhooks.map((webhook) => [webhook.id, webhook]));
    return deliveries.map((delivery) => ({ delivery, webhook: byId.get(delivery.webhook_id)! }));
  });
}

/** When the next waiting message becomes due; null when none waits. */
export async function nextDeliveryTime(system: Scope): Promise<Date | null> {
  const row = await system.read((trx) =>
    trx
      .selectFrom('webhook_deliveries')
      .select('next_at')
      .where('state', '=', 'pending')
      .orderBy('next_at')
      .limit(1)
      .executeTakeFirst(),
  );
  return row?.next_at ?? null;
}

export interface DeliveryOutcome {
  /** Null: it stays pending until `nextAt`. */
  readonly state: 'delivered' | 'failed' | null;
  readonly nextAt?: Date;
  readonly status: number | null;
  readonly error: string | null;
}

/** Records a try, unless a later one has been made of the same message. */
export async function recordDelivery(system: Scope, row: DeliveryRow, outcome: DeliveryOutcome): Promise<void> {
  await system.write(({ trx, now }) =>
    trx
      .updateTable('webhook_deliveries')
      .set({
        ...{ last_status: outcome.status, last_error: outcome.error },
        ...(outcome.state !== null && { state: outcome.state }),
        ...(outcome.state === 'delivered' && { delivered_at: now }),
        ...(outcome.nextAt !== undefined && { next_at: outcome.nextAt }),
      })
      .where('id', '=', row.id)
      .where('attempt', '=', row.attempt)
      .execute(),
  );
}

/** Sends nothing more to it, and gives up what waits. */
export async function disableWebhook(system: Scope, id: string, reason: string): Promise<void> {
  await system.write(async ({ trx }) => {
    await trx
      .updateTable('webhooks')
      .set({ state: 'disabled', disabled_reason: reason })
      .where('id', '=', id)
      .execute();
    await trx
      .updateTable('webhook_deliveries')
      .set({ state: 'failed', last_error: reason })
      .where('webhook_id', '=', id)
      .where('state', '=', 'pending')
      .execute();
  });
}

/** Newest first; one row more than the page holds when there is a next one. */
export async function listDeliveries(store: TenantStore, webhookId: string, page: PageRequest): Promise<DeliveryRow[]> {
  return store.read((trx) =>
    trx
      .selectFrom('webhook_deliveries')
      .selectAll()
      .where('tenant_id', '=', store.tenantId)
      .where('webhook_id', '=', webhookId)
      .where(olderThan(page))
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(page.size + 1)
      .execute(),
  );
}

/** Sends again what was tried since then, delivered or not; answers how many. */
export async function replayDeliveries(unit: Unit, webhookId: string, since: Date): Promise<number> {
  const { numUpdatedRows } = await unit.trx
    .updateTable('webhook_deliveries')
    .set({ state: 'pending', attempt: 0, next_at: unit.now, delivered_at: null })
    .where('tenant_id', '=', unit.tenantId)
    .where('webhook_id', '=', webhookId)
    .where('created_at', '>=', since)
    .executeTakeFirst();
  unit.touched.add(deliveriesSignal);
  return Number(numUpdatedRows);
}

/** The key under which the sender waits. */
export const deliveriesSignal = 'webhook-deliveries';
