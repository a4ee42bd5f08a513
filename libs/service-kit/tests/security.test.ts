import { connect } from 'node:tls';
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { Client, credentials } from '@grpc/grpc-js';
import { Fault, Secret } from '@safelight/core';
import { evaluatorContract } from '@safelight/wire';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  createClient,
  implement,
  isServing,
  silentLogger,
  startService,
  type Logger,
  type RunningService,
  type ServiceSecurity,
} from '../src/index.ts';
import { certificatesOf } from '../src/security/certificates.ts';
import { capturedLogger } from './capturedLogger.ts';
import { identityOf, newAuthority, type Authority } from '../src/testing/certificates.ts';

const { evaluate } = evaluatorContract.methods;
const contract = { service: evaluatorContract.service, methods: { evaluate } } as const;
const evaluation = {
  scores: { aesthetic: 3, instruction: 4 },
  confidence: 1,
  metrics: [],
  rationale: 'fine',
  evaluatorVersion: 'test/1',
};
const request = { before: new Uint8Array([1]), after: new Uint8Array([2]), instruction: 'warmer' };

/** Says in the rationale what metadata the handler was given. */
const seen = implement(contract, {
  evaluate: async (_request, { metadata }) => ({
    evaluation: { ...evaluation, rationale: [...metadata.keys()].join() || 'nothing' },
  }),
});

const start = (security: ServiceSecurity, logger: Logger = silentLogger): Promise<RunningService> =>
  startService({ name: 'evaluator', implementations: [seen], logger, security });

/** The answer to a call, or its fault. */
async function call(address: string, security?: ServiceSecurity, sent = request) {
  const client = createClient(evaluatorContract, address, {
    deadlineMs: 10_000,
    ...(security === undefined ? {} : { security }),
  });
  try {
    return (await client.evaluate(sent)).evaluation.rationale;
  } catch (thrown) {
    return thrown as Fault;
  } finally {
    client.close();
  }
}

const ok = expect.stringContaining('user-agent');
const text = 'right-token-right-token-right-token';
const token = (value: string, ...others: readonly string[]): ServiceSecurity => ({
  kind: 'token',
  token: new Secret(value),
  otherTokens: others.map((other) => new Secret(other)),
});

describe('a service that asks for a token', () => {
  it('serves who sends it, and keeps it from the handler', async () => {
    await using service = await start(token(text));
    const rationale = await call(service.address, token(text));
    expect(rationale).toEqual(ok);
    expect(rationale).not.toContain('authorization');
  });

  it.each([
    ['another token', token('wrong-token-wrong-token-wrong-token')],
    ['the beginning of the token', token(text.slice(0, -1))],
    ['no token', undefined],
  ])('refuses %s with UNAUTHENTICATED and its own code', async (_, given) => {
    await using service = await start(token(text));
    const fault = await call(service.address, given);
    expect(fault).toBeInstanceOf(Fault);
    expect(fault).toMatchObject({ code: 'service.unauthenticated', cause: { code: 16 } });
  });

  it('refuses a large message as it refuses a small one', async () => {
    await using service = await start(token(text));
    const large = { ...request, before: new Uint8Array(20_000_000) };
    expect(await call(service.address, undefined, large)).toMatchObject({ code: 'service.unauthenticated' });
  });

  it('takes each of its tokens while they are changed over', async () => {
    const former = 'former-token-former-token-former-token';
    await using service = await start(token(text, former));
    expect(await call(service.address, token(former))).toEqual(ok);
    expect(await call(service.address, token(text))).toEqual(ok);
  });

  it('tells its health to everybody, and what it offers to nobody without the token', async () => {
    await using service = await start(token(text));
    expect(await isServing(service.address, 5_000)).toBe(true);
    const client = new Client(service.address, credentials.createInsecure());
    const same = (buffer: Buffer): Buffer => buffer;
    const path = '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo';
    const asked = client.makeBidiStreamRequest(path, same, same);
    asked.write(Buffer.from([58, 1, 42]));
    const [error] = (await once(asked, 'error')) as [{ code: number }];
    expect(error.code).toBe(16);
    client.close();
  });

  it('writes no token into its log, not the right one and not a wrong one', async () => {
    const { logger, lines } = capturedLogger();
    const wrong = 'wrong-token-wrong-token-wrong-token';
    const security = token(text);
    {
      await using service = await start(security, logger);
      await call(service.address, security);
      await call(service.address, token(wrong));
      logger.info({ security, options: { security } }, 'started');
    }
    expect(lines().join('\n')).toContain('refused a caller');
    expect(lines().join('\n')).not.toMatch(new RegExp(`${text}|${wrong}`));
  });
});

describe('a service that asks for a certificate', () => {
  let ours: Authority;
  let others: Authority;
  beforeAll(async () => {
    [ours, others] = await Promise.all([newAuthority('ours'), newAuthority('others')]);
  });

  it('serves who shows one of the same authority, and is known by its own', async () => {
    await using identity = await identityOf(ours);
    await using service = await start(identity.security);
    expect(await call(service.address, identity.security)).toEqual(ok);
    expect(await isServing(service.address, 5_000, identity.security)).toBe(true);
  });

  it('refuses a certificate of another authority', async () => {
    await using identity = await identityOf(ours);
    await using stranger = await identityOf(others, { trusted: ours });
    await using service = await start(identity.security);
    expect(await call(service.address, stranger.security)).toMatchObject({ code: 'service.unavailable' });
    expect(await isServing(service.address, 5_000, stranger.security)).toBe(false);
  });

  it('is refused by a caller that trusts another authority', async () => {
    await using identity = await identityOf(others, { trusted: ours });
    await using service = await start(identity.security);
    await using caller = await identityOf(ours);
    const fault = await call(service.address, caller.security);
    expect(fault).toMatchObject({ code: 'service.unavailable' });
    expect((fault as Fault).detail).toMatch(/unable to verify|self.signed/i);
  });

  it('refuses a certificate that has expired', async () => {
    await using identity = await identityOf(ours);
    await using late = await identityOf(ours, { expired: true });
    await using service = await start(identity.security);
    expect(await call(service.address, late.security)).toMatchObject({ code: 'service.unavailable' });
  });

  it('is refused when its own certificate has expired, and the log of the caller says so', async () => {
    await using late = await identityOf(ours, { expired: true });
    await using caller = await identityOf(ours);
    await using service = await start(late.security);
    const fault = await call(service.address, caller.security);
    expect(fault).toMatchObject({ code: 'service.unavailable', detail: expect.stringContaining('expired') });
  });

  it('refuses a caller that shows none, in plain text and in TLS', async () => {
    await using identity = await identityOf(ours);
    await using service = await start(identity.security);
    expect(await call(service.address)).toMatchObject({ code: 'service.unavailable' });
    expect(await call(service.address, token(text))).toMatchObject({ code: 'service.unavailable' });
    const [host, port] = service.address.split(':');
    const ca = readFileSync(identity.security.caFile);
    const socket = connect({ host: host!, port: Number(port), ca, ALPNProtocols: ['h2'] });
    // In TLS 1.3 the refusal comes after the handshake of the client.
    const [error] = (await once(socket.resume(), 'error')) as [Error];
    expect(error.message).toMatch(/certificate required/i);
  });

  it('speaks nothing older than TLS 1.3', async () => {
    await using identity = await identityOf(ours);
    await using service = await start(identity.security);
    const [host, port] = service.address.split(':');
    const { ca, cert, key } = certificatesOf(identity.security).pems;
    const socket = connect({ host: host!, port: Number(port), ca, cert, key, maxVersion: 'TLSv1.2' });
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toMatch(/protocol version/i);
  });

  it('uses new certificates from the files for new connections without a restart', async () => {
    await using identity = await identityOf(ours);
    await using service = await start(identity.security);
    await using stranger = await identityOf(others);
    expect(await call(service.address, stranger.security)).toMatchObject({ code: 'service.unavailable' });
    await identity.write({ ca: others.pem, ...(await others.issue()) });
    await certificatesOf(identity.security).refresh();
    expect(await call(service.address, stranger.security)).toEqual(ok);
    expect(await call(service.address, identity.security)).toEqual(ok);
  });

  it('keeps its certificate, and says so, while the files do not fit together', async () => {
    await using identity = await identityOf(ours);
    await using service = await start(identity.security);
    const warned = once(process, 'warning');
    await identity.write({ cert: (await ours.issue()).cert });
    await certificatesOf(identity.security).refresh();
    expect(String((await warned)[0])).toContain('the former stay');
    expect(await call(service.address, identity.security)).toEqual(ok);
  });

  it('does not start with files that are missing or no certificates', async () => {
    await using identity = await identityOf(ours);
    const { security } = identity;
    const missing = start({ ...security, keyFile: `${security.keyFile}.gone` });
    await expect(missing).rejects.toMatchObject({ code: 'config.invalid', field: 'SERVICE_TLS_KEY' });
    await identity.write({ cert: 'no certificate' });
    await expect(start({ ...security })).rejects.toMatchObject({ code: 'config.invalid' });
  });
});
