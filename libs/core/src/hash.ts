import { createHash, randomBytes } from 'node:crypto';

/** SHA-256 as 64 lower-case hex digits. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** JSON with object keys in code-point order, so that equal values give equal text (and equal hashes). */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    const record = inner as Record<string, unknown>;
    return Object.fromEntries(
      Object.keys(record)
        .sort()
        .map((key) => [key, record[key]]),
    );
  });
}

/**
 * Photo, session, turn, trajectory, reflection, request, tenant, API key, job, batch, preset, render, webhook endpoint, message.
 */
type IdPrefix =
  'pho' | 'ses' | 'trn' | 'trj' | 'ref' | 'req' | 'tnt' | 'key' | 'job' | 'bat' | 'pre' | 'rnd' | 'whk' | 'msg';

/** A fresh identifier: prefix, underscore, 16 random hex digits, e.g. `ses_0f3a…`. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${randomBytes(8).toString('hex')}`;
}
