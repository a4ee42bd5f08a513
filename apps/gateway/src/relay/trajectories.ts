/** Finished trajectories go over the bus to the reflector. */
import { topics } from '@safelight/bus';
import { sha256, toFault } from '@safelight/core';
import { decodeTrajectoryFinished, encodeTrajectoryFinished } from '@safelight/wire';
import { loadImages } from '../darkroom.ts';
import { getTrajectoryOf } from '../editing/trajectory.ts';
import { tenantContext } from '../context.ts';
import type { GatewayContext } from '../context.ts';
import { gatewayLimits } from '../limits.ts';
import { trajectoryOfKey } from '../store/outbox.ts';
import { getSessionPhoto } from '../store/sessions.ts';
import { findTurn, turnStateOf } from '../store/turns.ts';
import type { Deliver } from './relay.ts';

/** Edits of the same photo and sentence have one key: the reflector compares them. */
export function publishTrajectories({ bus, store }: GatewayContext): Deliver {
  return async (row) => {
    const { turnId, candidate } = trajectoryOfKey(row.key);
    const tenant = store.tenant(row.tenant_id);
    const { instruction, session_id: sessionId, traceparent } = await findTurn(tenant, turnId);
    const photo = await getSessionPhoto(tenant, sessionId).catch(unlessDeleted);
    // Nothing is learnt from a photo that was deleted meanwhile, nor from one that is not to be stored.
    if (photo === null || photo.no_store) return;
    const message = {
      key: sha256(`${photo.sha256}\n${instruction}`),
      value: encodeTrajectoryFinished({ turnId, candidate }),
      headers: {
        ...{ id: row.key, tenant: row.tenant_id, schemaVersion: 1 },
        ...(traceparent !== null && { traceparent }),
      },
    };
    await bus.publish(topics.trajectories.name, [message]);
  };
}

function unlessDeleted(error: unknown): null {
  if (toFault(error).code === 'photo.notFound') return null;
  throw error;
}

/** Has the reflector forget a session that was erased. */
export function eraseReflections(context: GatewayContext): Deliver {
  return async (row, signal) => {
    const { reflector } = tenantContext(context, row.tenant_id);
    await reflector.erase({ sessionIds: [row.key] }, { signal, deadlineMs: gatewayLimits.evaluateDeadlineMs });
  };
}

/**
 * Hands each trajectory with all its pictures to the reflector, which takes the same one twice without harm. The message
 * only names it: pictures are of a tenant and come from the gateway's store alone.
 */
export function startReflectorFeed(context: GatewayContext): AsyncDisposable {
  return context.bus.subscribe({
    topics: [topics.trajectories.name],
    group: 'reflector',
    handle: async ({ value, headers }, signal) => {
      const { turnId, candidate } = decodeTrajectoryFinished(value);
      const tenant = tenantContext(context, headers.tenant);
      // The session was erased meanwhile: nothing may be kept of it.
      if ((await turnStateOf(tenant.store, turnId)) === null) return;
      const { session_id: sessionId } = await findTurn(tenant.store, turnId);
      if ((await getSessionPhoto(tenant.store, sessionId).catch(unlessDeleted)) === null) return;
      const trajectory = await getTrajectoryOf(tenant, turnId, candidate);
      const observations = [trajectory.original, ...trajectory.steps.map((step) => step.observation)];
      const images = await loadImages(
        tenant,
        observations.map((observation) => observation.image),
      );
      const options = { signal, deadlineMs: gatewayLimits.evaluateDeadlineMs };
      await tenant.reflector.submitTrajectory({ trajectory, images }, options);
    },
  });
}
