import { loadImages } from '../darkroom.ts';
import { getTrajectoryOf } from '../editing/trajectory.ts';
import { tenantContext } from '../context.ts';
import type { GatewayContext } from '../context.ts';
import { gatewayLimits } from '../limits.ts';
import { trajectoryOfKey } from '../store/outbox.ts';
import type { Deliver } from './relay.ts';

/** Hands a finished trajectory with all its pictures to the reflector, which takes the same one twice without harm. */
export function submitTrajectories(context: GatewayContext): Deliver {
  return async (row, signal) => {
    const { turnId, candidate } = trajectoryOfKey(row.key);
    const tenant = tenantContext(context, row.tenant_id);
    const trajectory = await getTrajectoryOf(tenant, turnId, candidate);
    const observations = [trajectory.original, ...trajectory.steps.map((step) => step.observation)];
    const images = await loadImages(
      tenant,
      observations.map((observation) => observation.image),
    );
    const options = { signal, deadlineMs: gatewayLimits.evaluateDeadlineMs };
    await context.reflector.submitTrajectory({ trajectory, images }, options);
  };
}
