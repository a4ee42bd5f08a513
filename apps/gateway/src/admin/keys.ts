/** A tenant's API keys: made, rotated and revoked by those of its keys that have the scope `admin`. */
import { Fault } from '@safelight/core';
import { describeKey, folderKeyName, newApiKey } from '../auth/apiKey.ts';
import type { Scope } from '../auth/identity.ts';
import type { CallerContext } from '../context.ts';
import { byCreation, readPage } from '../editing/pages.ts';
import type { Page, PageQuery } from '../editing/pages.ts';
import { gatewayLimits } from '../limits.ts';
import { audit } from '../store/audit.ts';
import { once } from '../store/idempotency.ts';
import type { IdempotencyKey } from '../store/idempotency.ts';
import { addKey, expireKey, findKeyById, lockValidKeys, readKeys, revokeKeys } from '../store/keys.ts';
import type { PageRequest } from '../store/pages.ts';
import type { ApiKeyRow } from '../store/schema.ts';
import type { Unit } from '../store/store.ts';
import { requireAll } from './grants.ts';

export interface CreateKeyRequest {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date | null;
}

/** The secret is kept nowhere: when the answer was lost, a repetition under its Idempotency-Key gets the key without it. */
export interface MadeKey {
  readonly keyId: string;
  readonly secret: string | null;
}

/** @throws Fault request.forbidden, request.invalid, key.tooMany */
export async function createKey(
  caller: CallerContext,
  request: CreateKeyRequest,
  key: IdempotencyKey | null,
): Promise<MadeKey> {
  const { name, expiresAt } = request;
  const scopes = [...new Set(request.scopes)];
  requireAll(caller.identity, scopes);
  if (name === folderKeyName) {
    throw new Fault('request.invalid', 'This name is taken by the data folder. Choose another one.', { field: 'name' });
  }
  checkExpiry(expiresAt, caller.store.now());
  const secret = newApiKey();
  let isFirst = false;
  const { keyId } = await caller.store.write((unit) =>
    once(unit, key, async () => {
      isFirst = true;
      const valid = await lockValidKeys(unit, caller.tenantId);
      if (valid.length >= gatewayLimits.keysPerTenantCount) throw tooMany();
      const row = await addKey(unit, { tenantId: caller.tenantId, name, ...describeKey(secret), scopes, expiresAt });
      await audit(unit, caller, 'key.created', row.id, { name, scopes, expiresAt });
      return { keyId: row.id };
    }),
  );
  return { keyId, secret: isFirst ? secret : null };
}

export interface KeyView {
  readonly id: string;
  readonly name: string;
  /** How the secret begins. */
  readonly prefix: string;
  readonly scopes: readonly Scope[];
  /** Whether it can be used now. */
  readonly state: 'valid' | 'expired' | 'revoked';
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/** @throws Fault key.notFound */
export async function getKey({ store }: CallerContext, keyId: string): Promise<KeyView> {
  const row = await findKeyById(store, keyId);
  if (row === undefined) throw notFound();
  return viewOf(row, store.now());
}

/** Newest first, those that ended included. @throws Fault request.invalid for a wrong page token */
export async function listKeys({ store }: CallerContext, query: PageQuery): Promise<Page<KeyView>> {
  const name = { tenantId: store.tenantId, list: 'keys' };
  const read = async (page: PageRequest) => (await readKeys(store, page)).map((row) => viewOf(row, store.now()));
  return readPage(name, query, read, byCreation);
}

export interface RotateKeyRequest {
  /** How long the old secret is valid beside the new one. */
  readonly overlapSeconds: number;
}

/**
 * A new key with the grants of an old one, which ends after the overlap. The new one expires when the old one would have.
 * @throws Fault key.notFound, key.conflict, request.forbidden
 */
export async function rotateKey(
  caller: CallerContext,
  keyId: string,
  { overlapSeconds }: RotateKeyRequest,
  key: IdempotencyKey | null,
): Promise<MadeKey> {
  const secret = newApiKey();
  let isFirst = false;
  const made = await caller.store.write((unit) =>
    once(unit, key, async () => {
      isFirst = true;
      const old = await lockKey(unit, caller, keyId);
      requireAll(caller.identity, old.scopes);
      const { name, scopes, expires_at: expiresAt } = old;
      const fresh = await addKey(unit, { tenantId: caller.tenantId, name, ...describeKey(secret), scopes, expiresAt });
      const endsAt = new Date(unit.now.getTime() + overlapSeconds * 1_000);
      if (overlapSeconds === 0) await revokeKeys(unit, [keyId]);
      else if (expiresAt === null || endsAt < expiresAt) await expireKey(unit, keyId, endsAt);
      await audit(unit, caller, 'key.rotated', keyId, { newKeyId: fresh.id, overlapSeconds });
      return { keyId: fresh.id };
    }),
  );
  return { keyId: made.keyId, secret: isFirst ? secret : null };
}

/**
 * Ends a key at once. Doing it again changes nothing.
 * @throws Fault key.notFound, key.conflict for the last one that could make others, request.forbidden
 */
export async function revokeKey(caller: CallerContext, keyId: string): Promise<void> {
  const key = await getKey(caller, keyId);
  // An admin of the operator's own tenant must not shut the operator out.
  if (key.scopes.includes('platform')) requireAll(caller.identity, ['platform']);
  if (key.state === 'revoked') return;
  await caller.store.write(async (unit) => {
    const valid = await lockValidKeys(unit, caller.tenantId);
    const others = valid.filter(({ id }) => id !== keyId);
    const isValid = others.length < valid.length;
    if (isValid && key.scopes.includes('admin') && !others.some(({ scopes }) => scopes.includes('admin'))) {
      throw new Fault(
        'key.conflict',
        'This is the last key with the scope "admin". Make another one first, or rotate this one.',
      );
    }
    await revokeKeys(unit, [keyId]);
    await audit(unit, caller, 'key.revoked', keyId, { name: key.name });
  });
}

/** Locks the tenant's valid keys and picks one. @throws Fault key.notFound, key.conflict */
async function lockKey(unit: Unit, caller: CallerContext, keyId: string): Promise<ApiKeyRow> {
  const row = (await lockValidKeys(unit, caller.tenantId)).find(({ id }) => id === keyId);
  if (row !== undefined) return row;
  const ended = await unit.trx
    .selectFrom('api_keys')
    .select('id')
    .where('tenant_id', '=', caller.tenantId)
    .where('id', '=', keyId)
    .executeTakeFirst();
  if (ended === undefined) throw notFound();
  throw new Fault('key.conflict', 'This key was revoked or has expired. Create a new one instead.');
}

function checkExpiry(expiresAt: Date | null, now: Date): void {
  if (expiresAt === null || expiresAt > now) return;
  throw new Fault('request.invalid', 'expiresAt is in the past. Send a later time, or leave it out.', {
    field: 'expiresAt',
  });
}

function viewOf(row: ApiKeyRow, now: Date): KeyView {
  const { id, name, prefix, scopes, created_at: createdAt, expires_at: expiresAt, revoked_at: revokedAt } = row;
  const ended = expiresAt !== null && expiresAt <= now ? 'expired' : 'valid';
  return { id, name, prefix, scopes, state: revokedAt === null ? ended : 'revoked', createdAt, expiresAt, revokedAt };
}

function notFound(): Fault {
  return new Fault('key.notFound', 'There is no such key. See GET /v1/keys for those of this account.');
}

function tooMany(): Fault {
  const { keysPerTenantCount: max } = gatewayLimits;
  return new Fault('key.tooMany', `The account has ${max} valid keys, as many as it may. Revoke those nobody uses.`);
}
