import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { silentLogger } from '@safelight/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalFleet } from '../src/index.ts';
import type { Fleet } from '../src/index.ts';
import { get, post, untilEnd } from './support/api.ts';
import type { Json } from './support/api.ts';

/** Makes a data folder that has lived through every release, a turn of each unfinished in it. */
const load = fileURLToPath(new URL('../../gateway/tests/logs/load.ts', import.meta.url));
const releases = ['0001-foundation', '0002-candidates', '0010-retention'];

let dataDir: string;
let fleet: Fleet;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'safelight-replay-'));
  await promisify(execFile)(process.execPath, [load, dataDir]);
  fleet = await startLocalFleet({ dataDir, logger: silentLogger });
}, 120_000);
afterAll(async () => {
  await fleet[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true, force: true });
});

describe.each(releases)('a turn that was under way at the time of %s', (release) => {
  it('is brought to its end by this version, from where it stood, and the session goes on', async () => {
    const { default: log } = await import(`../../gateway/tests/logs/${release}.json`, { with: { type: 'json' } });
    const { id: turnId, session_id: sessionId } = log.rows.turns.find(({ state }: Json) => state === 'running');
    const events = await untilEnd(fleet, { sessionId, turnId });
    expect(events.at(-1)!.body.type).toBe('turn.finished');
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    const deeds = events.filter(({ body }) => body.turnId === turnId && body.type === 'step.decided');
    expect(new Set(deeds.map(({ body }) => `${body['candidate']} ${body['step']}`)).size).toBe(deeds.length);

    const { sequence } = events.find(({ body }) => body.type === 'turn.finished')!;
    const back = await post(fleet, `/v1/sessions/${sessionId}/recipe`, { sequence });
    expect(back.recipe).toEqual(events.find((event) => event.sequence === sequence)!.body['recipe']);
    expect((await get(fleet, `/v1/sessions/${sessionId}`)).state).toBe('idle');
  });
});
