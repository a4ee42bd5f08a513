/** What every stride of a turn shares: its lease, its log, and the way to commit and to look. */
import type {
  Observation,
  Problem,
  Recipe,
  RegionName,
  SessionEvent,
  SessionEventBody,
  TurnOptions,
} from '@safelight/core';
import { Fault } from '@safelight/core';
import { proxyOutput, renderPhoto } from '../darkroom.ts';
import type { TenantContext } from '../context.ts';
import { turnRetries } from '../events.ts';
import { withRetries } from '../retry.ts';
import type { RetryOptions } from '../retry.ts';
import { isAppended } from '../store/log.ts';
import type { PhotoRow, TurnRow } from '../store/schema.ts';
import type { Unit } from '../store/store.ts';
import { appendUnderLease, lockTurn } from '../store/turnLeases.ts';
import type { Lease, TurnChanges } from '../store/turnLeases.ts';
import type { Past } from './history.ts';
import { inPhase } from './phase.ts';
import type { TurnLog } from './turnLog.ts';

export interface Run {
  readonly context: TenantContext;
  readonly turn: TurnRow;
  readonly options: TurnOptions;
  readonly lease: Lease;
  readonly photo: PhotoRow;
  readonly history: readonly Past[];
  readonly log: TurnLog;
  readonly signal: AbortSignal;
}

export interface Seen {
  readonly observation: Observation;
  readonly changes: TurnChanges;
}

export interface Look {
  readonly recipe: Recipe;
  readonly problems?: readonly Problem[];
  readonly regions?: readonly RegionName[];
  readonly scene?: boolean;
}

/** Renders the proxy from the original under the whole recipe, measures it and keeps its bytes. */
export async function observe(run: Run, { recipe, problems = [], regions = [], scene = false }: Look): Promise<Seen> {
  const { context, photo, signal } = run;
  const request = { recipe, output: proxyOutput, measure: true, regions, scene };
  const options = { photoSha256: photo.sha256, ...request, signal };
  const seen = await inPhase('render', () => retrying(run, () => renderPhoto(context, options)));
  const { image, measurement, engineVersion } = seen;
  if (measurement === null) throw new Fault('internal', 'The sandbox sent no measurement. Its log holds the cause.');
  await inPhase('store', () => context.blobs.put(image.ref.sha256, image.data));
  const observation = { image: image.ref, recipe, measurement, problems, regions: seen.regions, scene: seen.scene };
  return { observation, changes: { engine_version: engineVersion } };
}

/** Appends one event of a turn that goes on. */
export async function commit(
  run: Run,
  body: SessionEventBody,
  changes: TurnChanges = {},
  more: (unit: Unit) => Promise<void> = async () => undefined,
): Promise<void> {
  let appended = null as SessionEvent | null;
  try {
    await writeOnce(run, body, async (unit) => {
      const sequence = await appendUnderLease(unit, run.lease, [body], changes);
      await more(unit);
      appended = { sequence, sessionId: run.lease.sessionId, time: unit.now, body };
    });
  } catch (error) {
    run.log.takeIn(null);
    throw error;
  }
  run.log.takeIn(appended);
}

/**
 * Does the work that appends `body`, again when the database went away under it. Whether the first try was committed is
 * then not known: the log tells, read under the lock that the first try would hold.
 */
export async function writeOnce(
  run: Pick<Run, 'context' | 'turn' | 'signal'>,
  body: SessionEventBody,
  work: (unit: Unit) => Promise<void>,
): Promise<void> {
  let tried = false;
  const write = () =>
    run.context.store.write(async (unit) => {
      const again = tried;
      tried = true;
      if (again) {
        await lockTurn(unit, run.turn.id);
        if (await isAppended(unit, run.turn.id, body)) return;
      }
      await work(unit);
    });
  await inPhase('commit', () => retrying(run, write));
}

export function retrying<T>(
  run: Pick<Run, 'context' | 'turn' | 'signal'>,
  work: () => Promise<T>,
  options: Partial<RetryOptions> = {},
): Promise<T> {
  const onRetry = turnRetries(run.context.logger, run.turn);
  return withRetries(work, { ...options, signal: run.signal, onRetry });
}
