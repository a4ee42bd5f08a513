import { Fault, type Trajectory } from '@safelight/core';
import type { CallContext } from '@safelight/service-kit';
import type { SubmitTrajectoryRequest, SubmitTrajectoryResponse } from '@safelight/wire';
import type { Context } from '../context.ts';
import { reflectorLimits } from '../limits.ts';
import { makeSample } from '../sample/make.ts';
import { isJudged, pairOf, type Judged, type Pair } from '../sample/pair.ts';
import { inputKey, trajectoryPath } from '../store/trajectories.ts';

/** Keeps a finished trajectory and reflects on every pair that it makes. Safe to repeat at any time, also after a crash. */
export async function submitTrajectory(
  context: Context,
  { trajectory, images }: SubmitTrajectoryRequest,
  { signal }: Pick<CallContext, 'signal'>,
): Promise<SubmitTrajectoryResponse> {
  if (!isJudged(trajectory)) {
    const field = trajectory.finish === null ? 'trajectory.finish' : 'trajectory.evaluation';
    throw new Fault('request.invalid', `${field} is missing. Submit a trajectory when its turn is evaluated.`, {
      field,
    });
  }
  trajectoryPath(trajectory);
  // Pictures first: what the manifest names must be there.
  for (const [index, image] of images.entries()) await context.images.put(image, `images[${index}]`);
  await requireImages(context, trajectory);
  return context.inTurn(() => pairUp(context, trajectory, signal));
}

async function requireImages({ images }: Context, trajectory: Trajectory): Promise<void> {
  for (const { image } of [trajectory.original, ...trajectory.steps.map(({ observation }) => observation)]) {
    if (await images.has(image)) continue;
    const message = `The picture ${image.sha256} of the trajectory is missing. Send the pictures of all observations.`;
    throw new Fault('request.invalid', message, { field: 'images' });
  }
}

async function pairUp(context: Context, trajectory: Judged, signal: AbortSignal): Promise<SubmitTrajectoryResponse> {
  const { trajectories, manifest, images, teacher, events, marginMin } = context;
  const key = inputKey(trajectory);
  if (!(await keep(context, trajectory, key))) return { reflectionIds: [] };
  const all = (await trajectories.ofInput(key)).filter(isJudged);
  // The first one kept of an id counts, whatever was sent again under it.
  const own = all.find(({ id }) => id === trajectory.id)!;
  const pairs = all.map((other) => pairOf(own, other, marginMin)).filter((pair): pair is Pair => pair !== null);
  for (const pair of pairs.filter(({ id }) => !manifest.has(id))) {
    // One at a time: what a teacher has said is kept, whatever becomes of the next pair.
    const sample = await makeSample(pair, teacher, images, signal);
    await manifest.append([sample]);
    events.reflected(sample);
  }
  return { reflectionIds: pairs.map(({ id }) => id) };
}

/** Whether the trajectory is now among those of its input. */
async function keep({ trajectories, events }: Context, trajectory: Judged, key: string): Promise<boolean> {
  if (await trajectories.has(trajectory)) {
    events.trajectoryKnown(trajectory.id);
    return true;
  }
  if ((await trajectories.countOf(key)) >= reflectorLimits.trajectoriesPerInputMax) {
    events.trajectoryLeftOut(trajectory.id, `${reflectorLimits.trajectoriesPerInputMax} of the same input are kept`);
    return false;
  }
  await trajectories.add(trajectory);
  events.trajectoryKept(trajectory.id, trajectory.photoSha256);
  return true;
}
