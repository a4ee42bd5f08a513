import type { Trajectory } from '@safelight/core';
import type { CallContext } from '@safelight/service-kit';
import type { EraseRequest, EraseResponse } from '@safelight/wire';
import type { Archives, Context } from '../context.ts';
import { imagePath } from '../store/images.ts';
import { trajectoryPath } from '../store/trajectories.ts';

/** Erases sessions of the call's tenant, or all that it has. Safe to repeat, also after a crash. */
export async function erase(
  archives: Archives,
  { sessionIds }: EraseRequest,
  { tenant }: Pick<CallContext, 'tenant'>,
): Promise<EraseResponse> {
  const context = await archives.of(tenant);
  if (sessionIds.length > 0) return context.inTurn(() => eraseSessions(context, new Set(sessionIds)));
  const count = await context.inTurn(async () => (await all(context)).length);
  await archives.erase(tenant);
  return { trajectories: count };
}

/**
 * Samples first, then pictures, then the trajectories by which both are found: what a crash leaves is erased by the
 * repetition.
 */
async function eraseSessions(context: Context, sessionIds: ReadonlySet<string>): Promise<EraseResponse> {
  const { trajectories, manifest, images } = context;
  const every = await all(context);
  const gone = every.filter(({ sessionId }) => sessionIds.has(sessionId));
  if (gone.length === 0) return { trajectories: 0 };
  const paths = new Set(gone.map(trajectoryPath));
  await manifest.remove(({ worse, better }) => paths.has(worse.trajectory) || paths.has(better.trajectory));
  const kept = new Set(every.filter(({ sessionId }) => !sessionIds.has(sessionId)).flatMap(imagesOf));
  for (const path of new Set(gone.flatMap(imagesOf))) if (!kept.has(path)) await images.remove(path);
  for (const trajectory of gone) await trajectories.remove(trajectory);
  return { trajectories: gone.length };
}

async function all({ trajectories }: Context): Promise<readonly Trajectory[]> {
  const found: Trajectory[] = [];
  for (const key of await trajectories.inputs()) found.push(...(await trajectories.ofInput(key)));
  return found;
}

function imagesOf({ original, steps }: Trajectory): readonly string[] {
  return [original, ...steps.map(({ observation }) => observation)].map(({ image }) => imagePath(image));
}
