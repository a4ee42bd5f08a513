/** docs/operate.md as it stands there, on real PostgreSQL, Kafka and S3. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSafelight } from '@safelight/client';
import { missing } from '@safelight/testbed';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDemo, startStack, type Stack } from '../src/index.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const page = await readFile(join(root, 'docs/operate.md'), 'utf8');
const blockOf = (language: string): string => page.split(`\`\`\`${language}\n`)[1]!.split('```')[0]!;
const away = (['pg', 'kafka', 's3'] as const).map((one) => missing(one)).filter((why) => why !== undefined);
const required = (process.env['REQUIRE_REAL'] ?? '') !== '';
const title = `a production-shaped installation${away.length > 0 ? ` (${away.join('; ')})` : ''}`;

describe.skipIf(away.length > 0 && !required)(title, () => {
  let folder: string;
  let stack: Stack | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'safelight-prodlike-'));
    // PostgreSQL may run as an account of its own, which passes through.
    await chmod(folder, 0o711);
    const egressAllow = ['127.0.0.1/32'];
    const environment = { EGRESS_PORTS: '8081' };
    stack = await startStack({ dataDir: join(folder, 'data'), durable: false, egressAllow, environment });
  }, 300_000);
  afterAll(async () => {
    await stack?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  }, 120_000);

  const env = () => ({
    ...process.env,
    SAFELIGHT_SERVER: stack!.baseUrl,
    SAFELIGHT_API_KEY_FILE: join(folder, 'data/secrets/api-key'),
  });
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers of another process, read as the test needs
  const call = async (method: string, path: string, body?: unknown): Promise<any> => {
    const headers = { authorization: `Bearer ${stack!.apiKey}`, 'content-type': 'application/json' };
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    return (await fetch(`${stack!.baseUrl}${path}`, init)).json();
  };

  // Guarantee: who follows the page has an edited photo, and is told of every event by a webhook.
  it('edits from the shell and tells a receiver of webhooks, as the page says', async () => {
    const script = blockOf('ts');
    const receiver = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script], {
      ...{ cwd: root, env: env(), stdio: ['ignore', 'pipe', 'inherit'] },
    });
    let told = '';
    const finished = Promise.withResolvers<void>();
    receiver.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString();
      if (told.includes('turn.finished')) finished.resolve();
    });
    while ((await call('GET', '/v1/webhooks')).webhooks.length === 0)
      await once(receiver.stdout, 'data', { signal: AbortSignal.timeout(200) }).catch(() => undefined);

    const out = join(folder, 'wren');
    const shell = blockOf('sh')
      .split('\n')
      .filter((line) => !line.startsWith('export '))
      .join('\n')
      .replace('npm run safelight --', `${process.execPath} apps/cli/src/main.ts`)
      .replace('--out out/wren', `--out ${out}`);
    const edit = spawn('sh', ['-c', shell], { cwd: root, env: env(), stdio: ['ignore', 'ignore', 'inherit'] });
    expect(await once(edit, 'close')).toEqual([0, null]);
    expect((await readFile(join(out, 'edited.jpg'))).length).toBeGreaterThan(10_000);
    await finished.promise;
    receiver.kill();
    expect(told.split('\n').filter((line) => line === 'turn.finished')).toHaveLength(1);
  }, 300_000);

  // Guarantee: every process may be killed while a turn runs; the turn ends once, with the same recipe.
  it('loses nothing and does nothing twice when every process is killed during a turn', async () => {
    const [{ id: photoId }] = (await call('GET', '/v1/photos')).photos;
    const turn = async (disturb: () => Promise<void>) => {
      const { id: sessionId } = await call('POST', '/v1/sessions', { photoId });
      const asked = { instruction: 'moody, a bit darker', reflectionsMax: 0 };
      const { id: turnId } = await call('POST', `/v1/sessions/${sessionId}/turns`, asked);
      await disturb();
      for (;;) {
        const { state } = await call('GET', `/v1/sessions/${sessionId}/turns/${turnId}`);
        if (!['queued', 'running'].includes(state)) break;
      }
      const { events } = await fetch(`${stack!.baseUrl}/v1/sessions/${sessionId}/events`, {
        headers: { authorization: `Bearer ${stack!.apiKey}`, accept: 'application/json' },
      }).then(
        (answer) =>
          answer.json() as Promise<{
            readonly events: readonly { readonly sequence: number; readonly body: { readonly type: string } }[];
          }>,
      );
      expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
      expect(events.filter(({ body }) => body.type === 'turn.finished')).toHaveLength(1);
      return call('GET', `/v1/sessions/${sessionId}/recipe`);
    };
    const calm = await turn(async () => undefined);
    const disturbed = await turn(async () => {
      const { members, kafka, postgres } = stack!;
      for (const member of members) {
        await member.kill();
        await member.ready();
      }
      for (const server of [kafka, postgres]) {
        await server.kill();
        await server.start();
      }
      for (const member of members) await member.ready();
    });
    expect(disturbed).toEqual(calm);
  }, 400_000);

  // Guarantee: a rollout, or a drained node, in mid turn: told to stop, a runner gives its turns back and another ends them.
  it('finishes turns once whose runners were drained in their midst', async () => {
    const { groups, baseUrl, apiKey } = stack!;
    const client = createSafelight({ baseUrl, apiKey });
    const [{ id: photoId }] = (await call('GET', '/v1/photos')).photos;
    const turns = await Promise.all(
      Array.from({ length: 6 }, async (_, seed) => {
        const { id: sessionId } = await client.sessions.create({ photoId });
        const body = { instruction: 'warmer', seed, reflectionsMax: 0 };
        return { sessionId, turnId: (await client.turns.create(sessionId, body)).id };
      }),
    );
    // Two runners hold four of six at most: they are drained as soon as they have begun.
    const states = () =>
      Promise.all(turns.map(async (one) => (await client.turns.get(one.sessionId, one.turnId)).state));
    while (!(await states()).includes('running'));
    await groups.runner.scaleTo(0);
    expect(groups.runner.members).toHaveLength(0);
    expect(await states()).not.toContain('running');
    await groups.runner.scaleTo(2);
    for (const { sessionId, turnId } of turns) {
      expect((await client.turns.wait(sessionId, turnId)).state).toBe('succeeded');
      const ends: string[] = [];
      for await (const { body } of client.sessions.log(sessionId)) {
        if (body.type === 'turn.finished') ends.push(body.turnId);
      }
      expect(ends).toEqual([turnId]);
    }
  }, 200_000);

  // Guarantee: the rule that a cluster is given scales processes out and back in, and costs no turn.
  it('scales one runner to two with a burst and back to one, and loses no turn', async () => {
    const { groups, baseUrl, apiKey } = stack!;
    const client = createSafelight({ baseUrl, apiKey });
    const [{ id: photoId }] = (await call('GET', '/v1/photos')).photos;
    await groups.runner.scaleTo(1);
    const changes: string[] = [];
    const troubles: unknown[] = [];
    const result = await runDemo(
      { stack: stack!, client, photoId, traces: null },
      {
        ...{ timeFactor: 60, spareReplicas: 0, turnsPerSecond: 0.2, burstFactor: 25, baseSeconds: 5, burstSeconds: 1 },
        backSecondsMax: 120,
        onDecision: (group, from, to) => changes.push(`${group} ${from} → ${to}`),
        onMoment: () => undefined,
        onTrouble: (_, error) => troubles.push(error),
      },
      new AbortController().signal,
    );
    expect(troubles).toEqual([]);
    expect(changes.slice(0, 2)).toEqual(['runner 1 → 2', 'runner 2 → 1']);
    expect(result.scaling.inSeconds).not.toBeNull();
    expect(result.verdict).toMatchObject({ finished: result.asked, failed: [], lost: [], doubled: [] });
    expect(result.scaling.most.runner).toBe(2);
  }, 200_000);
});
