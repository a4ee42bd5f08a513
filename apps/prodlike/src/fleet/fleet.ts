/** An installation whose groups follow their load: the production-shaped stack, and an autoscaler for each group. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { demandAutoscaler } from '@safelight/autoscale';
import { createSafelight, type Safelight } from '@safelight/client';
import type { Secret } from '@safelight/core';
import { groupNames, type GroupName, type Places } from '../programs.ts';
import { startStack, type Stack } from '../stack.ts';
import { autoscale, type Seen } from './autoscaler.ts';
import { startPolicy, type WaitingPolicy } from './policy.ts';
import { readInference, readRunners, readSandboxes, type Read } from './readings.ts';
import { localSettings } from './settings.ts';
import type { Moment } from './timeline.ts';
import { collectTraces, type Traces } from './traces.ts';

export interface FleetOptions {
  readonly dataDir: string;
  /** Of each group. */
  readonly replicasMax: Places;
  /** At the start; where nothing scales it stays so. Default: one of each. */
  readonly replicas?: Partial<Places>;
  /** Null: the installation's own. */
  readonly policy: WaitingPolicy | null;
  /** Whether spans are kept, for the trace of a turn. */
  readonly traces: boolean;
  readonly durable?: boolean;
  readonly onStep?: (what: string) => void;
  readonly onEnd?: (name: string, why: string, restarts: number) => void;
}

/** An installation, and an account in it that asks for turns. */
export interface LoadedFleet {
  readonly stack: Stack;
  /** Of an account without limits. */
  readonly client: Safelight;
  readonly photoId: string;
  readonly traces: Traces | null;
}

export type Fleet = LoadedFleet & AsyncDisposable;

const photo = fileURLToPath(new URL('../../../../fixtures/photos/desert-hikers.jpg', import.meta.url));

/** Without its autoscaler: see `scaleFleet`. */
export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const { dataDir, replicasMax, replicas, policy, durable = true } = options;
  await using opening = new AsyncDisposableStack();
  const traces = options.traces ? opening.use(await collectTraces(replicasMax)) : null;
  const stack = opening.use(
    await startStack({
      ...{ dataDir, durable, replicasMax, revives: true },
      replicas: { runner: 1, sandbox: 1, inference: 1, ...replicas },
      ...(policy !== null && {
        policyAddress: async (token: Secret) => opening.use(await startPolicy(policy, token)).address,
      }),
      // A core for each replica: more of them are more work at once.
      environment: { SANDBOX_ENGINE_WORKERS: '1' },
      environmentOf: (name) => traces?.environmentOf(name) ?? {},
      ...(options.onStep !== undefined && { onStep: options.onStep }),
      ...(options.onEnd !== undefined && { onEnd: options.onEnd }),
    }),
  );
  const { baseUrl, apiKey } = stack;
  const operator = createSafelight({ baseUrl, apiKey });
  const { key } = await operator.tenants.create({ name: 'fleet', plan: 'unlimited' });
  const client = createSafelight({ baseUrl, apiKey: key.secret! });
  const { id: photoId } = await client.photos.create(await readFile(photo));
  const open = opening.move();
  return { ...{ stack, client, photoId, traces }, [Symbol.asyncDispose]: () => open.disposeAsync() };
}

export interface ScalingOptions {
  readonly timeFactor: number;
  readonly spareReplicas: number;
  readonly onDecision: (group: GroupName, from: number, to: number, seen: Seen) => void;
  readonly onMoment: (moment: Moment) => void;
  readonly onTrouble: (group: GroupName, error: unknown) => void;
}

/** Scales every group until disposed. */
export function scaleFleet({ stack }: Pick<LoadedFleet, 'stack'>, options: ScalingOptions): AsyncDisposable {
  const { timeFactor, spareReplicas, onDecision, onMoment, onTrouble } = options;
  const { groups } = stack;
  const relay = stack.members.find(({ name }) => name === 'gateway-relay')!;
  const reads: Readonly<Record<GroupName, Read>> = {
    runner: readRunners(groups.runner, `http://${relay.address}/metrics`),
    sandbox: readSandboxes(groups.sandbox),
    inference: readInference(groups.inference),
  };
  const startedAt = performance.now();
  const scaling = new AsyncDisposableStack();
  for (const name of groupNames) {
    const group = groups[name];
    const settings = localSettings({ replicasMax: group.places, spareReplicas, timeFactor })[name];
    scaling.use(
      autoscale({
        ...{ group, timeFactor, autoscaler: demandAutoscaler(settings), read: reads[name] },
        onSeen: ({ waiting, running }) => {
          if (name !== 'runner') return;
          const seconds = (performance.now() - startedAt) / 1000;
          onMoment({ seconds, replicas: replicasOf(stack), turns: waiting + running });
        },
        onDecision: (from, to, seen) => onDecision(name, from, to, seen),
        onTrouble: (error) => onTrouble(name, error),
      }),
    );
  }
  return scaling;
}

function replicasOf({ groups }: Stack): Moment['replicas'] {
  return Object.fromEntries(
    groupNames.map((name) => [name, { wanted: groups[name].wanted, ready: groups[name].members.length }]),
  ) as Moment['replicas'];
}
