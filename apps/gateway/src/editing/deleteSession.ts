import type { CallerContext } from '../context.ts';
import { audit } from '../store/audit.ts';
import { eraseSession } from '../store/erasure.ts';
import { emptyTrash } from './keep.ts';

/**
 * Erases a session with its log, its sentences and its pictures; the photo stays.
 * @throws Fault session.notFound; turn.conflict while a turn of it waits or runs
 */
export async function deleteSession(caller: CallerContext, sessionId: string): Promise<void> {
  await caller.store.write(async (unit) => {
    await eraseSession(unit, sessionId);
    await audit(unit, caller, 'session.deleted', sessionId);
  });
  // Bytes that cannot be deleted now are deleted by the next sweep.
  await emptyTrash(caller).catch(() => undefined);
}
