import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '@safelight/core';
import { createClient, isServing } from '@safelight/service-kit';
import { startMain } from '@safelight/service-kit/testing';
import { reflectorContract } from '@safelight/wire';
import { afterAll, describe, expect, it } from 'vitest';

const main = new URL('../src/main.ts', import.meta.url);
const dataDir = mkdtempSync(join(tmpdir(), 'reflector-'));
afterAll(() => rmSync(dataDir, { recursive: true }));
const SERVICE_TOKEN = 'main-test-main-test-main-test-main-test';
const beyondLoopback = { REFLECTOR_HOST: '0.0.0.0', REFLECTOR_PORT: '0', REFLECTOR_DATA_DIR: dataDir };

describe('the reflector as a process', () => {
  it('does not listen beyond loopback before it is told how callers show that they belong here', async () => {
    await expect(startMain(main, beyondLoopback)).rejects.toThrow(/"code":"config.invalid".*SERVICE_TOKEN/);
  });

  it('serves its neighbours, refuses others, and logs no token', async () => {
    await using service = await startMain(main, { ...beyondLoopback, SERVICE_TOKEN, LOG_LEVEL: 'trace' });
    const security = { kind: 'token', token: new Secret(SERVICE_TOKEN) } as const;
    const [neighbour, other] = [
      createClient(reflectorContract, service.address, { security }),
      createClient(reflectorContract, service.address),
    ];
    await expect(neighbour.listSamples({ pageSizeMax: 1, pageToken: '' })).resolves.toMatchObject({
      reflections: expect.any(Array) as unknown,
    });
    await expect(other.listSamples({ pageSizeMax: 1, pageToken: '' })).rejects.toMatchObject({
      code: 'service.unauthenticated',
    });
    neighbour.close();
    other.close();
    expect(await isServing(service.address, 5_000)).toBe(true);
    expect(service.output()).not.toContain(SERVICE_TOKEN);
  });
});
