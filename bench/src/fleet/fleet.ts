/**
 * `npm run bench -- fleet`: throughput against replicas, on a production-shaped installation whose policy costs nothing.
 * Rounds of all sizes follow each other in turn, so that a busy minute of the machine falls on all of them.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, Load, settle, startFleet, type Fleet } from '@safelight/prodlike';
import { median, type Row } from '../row.ts';

interface Size {
  readonly runner: number;
  readonly sandbox: number;
}

/** A runner holds two turns; enough to keep the largest fleet busy for several times that. */
const turnsPerRound = 12;
const rounds = 3;
/** As a hosted model that answers fast; a runner waits meanwhile, which costs no core. */
const policy = { thinkMs: 500, stepsPerTurn: 3 };
const settleMs = 60_000;

export async function benchFleet(): Promise<readonly Row[]> {
  const most = Math.max(3, availableParallelism());
  const sizes: readonly Size[] = [
    ...Array.from({ length: most }, (_, index) => ({ runner: index + 1, sandbox: 1 })),
    { runner: most, sandbox: Math.min(most, availableParallelism()) },
  ];
  const dataDir = await mkdtemp(join(tmpdir(), 'safelight-fleet-'));
  // PostgreSQL may run as an account of its own, which passes through.
  await chmod(dataDir, 0o711);
  try {
    await using fleet = await startFleet({
      ...{ dataDir, policy, traces: false },
      replicasMax: { runner: most, sandbox: availableParallelism(), inference: 1 },
    });
    // Compiles and fills caches.
    await turnsPerMinute(fleet, sizes.at(-1)!);
    const measured = sizes.map(() => [] as number[]);
    for (let round = 0; round < rounds; round++) {
      for (const [index, size] of sizes.entries()) measured[index]!.push(await turnsPerMinute(fleet, size));
    }
    const one = median(measured[0]!);
    return sizes.map(({ runner, sandbox }, index) => ({
      name: `${runner} runner${runner > 1 ? 's' : ''}, ${sandbox} sandbox${sandbox > 1 ? 'es' : ''}`,
      ...{ value: median(measured[index]!), unit: 'turns/min' },
      note: `${(median(measured[index]!) / one).toFixed(2)} × one runner`,
    }));
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function turnsPerMinute({ stack, client, photoId }: Fleet, { runner, sandbox }: Size): Promise<number> {
  await Promise.all([stack.groups.runner.scaleTo(runner), stack.groups.sandbox.scaleTo(sandbox)]);
  const load = new Load(client, photoId);
  const startedAt = performance.now();
  for (let turn = 0; turn < turnsPerRound; turn++) load.ask('bench');
  await load.answered();
  await settle(client, load.acknowledged, settleMs);
  const minutes = (performance.now() - startedAt) / 60_000;
  const { finished } = await check(client, load.acknowledged);
  if (finished < turnsPerRound) throw new Error(`Of ${turnsPerRound} turns ${finished} finished.`);
  return turnsPerRound / minutes;
}
