/** Guarantee: a session of any released version is read, shown, exported and gone on with by this one. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultTenantId, emptyRecipe } from '@safelight/core';
import { silentLogger } from '@safelight/service-kit';
import { decodeSessionEvent, decodeTrajectory, encodeSessionEvent, encodeTrajectory } from '@safelight/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TenantContext } from '../src/context.ts';
import { getTrajectoryOf } from '../src/editing/trajectory.ts';
import { historyOf } from '../src/runner/history.ts';
import { eventSchema, eventToJson } from '../src/schemas/event.ts';
import { trajectorySchema } from '../src/schemas/trajectory.ts';
import { readEvents } from '../src/store/log.ts';
import { openPglite } from '../src/store/pglite.ts';
import { listTurns } from '../src/store/sessions.ts';
import { currentState } from '../src/store/states.ts';
import { Store } from '../src/store/store.ts';
import type { TenantStore } from '../src/store/store.ts';
import { claimTurn } from '../src/store/turnLeases.ts';
import { finishOf, optionsOf } from '../src/store/turns.ts';
import { makeDataFolder, readLog, releases } from './logs/load.ts';

let dataDir: string;
let store: Store;
let tenant: TenantStore;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'safelight-replay-'));
  await makeDataFolder(dataDir);
  store = new Store(await openPglite(join(dataDir, 'database')));
  tenant = store.tenant(defaultTenantId);
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true, force: true });
});

const throughText = (json: unknown): unknown => JSON.parse(JSON.stringify(json));

async function sessionOf(release: (typeof releases)[number]) {
  const { rows } = await readLog(release);
  const id = rows['sessions']![0]!['id'] as string;
  return { id, rows, turns: await listTurns(tenant, id), events: await readEvents(tenant, id, 0) };
}

describe.each(releases)('a session of the time of %s', (release) => {
  it('has every event that was written, in today’s form, over REST and gRPC', async () => {
    const { events, rows } = await sessionOf(release);
    expect(events.map(({ sequence }) => sequence)).toEqual(rows['events']!.map((_, index) => index + 1));
    for (const event of events) {
      expect(eventSchema.parse(throughText(eventToJson(event)))).toEqual(throughText(eventToJson(event)));
      expect(decodeSessionEvent(encodeSessionEvent(event))).toEqual(event);
    }
  });

  it('shows its turns: what they might spend, their last words, and every step of each candidate', async () => {
    const { turns } = await sessionOf(release);
    const context = { store: tenant, logger: silentLogger } as TenantContext;
    for (const turn of turns) {
      expect(optionsOf(turn).stepsMax).toBe(turn.steps_max);
      expect(finishOf(turn)?.missed ?? []).toEqual([]);
      for (let candidate = 0; candidate < turn.candidates; candidate++) {
        const trajectory = await getTrajectoryOf(context, turn.id, candidate);
        expect(trajectorySchema.parse(throughText(trajectory))).toEqual(throughText(trajectory));
        if (turn.state === 'succeeded') expect(decodeTrajectory(encodeTrajectory(trajectory))).toEqual(trajectory);
      }
    }
    const [first] = turns.filter(({ state }) => state === 'succeeded');
    expect((await getTrajectoryOf(context, first!.id, 0)).steps.length).toBeGreaterThan(0);
  });

  it('stands where it stood, and its unfinished turn knows the history', async () => {
    const { id, events, turns } = await sessionOf(release);
    const state = events.findLast(({ body }) => body.type === 'turn.finished' || body.type === 'recipe.changed');
    const current = await currentState(tenant, id);
    expect(current.sequence).toBe(state!.sequence);
    expect(current.recipe).not.toEqual(emptyRecipe);
    const unfinished = turns.find((turn) => turn.state === 'running')!;
    const history = await historyOf(tenant, unfinished);
    expect(history[0]!.turn.instruction).toBe('warmer and a bit brighter');
    expect(history.at(-1)!.turn.recipes.at(-1)).toEqual(current.recipe);
  });
});

describe('turns that the death of their runner left unfinished', () => {
  it('are taken again, those of every release', async () => {
    const taken: string[] = [];
    for (let turn = await claimTurn(store.system, 'next', 60_000); turn !== null;) {
      taken.push(turn.id);
      turn = await claimTurn(store.system, 'next', 60_000);
    }
    const unfinished = await Promise.all(releases.map(async (release) => (await readLog(release)).rows['turns']!));
    expect(new Set(taken)).toEqual(
      new Set(
        unfinished
          .flat()
          .filter(({ state }) => state === 'running')
          .map(({ id }) => id),
      ),
    );
  });
});
