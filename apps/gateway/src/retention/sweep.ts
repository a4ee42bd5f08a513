/** Erases what is to be gone: photos whose time is over, sessions of deleted photos, deleted tenants. */
import { toFault } from '@safelight/core';
import { tenantContext } from '../context.ts';
import type { GatewayContext } from '../context.ts';
import { deletePhoto } from '../editing/photos.ts';
import { erased, runnerFailed } from '../events.ts';
import { every } from '../relay/every.ts';
import { gatewayLimits } from '../limits.ts';
import {
  eraseSession,
  eraseTenant,
  expiredPhotos,
  removeErasedPhotos,
  sessionsToErase,
  tenantsToErase,
} from '../store/erasure.ts';

const restMs = 30_000;
const rowsPerSweepMax = 100;

export function startRetention(context: GatewayContext): AsyncDisposable {
  return every(restMs, (signal) =>
    sweep(context, signal).catch((error: unknown) => {
      if (!signal.aborted) runnerFailed(context.logger, toFault(error));
    }),
  );
}

/** One round; what cannot be erased now is tried again in the next one. */
export async function sweep(context: GatewayContext, signal: AbortSignal): Promise<void> {
  const { store, blobs, logger } = context;
  const { system } = store;
  const each = async (what: string, id: string, work: () => Promise<void>): Promise<void> => {
    signal.throwIfAborted();
    try {
      await work();
      erased(logger, what, id);
    } catch (error) {
      runnerFailed(logger, toFault(error));
    }
  };
  for (const { tenantId, id } of await expiredPhotos(system, rowsPerSweepMax)) {
    await each('photo', id, () => deletePhoto(tenantContext(context, tenantId), id));
  }
  for (const { tenantId, id } of await sessionsToErase(system, rowsPerSweepMax)) {
    await each('session', id, () => store.tenant(tenantId).write((unit) => eraseSession(unit, id)));
  }
  await removeErasedPhotos(system);
  for (const tenantId of await tenantsToErase(system, rowsPerSweepMax)) {
    await each('tenant', tenantId, async () => {
      const { reflector } = tenantContext(context, tenantId);
      await reflector.erase({ sessionIds: [] }, { signal, deadlineMs: gatewayLimits.evaluateDeadlineMs });
      await blobs.deleteTenant(tenantId);
      await eraseTenant(system, tenantId);
      // What a turn that was still ending put meanwhile.
      await blobs.deleteTenant(tenantId);
    });
  }
}
