import { Secret } from '@safelight/core';
import { createClient, isServing } from '@safelight/service-kit';
import { startMain } from '@safelight/service-kit/testing';
import { inferenceContract } from '@safelight/wire/inference';
import { describe, expect, it } from 'vitest';

const main = new URL('../src/main.ts', import.meta.url);
const SERVICE_TOKEN = 'main-test-main-test-main-test-main-test';
const beyondLoopback = {
  ...{ INFERENCE_HOST: '0.0.0.0', INFERENCE_PORT: '0', INFERENCE_HTTP_PORT: '0', INFERENCE_MODELS: 'ranker,wishes' },
};

describe('the server of models as a process', () => {
  it('does not listen beyond loopback before it is told how callers show that they belong here', async () => {
    await expect(startMain(main, beyondLoopback)).rejects.toThrow(/"code":"config.invalid".*SERVICE_TOKEN/);
  });

  it('serves its neighbours by gRPC and REST, refuses others, and logs no token', async () => {
    await using service = await startMain(main, { ...beyondLoopback, SERVICE_TOKEN, LOG_LEVEL: 'trace' });
    const security = { kind: 'token', token: new Secret(SERVICE_TOKEN) } as const;
    const neighbour = createClient(inferenceContract, service.address, { security });
    const other = createClient(inferenceContract, service.address);
    await expect(neighbour.serverReady({})).resolves.toBe(true);
    await expect(other.serverReady({})).rejects.toMatchObject({ code: 'service.unauthenticated' });
    neighbour.close();
    other.close();
    expect(await isServing(service.address, 5_000)).toBe(true);

    const url = `http://${/"http":"([^"]+)"/.exec(service.output())![1]!.replace('0.0.0.0', '127.0.0.1')}`;
    const status = async (path: string, token?: string) => {
      const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
      return (await fetch(`${url}${path}`, { headers })).status;
    };
    expect(await status('/v2/models/ranker', SERVICE_TOKEN)).toBe(200);
    expect(await status('/v2/models/ranker')).toBe(401);
    expect(await status('/v2/models/ranker', `${SERVICE_TOKEN}x`)).toBe(401);
    expect(await status('/v2/health/ready')).toBe(200);
    expect(await status('/metrics')).toBe(200);
    expect(service.output()).not.toContain(SERVICE_TOKEN);
  });
});
