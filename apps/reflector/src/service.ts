import { implement, startService, type Logger, type RunningService } from '@safelight/service-kit';
import { reflectorContract } from '@safelight/wire';
import { openContext } from './context.ts';
import { createEvents } from './events.ts';
import { reflectorLimits } from './limits.ts';
import { exportRpc } from './rpc/export.ts';
import { listSamples } from './rpc/listSamples.ts';
import { reflect } from './rpc/reflect.ts';
import { submitTrajectory } from './rpc/submitTrajectory.ts';
import { embeddedTeacher } from './teacher/embedded/embedded.ts';
import type { Teacher } from './teacher/teacher.ts';

export interface ReflectorOptions {
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** 0 (the default) takes a free port. */
  readonly port?: number;
  readonly logger: Logger;
  /** Where trajectories, pictures and `reflections.jsonl` are kept; one process at a time owns it. */
  readonly dataDir: string;
  /** Difference of aesthetic + instruction that makes a pair; default 0.2. */
  readonly marginMin?: number;
  /** Default: the embedded one. */
  readonly teacher?: Teacher;
}

/** Starts the reflector; disposing the result ends its RPCs, then gives the folder free. */
export async function startReflector(options: ReflectorOptions): Promise<RunningService> {
  const {
    dataDir,
    marginMin = reflectorLimits.marginMinDefault,
    teacher = embeddedTeacher,
    logger,
    ...listen
  } = options;
  const context = await openContext({ dataDir, marginMin, teacher, events: createEvents(logger) });
  const implementation = implement(reflectorContract, {
    submitTrajectory: (request, call) => submitTrajectory(context, request, call),
    listSamples: (request) => listSamples(context, request),
    reflect: (request, call) => reflect(context, request, call),
    export: (request, call) => exportRpc(context, request, call),
  });
  try {
    const service = await startService({ name: 'reflector', implementations: [implementation], logger, ...listen });
    return {
      ...service,
      [Symbol.asyncDispose]: async () => {
        await service[Symbol.asyncDispose]();
        await context[Symbol.asyncDispose]();
      },
    };
  } catch (thrown) {
    await context[Symbol.asyncDispose]();
    throw thrown;
  }
}
