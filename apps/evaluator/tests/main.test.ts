import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '@safelight/core';
import { createClient, isServing } from '@safelight/service-kit';
import { startMain } from '@safelight/service-kit/testing';
import { evaluatorContract } from '@safelight/wire';
import { describe, expect, it } from 'vitest';

const main = new URL('../src/main.ts', import.meta.url);
const SERVICE_TOKEN = 'main-test-main-test-main-test-main-test';
const beyondLoopback = {
  EVALUATOR_HOST: '0.0.0.0',
  EVALUATOR_PORT: '0',
  EVALUATOR_THREADS: '1',
  EVALUATOR_DATA_DIR: join(tmpdir(), 'safelight-no-calibrations'),
};

describe('the evaluator as a process', () => {
  it('does not listen beyond loopback before it is told how callers show that they belong here', async () => {
    await expect(startMain(main, beyondLoopback)).rejects.toThrow(/"code":"config.invalid".*SERVICE_TOKEN/);
  });

  it('serves its neighbours, refuses others, and logs no token', async () => {
    await using service = await startMain(main, { ...beyondLoopback, SERVICE_TOKEN, LOG_LEVEL: 'trace' });
    const security = { kind: 'token', token: new Secret(SERVICE_TOKEN) } as const;
    const [neighbour, other] = [
      createClient(evaluatorContract, service.address, { security }),
      createClient(evaluatorContract, service.address),
    ];
    await expect(neighbour.listCalibrations({})).resolves.toMatchObject({ calibrations: expect.any(Array) as unknown });
    await expect(other.listCalibrations({})).rejects.toMatchObject({ code: 'service.unauthenticated' });
    neighbour.close();
    other.close();
    expect(await isServing(service.address, 5_000)).toBe(true);
    expect(service.output()).not.toContain(SERVICE_TOKEN);
  });
});
