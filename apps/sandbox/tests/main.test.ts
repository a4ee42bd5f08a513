import { Secret } from '@safelight/core';
import { createClient, isServing } from '@safelight/service-kit';
import { startMain } from '@safelight/service-kit/testing';
import { sandboxContract } from '@safelight/wire';
import { describe, expect, it } from 'vitest';

const main = new URL('../src/main.ts', import.meta.url);
const SERVICE_TOKEN = 'main-test-main-test-main-test-main-test';
const beyondLoopback = {
  SANDBOX_HOST: '0.0.0.0',
  SANDBOX_PORT: '0',
  SANDBOX_ENGINE_WORKERS: '1',
  SAFELIGHT_ENGINE_BACKEND: 'cpu',
};

describe('the sandbox as a process', () => {
  it('does not listen beyond loopback before it is told how callers show that they belong here', async () => {
    await expect(startMain(main, beyondLoopback)).rejects.toThrow(/"code":"config.invalid".*SERVICE_TOKEN/);
  });

  it('serves its neighbours, refuses others, and logs no token', async () => {
    await using service = await startMain(main, { ...beyondLoopback, SERVICE_TOKEN, LOG_LEVEL: 'trace' });
    const security = { kind: 'token', token: new Secret(SERVICE_TOKEN) } as const;
    const [neighbour, other] = [
      createClient(sandboxContract, service.address, { security }),
      createClient(sandboxContract, service.address),
    ];
    await expect(neighbour.listTools({})).resolves.toMatchObject({ tools: expect.any(Array) as unknown });
    await expect(other.listTools({})).rejects.toMatchObject({ code: 'service.unauthenticated' });
    neighbour.close();
    other.close();
    expect(await isServing(service.address, 5_000)).toBe(true);
    expect(service.output()).not.toContain(SERVICE_TOKEN);
  });
});
