import { Secret } from '@safelight/core';
import { createClient, isServing } from '@safelight/service-kit';
import { startMain } from '@safelight/service-kit/testing';
import { policyContract } from '@safelight/wire';
import { describe, expect, it } from 'vitest';
import { measurementOf, requestOf } from '../src/planner/testing.ts';

const main = new URL('../src/main.ts', import.meta.url);
const SERVICE_TOKEN = 'main-test-main-test-main-test-main-test';
const beyondLoopback = { POLICY_HOST: '0.0.0.0', POLICY_PORT: '0' };

describe('the policy as a process', () => {
  it('does not listen beyond loopback before it is told how callers show that they belong here', async () => {
    await expect(startMain(main, beyondLoopback)).rejects.toThrow(/"code":"config.invalid".*SERVICE_TOKEN/);
  });

  it('serves its neighbours, refuses others, and logs no token', async () => {
    await using service = await startMain(main, { ...beyondLoopback, SERVICE_TOKEN, LOG_LEVEL: 'trace' });
    const security = { kind: 'token', token: new Secret(SERVICE_TOKEN) } as const;
    const [neighbour, other] = [
      createClient(policyContract, service.address, { security }),
      createClient(policyContract, service.address),
    ];
    const first = async (client: typeof neighbour) => {
      for await (const event of client.nextStep(requestOf('warmer', measurementOf({})))) return event;
      return undefined;
    };
    await expect(first(neighbour)).resolves.toMatchObject({ type: 'begin' });
    await expect(first(other)).rejects.toMatchObject({ code: 'service.unauthenticated' });
    neighbour.close();
    other.close();
    expect(await isServing(service.address, 5_000)).toBe(true);
    expect(service.output()).not.toContain(SERVICE_TOKEN);
  });
});
