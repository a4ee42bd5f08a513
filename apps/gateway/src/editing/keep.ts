/** Keeping bytes and giving them a name, and throwing away bytes that lost their last one. */
import { setTimeout as delay } from 'node:timers/promises';
import { Fault } from '@safelight/core';
import type { TenantContext } from '../context.ts';
import type { Unit } from '../store/store.ts';
import { emptied, listOwnTrash, mayName } from '../store/trash.ts';

const attemptsMax = 20;
const waitMs = 250;
const trashPerReadMax = 500;

/**
 * Stores bytes, then runs the unit that names them. When the same bytes are being thrown away at this moment, that is
 * brought to its end first.
 * @throws Fault blob.unavailable
 */
export async function keep<T>(
  context: TenantContext,
  blob: { readonly sha256: string; readonly data: Uint8Array },
  name: (unit: Unit) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    await context.blobs.put(blob.sha256, blob.data);
    const named = await context.store.write(async (unit) =>
      (await mayName(unit, blob.sha256)) ? { value: await name(unit) } : null,
    );
    if (named !== null) return named.value;
    await throwAway(context, blob.sha256).catch(() => delay(waitMs, undefined, { signal }));
  }
  throw new Fault(
    'blob.unavailable',
    'The store of pictures is still deleting an equal picture. Try again in a moment.',
  );
}

/** Deletes what the tenant has thrown away; what cannot be deleted now stays for the next sweep. */
export async function emptyTrash(context: TenantContext): Promise<void> {
  for (const sha256 of await listOwnTrash(context.store, trashPerReadMax)) await throwAway(context, sha256);
}

async function throwAway(context: TenantContext, sha256: string): Promise<void> {
  await context.blobs.delete(sha256);
  await emptied(context.store, sha256);
}
