import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, silentLogger, type Client, type RunningService } from '@safelight/service-kit';
import { reflectorContract } from '@safelight/wire';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startReflector } from '../src/index.ts';
import { better, submission, worse, worst, type Sketch } from './trajectories.ts';

let dataDir: string;
let service: RunningService;
let client: Client<typeof reflectorContract>;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'reflector-tenants-'));
  service = await startReflector({ dataDir, logger: silentLogger });
  client = createClient(reflectorContract, service.address);
});
afterEach(async () => {
  client.close();
  await service[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true, force: true });
});

const submit = (sketch: Sketch, tenant: string, sessionId?: string) => {
  const { trajectory, images } = submission(sketch);
  const session = sessionId === undefined ? {} : { sessionId };
  return client.submitTrajectory({ trajectory: { ...trajectory, ...session }, images }, { tenant });
};
const list = async (tenant: string) =>
  (await client.listSamples({ pageSizeMax: 50, pageToken: '' }, { tenant })).reflections;
const files = async (): Promise<string> => {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const texts = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('lock'));
  return (
    await Promise.all(
      texts.map(async ({ parentPath, name }) => `${name} ${await readFile(join(parentPath, name), 'latin1')}`),
    )
  ).join('\n');
};

describe('tenants', () => {
  it('make no pair with each other, and see their own samples alone', async () => {
    await submit(worse, 'tnt_a');
    expect(await submit(better, 'tnt_b')).toEqual({ reflectionIds: [] });
    expect((await submit(better, 'tnt_a')).reflectionIds).toHaveLength(1);
    expect([await list('tnt_a'), await list('tnt_b'), await list('')].map(({ length }) => length)).toEqual([1, 0, 0]);
    const parts: string[] = [];
    const request = { form: 'evaluation', scoreMin: null, locale: null, tokenizerPath: null } as const;
    for await (const { path } of client.export(request, { tenant: 'tnt_b' })) parts.push(path);
    expect(parts.some((path) => path.includes('trj_worse'))).toBe(false);
  });

  it('are found again after a restart', async () => {
    await submit(worse, 'tnt_a');
    await service[Symbol.asyncDispose]();
    service = await startReflector({ dataDir, logger: silentLogger });
    client.close();
    client = createClient(reflectorContract, service.address);
    expect((await submit(better, 'tnt_a')).reflectionIds).toHaveLength(1);
  });

  it('are refused under a name that is none', async () => {
    await expect(submit(worse, '../elsewhere')).rejects.toMatchObject({ code: 'request.invalid' });
  });
});

describe('erasing', () => {
  it('takes a session with its samples and pictures, and leaves the others', async () => {
    await submit(worse, 'tnt_a', 'ses_gone');
    await submit(better, 'tnt_a', 'ses_kept');
    await submit(worst, 'tnt_a', 'ses_also');
    expect(await list('tnt_a')).toHaveLength(3);
    expect(await client.erase({ sessionIds: ['ses_gone'] }, { tenant: 'tnt_b' })).toEqual({ trajectories: 0 });
    expect(await client.erase({ sessionIds: ['ses_gone'] }, { tenant: 'tnt_a' })).toEqual({ trajectories: 1 });
    const left = await list('tnt_a');
    expect(left.map((one) => [one.worse.id, one.better.id])).toEqual([['trj_worst', 'trj_better']]);
    expect(await files()).not.toMatch(/ses_gone|trj_worse/);
    expect(await client.erase({ sessionIds: ['ses_gone'] }, { tenant: 'tnt_a' })).toEqual({ trajectories: 0 });
  });

  it('takes all of a tenant, and nothing of another', async () => {
    for (const tenant of ['tnt_a', '']) {
      await submit(worse, tenant);
      await submit(better, tenant);
    }
    expect(await client.erase({ sessionIds: [] }, { tenant: 'tnt_a' })).toEqual({ trajectories: 2 });
    expect(await readdir(join(dataDir, 'tenants'))).toEqual([]);
    expect([await list('tnt_a'), await list('')].map(({ length }) => length)).toEqual([0, 1]);
  });
});
