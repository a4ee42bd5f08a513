/** Runs the relay in one process of all: it holds a lease, and the next process takes over when it ends or dies. */
import { hostname } from 'node:os';
import { toFault } from '@safelight/core';
import type { GatewayContext } from '../context.ts';
import { runnerFailed } from '../events.ts';
import { gatewayLimits } from '../limits.ts';
import { holdLease, releaseLease } from '../store/leases.ts';
import { every } from './every.ts';

const leaseName = 'relay';

/**
 * Opens `work` while the lease is held and disposes it when it is lost. Two owners may overlap for a moment after a long
 * stall: what they do must be safe to do twice.
 */
export function startUnderLease(context: GatewayContext, work: () => AsyncDisposable): AsyncDisposable {
  const { store, logger } = context;
  const owner = `${hostname()}:${process.pid}`;
  const { leaseMs } = gatewayLimits;
  let running: AsyncDisposable | null = null;
  const stop = async (): Promise<void> => {
    const stopping = running;
    running = null;
    await stopping?.[Symbol.asyncDispose]();
  };
  const renewing = every(leaseMs / 3, async () => {
    const held = await holdLease(store.system, leaseName, owner, leaseMs).catch((error: unknown) => {
      runnerFailed(logger, toFault(error));
      return false;
    });
    if (held) running ??= work();
    else await stop();
  });
  return {
    async [Symbol.asyncDispose]() {
      await renewing[Symbol.asyncDispose]();
      await stop();
      await releaseLease(store.system, leaseName, owner).catch((error: unknown) =>
        runnerFailed(logger, toFault(error)),
      );
    },
  };
}
