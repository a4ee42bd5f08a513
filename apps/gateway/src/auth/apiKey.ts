/** API keys as callers send them. */
import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultTenantId, sha256 } from '@safelight/core';
import { addKey, lockValidKeys, revokeKeys } from '../store/keys.ts';
import type { Store } from '../store/store.ts';
import { scopes } from './identity.ts';

/** No caller can give a key this name. */
export const folderKeyName = 'file:api-key';

/** A fresh key: `slk_` and 192 random bits. */
export function newApiKey(): string {
  return `slk_${randomBytes(24).toString('base64url')}`;
}

/** Whether it can be a key at all; what cannot is not looked up. */
export function isKeyShaped(sent: string): boolean {
  return /^[\x21-\x7e]{8,200}$/.test(sent);
}

/** What of a key may be kept and shown. */
export function describeKey(key: string): { readonly prefix: string; readonly secretSha256: string } {
  return { prefix: key.slice(0, 10), secretSha256: sha256(Buffer.from(key)) };
}

/**
 * The key of an embedded gateway: made at the first start, kept in the data folder (readable by its owner alone), and
 * allowed everything.
 */
export async function openFolderKey(folder: string, store: Store): Promise<string> {
  const [key, tenantId] = [await loadApiKey(folder), defaultTenantId];
  await store.system.write(async (unit) => {
    const { id } = await addKey(unit, { tenantId, name: folderKeyName, ...describeKey(key), scopes, expiresAt: null });
    // The file was replaced, perhaps because somebody saw it: what it held before is a key no more.
    const earlier = (await lockValidKeys(unit, tenantId)).filter(({ name }) => name === folderKeyName);
    await revokeKeys(
      unit,
      earlier.filter((row) => row.id !== id).map((row) => row.id),
    );
  });
  return key;
}

async function loadApiKey(folder: string): Promise<string> {
  const path = join(folder, 'api-key');
  const known = await readFile(path, 'utf8').catch(() => null);
  if (known !== null && known.trim() !== '') return known.trim();
  const key = newApiKey();
  const fresh = `${path}.tmp`;
  await writeFile(fresh, `${key}\n`, { mode: 0o600 });
  await rm(path, { force: true });
  await link(fresh, path);
  await rm(fresh);
  return key;
}

export interface Credentials {
  readonly authorization: string | undefined;
  readonly apiKey: string | undefined;
}

/** What was sent as `Authorization: Bearer` or `X-Api-Key`; the former wins. */
export function keyOf({ authorization, apiKey }: Credentials): string | undefined {
  const bearer = authorization === undefined ? undefined : /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  return bearer ?? apiKey;
}
