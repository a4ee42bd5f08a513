/** A tenant's API keys: made, rotated and revoked by those of its keys that have the scope `admin`. */
import { Fault } from '@safelight/core';
import { describeKey, folderKeyName, newApiKey } from '../auth/apiKey.ts';
import type { Scope } from '../auth/identity.ts';
import type { CallerContext } from '../context.ts';
import { gatewayLimits } from '../limits.ts';
import { audit } from '../store/audit.ts';
import { once } from '../store/idempotency.ts';
import type { IdempotencyKey } from '../store/idempotency.ts';
import { addKey, expireKey, findKeyById, lockValidKeys, revokeKeys } from '../store/keys.ts';
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
  requireAll(caller.identity, request.scopes);
  if (request.name === folderKeyName) {
    throw new Fault('request.invalid', 'This name is taken by the data folder. Choose another one.', { field: 'name' });
  }
  checkExpiry(request.expiresAt, caller.store.now());
  const secret = newApiKey();
  let isFirst = false;
  const { keyId } = await caller.store.write((unit) =>
    once(unit, key, async () => {
      isFirst = true;
      const valid = await lockValidKeys(unit, caller.tenantId);
      if (valid.length >= gatewayLimits.keysPerTenantCount) throw tooMany();
      const { name, scopes, expiresAt } = request;
      const row = await addKey(unit, { tenantId: caller.tenantId, name, ...describeKey(secret), scopes, expiresAt });
      await audit(unit, caller, 'key.created', row.id, { name, scopes, expiresAt });
      return { keyId: row.id };
    }),
  );
  return { keyId, secret: isFirst ? secret : null };
}

/** Whether a key can be used now. */
export function keyState(row: ApiKeyRow, now: Date): 'valid' | 'expired' | 'revoked' {
  if (row.revoked_at !== null) return 'revoked';
  return row.expires_at !== null && row.expires_at <= now ? 'expired' : 'valid';
}

/** @throws Fault key.notFound */
export async function getKey(caller: CallerContext, keyId: string): Promise<ApiKeyRow> {
  const row = await findKeyById(caller.store, keyId);
  if (row === undefined) throw notFound();
  return row;
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
  const row = await getKey(caller, keyId);
  // An admin of the operator's own tenant must not shut the operator out.
  if (row.scopes.includes('platform')) requireAll(caller.identity, ['platform']);
  if (row.revoked_at !== null) return;
  await caller.store.write(async (unit) => {
    const valid = await lockValidKeys(unit, caller.tenantId);
    const others = valid.filter(({ id }) => id !== keyId);
    const isValid = others.length < valid.length;
    if (isValid && row.scopes.includes('admin') && !others.some(({ scopes }) => scopes.includes('admin'))) {
      throw new Fault(
        'key.conflict',
        'This is the last key with the scope "admin". Make another one first, or rotate this one.',
      );
    }
    await revokeKeys(unit, [keyId]);
    await audit(unit, caller, 'key.revoked', keyId, { name: row.name });
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

function notFound(): Fault {
  return new Fault('key.notFound', 'There is no such key. See GET /v1/keys for those of this account.');
}

function tooMany(): Fault {
  const { keysPerTenantCount: max } = gatewayLimits;
  return new Fault('key.tooMany', `The account has ${max} valid keys, as many as it may. Revoke those nobody uses.`);
}
