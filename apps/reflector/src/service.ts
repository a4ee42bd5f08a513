import {
  implement,
  showFreeSpace,
  startService,
  type Logger,
  type RunningService,
  type ServiceSecurity,
} from '@safelight/service-kit';
import type { VlmSettings } from '@safelight/vlm';
import { reflectorContract } from '@safelight/wire';
import { openArchives } from './context.ts';
import { createEvents } from './events.ts';
import { reflectorLimits } from './limits.ts';
import { erase } from './rpc/erase.ts';
import { exportRpc } from './rpc/export.ts';
import { listSamples } from './rpc/listSamples.ts';
import { reflect } from './rpc/reflect.ts';
import { submitTrajectory } from './rpc/submitTrajectory.ts';
import { openTeacher } from './teacher/open.ts';

export interface ReflectorOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** 0 (the default) takes a free port. */
  readonly port?: number;
  /** How callers show that they belong here. Default: none. */
  readonly security?: ServiceSecurity;
  readonly logger: Logger;
  /** Where trajectories, pictures and `reflections.jsonl` are kept; one process at a time owns it. */
  readonly dataDir: string;
  /** Difference of aesthetic + instruction that makes a pair; default 0.2. */
  readonly marginMin?: number;
  /** A hosted model that explains pairs; null (the default) for the embedded teacher. */
  readonly teacher?: VlmSettings | null;
}

/** Starts the reflector; disposing the result ends its RPCs, then gives the folder free. */
export async function startReflector(options: ReflectorOptions): Promise<RunningService> {
  const { dataDir, marginMin = reflectorLimits.marginMinDefault, teacher: chosen = null, logger, ...listen } = options;
  await using opening = new AsyncDisposableStack();
  const { teacher } = opening.use(await openTeacher(chosen));
  const archives = opening.use(await openArchives({ dataDir, marginMin, teacher, events: createEvents(logger) }));
  opening.use(showFreeSpace('reflector', dataDir));
  const implementation = implement(reflectorContract, {
    submitTrajectory: async (request, call) => submitTrajectory(await archives.of(call.tenant), request, call),
    listSamples: async (request, call) => listSamples(await archives.of(call.tenant), request),
    reflect: async (request, call) => reflect(await archives.of(call.tenant), request, call),
    export: async function* (request, call) {
      yield* exportRpc(await archives.of(call.tenant), request, call);
    },
    erase: (request, call) => erase(archives, request, call),
  });
  const service = opening.use(
    await startService({ name: 'reflector', implementations: [implementation], logger, ...listen }),
  );
  const { name, address } = service;
  const open = opening.move();
  let stopped: Promise<void> | undefined;
  return { name, address, [Symbol.asyncDispose]: () => (stopped ??= open.disposeAsync()) };
}
