import type { TenantContext } from '../context.ts';
import { retrying } from './run.ts';
import type { Run } from './run.ts';

/** The context of a turn: what reads rows or pictures is tried again for some seconds when their store is away. */
export function patient(run: Pick<Run, 'context' | 'turn' | 'signal'>): TenantContext {
  const { store, blobs } = run.context;
  return {
    ...run.context,
    store: { ...store, read: (work) => retrying(run, () => store.read(work)) },
    blobs: {
      ...blobs,
      put: (sha256, bytes) => retrying(run, () => blobs.put(sha256, bytes)),
      get: (sha256) => retrying(run, () => blobs.get(sha256)),
    },
  };
}
