import type { TenantContext } from '../context.ts';
import { retrying } from './run.ts';
import { Pictures } from './pictures.ts';
import type { Run } from './run.ts';

/**
 * The context of a turn: what reads rows or pictures is tried again for some seconds when their store is away, and the
 * pictures of the turn, which the policy is shown at every step, are fetched from their store once.
 */
export function patient(run: Pick<Run, 'context' | 'turn' | 'signal'>): TenantContext {
  const { store, blobs } = run.context;
  const pictures = new Pictures();
  return {
    ...run.context,
    store: { ...store, read: (work) => retrying(run, () => store.read(work)) },
    blobs: {
      ...blobs,
      async put(sha256, bytes) {
        await retrying(run, () => blobs.put(sha256, bytes));
        pictures.keep(sha256, bytes);
      },
      async get(sha256) {
        const kept = pictures.find(sha256);
        if (kept !== undefined) return kept;
        const bytes = await retrying(run, () => blobs.get(sha256));
        pictures.keep(sha256, bytes);
        return bytes;
      },
    },
  };
}
