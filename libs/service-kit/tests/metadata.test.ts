import { evaluatorContract } from '@safelight/wire';
import { describe, expect, it } from 'vitest';
import { createClient, implement, isServing, silentLogger, startService } from '../src/index.ts';

const evaluation = {
  scores: { aesthetic: 3, instruction: 4 },
  confidence: 1,
  metrics: [],
  evaluatorVersion: 'test/1',
};

/** One method is enough to serve. */
const { evaluate } = evaluatorContract.methods;
const contract = { service: evaluatorContract.service, methods: { evaluate } } as const;

/** Answers with the metadata it was sent, as the rationale. */
const echo = implement(contract, {
  evaluate: async (_request, { metadata }) => ({
    evaluation: { ...evaluation, rationale: metadata.get('x-api-key') ?? 'none' },
  }),
});
const request = { before: new Uint8Array([1]), after: new Uint8Array([2]), instruction: 'warmer' };

describe('client and server', () => {
  it('pass text metadata from the client to the handler', async () => {
    await using service = await startService({ name: 'echo', implementations: [echo], logger: silentLogger });
    const client = createClient(evaluatorContract, service.address, { metadata: { 'x-api-key': 'k1' } });
    expect((await client.evaluate(request)).evaluation.rationale).toBe('k1');
    client.close();
  });

  it('pass the tenant of a call, which is empty unless the call names one', async () => {
    const tenants = implement(contract, {
      evaluate: async (_request, { tenant }) => ({ evaluation: { ...evaluation, rationale: `<${tenant}>` } }),
    });
    await using service = await startService({ name: 'echo', implementations: [tenants], logger: silentLogger });
    const client = createClient(evaluatorContract, service.address, { metadata: { 'x-api-key': 'k1' } });
    const told = async (tenant?: string) => (await client.evaluate(request, { tenant })).evaluation.rationale;
    expect([await told('tnt_1'), await told(), await told('')]).toEqual(['<tnt_1>', '<>', '<>']);
    client.close();
  });

  it('tell a service that serves from one that stopped', async () => {
    const service = await startService({ name: 'echo', implementations: [echo], logger: silentLogger });
    expect(await isServing(service.address, 5_000)).toBe(true);
    await service[Symbol.asyncDispose]();
    expect(await isServing(service.address, 1_000)).toBe(false);
  });
});
