import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { silentLogger } from '@safelight/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway } from '../src/index.ts';
import type { RunningGateway } from '../src/index.ts';

/** Port 1 of loopback: nothing listens there, connections are refused at once. */
const nobody = '127.0.0.1:1';
const databaseTemplateDir = fileURLToPath(new URL('../../../node_modules/.cache/safelight', import.meta.url));

let dataDir: string;
let gateway: RunningGateway;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'safelight-alone-'));
  gateway = await startGateway({
    storage: { kind: 'folder', dataDir, databaseTemplateDir },
    logger: silentLogger,
    neighbours: async () => ({ sandbox: nobody, policy: nobody, evaluator: nobody, reflector: nobody }),
  });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true, force: true });
});

describe('a gateway whose neighbours are away', () => {
  it('lives, but is not ready, and says who is missing', async () => {
    expect((await fetch(`${gateway.baseUrl}/healthz`)).status).toBe(200);
    const ready = await fetch(`${gateway.baseUrl}/readyz`);
    const services = { sandbox: false, policy: false, evaluator: false, reflector: false };
    expect([ready.status, await ready.json()]).toEqual([503, { ready: false, degraded: false, services }]);
  });

  it('tells a caller to come back, keeps nothing of the upload, and stays alive', async () => {
    const photo = await readFile(new URL('../../../fixtures/photos/portrait-astronaut.png', import.meta.url));
    const headers = { 'x-api-key': gateway.apiKey!, 'content-type': 'image/png' };
    const response = await fetch(`${gateway.baseUrl}/v1/photos`, { method: 'POST', headers, body: photo });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await response.json()).toMatchObject({ code: 'service.unavailable', retryable: true });
    await expect(stat(join(dataDir, 'blobs'))).rejects.toThrow();
    expect((await fetch(`${gateway.baseUrl}/healthz`)).status).toBe(200);
  });
});

describe('the data folder', () => {
  it('keeps the API key where only its owner can read it', async () => {
    const path = join(dataDir, 'api-key');
    expect((await readFile(path, 'utf8')).trim()).toBe(gateway.apiKey);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('starts no neighbour before the folder is its own', async () => {
    let asked = false;
    const second = startGateway({
      storage: { kind: 'folder', dataDir },
      logger: silentLogger,
      neighbours: () => {
        asked = true;
        return Promise.reject(new Error('not reached'));
      },
    });
    await expect(second).rejects.toMatchObject({ code: 'data.locked' });
    expect(asked).toBe(false);
  });
});
