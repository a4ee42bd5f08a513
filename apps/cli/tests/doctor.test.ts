import { once } from 'node:events';
import { chmod, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createSafelight } from '@safelight/client';
import { startLocalFleet } from '@safelight/local';
import { startPolicy } from '@safelight/local/policy';
import { checkInstallation, type Finding } from '@safelight/local/check';
import { silentLogger } from '@safelight/service-kit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkMachine } from '../src/doctor/machine.ts';
import { checkServer } from '../src/doctor/server.ts';
import { safelight, temporaryFolder } from './run.ts';

vi.setConfig({ testTimeout: 180_000 });
afterEach(() => vi.unstubAllEnvs());

/** A port that nobody listens on. */
async function deadPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

interface Told {
  readonly ok: boolean;
  readonly findings: readonly Finding[];
}

const statesOf = (findings: readonly Finding[]) => Object.fromEntries(findings.map(({ name, state }) => [name, state]));

describe('safelight doctor', () => {
  it('finds nothing wrong with a whole machine, and edits a small photo to know it', async () => {
    await using folder = await temporaryFolder();
    const findings = await checkMachine(folder.path);
    expect(statesOf(findings)).toEqual({ Node: 'ok', 'data folder': 'ok', models: 'ok', edit: 'ok' });
  });

  it('ends with code 1 and one line that says what to do where nothing answers', async () => {
    await using folder = await temporaryFolder();
    const url = `http://127.0.0.1:${await deadPort()}`;
    const { code, stdout } = await safelight(['doctor', '--server', url], { cwd: folder.path, dataDir: folder.path });
    expect(stdout).toBe(
      `wrong server: ${url}/healthz does not answer. Check the address, and that the server runs.\nWrong: server.\n`,
    );
    expect(code).toBe(1);
  });

  it('tells a data folder that is no folder or cannot be written to', async () => {
    await using folder = await temporaryFolder();
    const shut = join(folder.path, 'shut');
    await mkdir(shut);
    await chmod(shut, 0o500);
    // For root no folder is read-only; one below a file is nobody's.
    const path = process.getuid?.() === 0 ? '/proc/version/data' : shut;
    const { state, text } = (await checkMachine(path, ['data folder']))[0]!;
    expect(state).toBe('problem');
    expect(text).toContain(`${path} cannot be written to. Let this user write there`);
  });
});

describe('safelight doctor --server', () => {
  it('tells what the key may do, a key that is wrong, and a neighbour that is away', async () => {
    let policy: AsyncDisposable | undefined;
    await using fleet = await startLocalFleet({
      ...{ dataDir: null, logger: silentLogger, engineWorkers: 1 },
      policy: async () => {
        const started = await startPolicy({ logger: silentLogger, backend: { kind: 'planner' } });
        policy = started;
        return started;
      },
    });
    const { baseUrl: server } = fleet;
    vi.stubEnv('SAFELIGHT_API_KEY', fleet.apiKey);
    await using folder = await temporaryFolder();
    const { code, stdout } = await safelight(['doctor', '--server', server, '--json'], {
      cwd: folder.path,
      dataDir: folder.path,
    });
    const { ok, findings: whole } = JSON.parse(stdout) as Told;
    expect([code, ok]).toEqual([0, true]);
    expect(statesOf(whole)).toEqual({ server: 'ok', services: 'ok', clock: 'ok', key: 'ok', edit: 'ok' });
    expect(whole.find(({ name }) => name === 'key')?.text).toBe('may read, admin');
    // Nothing of it stays.
    const api = createSafelight({ baseUrl: server, apiKey: fleet.apiKey });
    for await (const photo of api.photos.list()) expect.fail(`The doctor left ${photo.id} behind.`);

    const { secret } = await api.keys.create({ name: 'reader', scopes: ['read'] });
    vi.stubEnv('SAFELIGHT_API_KEY', secret!);
    const reader = await checkServer({ server });
    expect(statesOf(reader)).toMatchObject({ key: 'ok', edit: 'skipped' });

    vi.stubEnv('SAFELIGHT_API_KEY', `slk_${'x'.repeat(40)}`);
    const stranger = await checkServer({ server });
    expect(statesOf(stranger)).toEqual({ server: 'ok', services: 'ok', clock: 'ok', key: 'problem' });
    expect(stranger.at(-1)?.text).toContain('Check SAFELIGHT_API_KEY');

    await policy![Symbol.asyncDispose]();
    const services = (await checkServer({ server })).find(({ name }) => name === 'services');
    expect(services).toMatchObject({ state: 'problem' });
    expect(services?.text).toContain('policy does not answer. Start it where the server runs');
  });
});

describe('safelight doctor of an installation', () => {
  it('tells each part that is away, by its name and with what to do', async () => {
    const dead = `127.0.0.1:${await deadPort()}`;
    const findings = await checkInstallation({
      DATABASE_URL: `postgres://safelight@${dead}/safelight`,
      S3_BUCKET: 'photos',
      S3_ENDPOINT: `http://${dead}`,
      S3_ACCESS_KEY_ID: 'id',
      S3_SECRET_ACCESS_KEY: 'secret',
      ...{ SANDBOX_ADDRESS: dead, POLICY_ADDRESS: dead, EVALUATOR_ADDRESS: dead, REFLECTOR_ADDRESS: dead },
    });
    expect(statesOf(findings)).toEqual({
      ...{ environment: 'ok', database: 'problem', 'blob store': 'problem' },
      ...{ sandbox: 'problem', policy: 'problem', evaluator: 'problem', reflector: 'problem' },
    });
    expect(findings.map(({ text }) => text).join('\n')).not.toContain('secret');
  });

  it('tells an environment that cannot be read, naming every variable', async () => {
    const [finding, ...others] = await checkInstallation({
      DATABASE_URL: 'mysql://db',
      SANDBOX_ADDRESS: 'sandbox:7005',
    });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ name: 'environment', state: 'problem' });
    expect(finding?.text).toContain('DATABASE_URL');
    expect(finding?.text).toContain('POLICY_ADDRESS');
  });
});
