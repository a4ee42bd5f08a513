import { loadImages } from '../darkroom.ts';
import { getTrajectoryOf } from '../editing/trajectory.ts';
import type { GatewayContext } from '../context.ts';
import { gatewayLimits } from '../limits.ts';
import { trajectoryOfKey } from '../store/outbox.ts';
import type { Deliver } from './relay.ts';

/** Hands a finished trajectory with all its pictures to the reflector, which takes the same one twice without harm. */
export function submitTrajectories(context: GatewayContext): Deliver {
  return async (key, signal) => {
    const { turnId, candidate } = trajectoryOfKey(key);
    const trajectory = await getTrajectoryOf(context, turnId, candidate);
    const observations = [trajectory.original, ...trajectory.steps.map((step) => step.observation)];
    const images = await loadImages(
      context,
      observations.map((observation) => observation.image),
    );
    const options = { signal, deadlineMs: gatewayLimits.evaluateDeadlineMs };
    await context.reflector.submitTrajectory({ trajectory, images }, options);
  };
}
