/** The one API key of an embedded gateway: made at the first start, kept in the data folder. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '@safelight/core';

/** Reads the key of the folder, or makes one (readable by its owner alone). */
export async function loadApiKey(folder: string): Promise<string> {
  const path = join(folder, 'api-key');
  const known = await readFile(path, 'utf8').catch(() => null);
  if (known !== null && known.trim() !== '') return known.trim();
  const key = `slk_${randomBytes(24).toString('base64url')}`;
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

/**
 * Compares in constant time, whatever was sent.
 * @throws Fault request.unauthenticated
 */
export function checkApiKey(expected: string, { authorization, apiKey }: Credentials): void {
  const bearer = authorization === undefined ? undefined : /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  const given = bearer ?? apiKey;
  if (given !== undefined && timingSafeEqual(digest(given), digest(expected))) return;
  throw new Fault(
    'request.unauthenticated',
    'Send the API key of this server, as "Authorization: Bearer <key>" or "X-Api-Key: <key>". It is in the file api-key of the data folder.',
  );
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
