import { hash, randomFillSync } from 'node:crypto';

/** SHA-256 as 64 lower-case hex digits. */
export function sha256(bytes: Uint8Array | string): string {
  return hash('sha256', bytes, 'hex');
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

const randomSizeBytes = 8;
/** Asked for in one go: each request has an identifier, and each call of the system costs as much as its routing. */
const random = Buffer.alloc(256 * randomSizeBytes);
let randomUsedBytes = random.byteLength;

/** A fresh identifier: prefix, underscore, 16 random hex digits, e.g. `ses_0f3a…`. */
export function newId(prefix: IdPrefix): string {
  if (randomUsedBytes === random.byteLength) {
    randomFillSync(random);
    randomUsedBytes = 0;
  }
  const digits = random.toString('hex', randomUsedBytes, (randomUsedBytes += randomSizeBytes));
  return `${prefix}_${digits}`;
}
