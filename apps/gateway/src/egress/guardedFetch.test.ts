import { createSocket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import tls from 'node:tls';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardedFetch } from './guardedFetch.ts';
import type { GuardedFetchOptions } from './guardedFetch.ts';
import { egressPolicy } from './policy.ts';
import { resolveByDns } from './resolve.ts';
import { certificate, startDns, startWeb } from './testing.ts';
import type { WebServer } from './testing.ts';

/**
 * In these tests 127.0.0.2 stands for a public address: it is allowed. 127.0.0.1 is what the guard protects. Linux has both;
 * macOS needs `sudo ifconfig lo0 alias 127.0.0.2`.
 */
const publicHost = '127.0.0.2';

function optionsFor(port: number, more: Partial<GuardedFetchOptions> = {}): GuardedFetchOptions {
  const resolve = (): Promise<readonly string[]> => Promise.resolve([publicHost]);
  const policy = egressPolicy({ allow: [publicHost], ports: [port], resolve });
  return { policy, timeoutMs: 10_000, sizeBytesMax: 1_000, redirectsMax: 3, ...more };
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

describe('guardedFetch: names', () => {
  it('connects to the address that it judged, although the name leads elsewhere when it is asked again', async () => {
    const zone = { 'rebinding.example': [[publicHost], ['127.0.0.1']] };
    await using outside = await startWeb((_, response) => response.end('outside'), { host: publicHost });
    await using inside = await startWeb((_, response) => response.end('inside'), { port: outside.port });
    await using dns = await startDns(zone);
    const policy = egressPolicy({ allow: [publicHost], ports: [outside.port], resolve: resolveByDns([dns.address]) });
    const url = `http://rebinding.example:${outside.port}/`;
    const options = { ...optionsFor(outside.port), policy };

    expect(text((await guardedFetch(url, options)).body)).toBe('outside');
    expect(dns.queries.get('rebinding.example')).toBe(1);
    expect(outside.requests[0]?.headers.host).toBe(`rebinding.example:${outside.port}`);
    // The trap is armed: who asks twice is led inside, and so is the next request, which is refused.
    await expect(guardedFetch(url, options)).rejects.toMatchObject({ code: 'url.forbidden' });
    expect(inside.requests).toHaveLength(0);
  });

  it('is led inside by that server where it judges one answer and connects by another', async () => {
    await using dns = await startDns({ 'rebinding.example': [[publicHost], ['127.0.0.1']] });
    const resolver = new Resolver();
    resolver.setServers([dns.address]);
    expect(await resolver.resolve4('rebinding.example')).toEqual([publicHost]);
    expect(await resolver.resolve4('rebinding.example')).toEqual(['127.0.0.1']);
  });

  it('refuses a name that has a public and a private address, in either order', async () => {
    await using inside = await startWeb((_, response) => response.end('inside'));
    await using outside = await startWeb((_, response) => response.end('outside'), {
      host: publicHost,
      port: inside.port,
    });
    const zone = { 'a.example': [[publicHost, '127.0.0.1']], 'b.example': [['127.0.0.1', publicHost]] };
    await using dns = await startDns(zone);
    const policy = egressPolicy({ allow: [publicHost], ports: [inside.port], resolve: resolveByDns([dns.address]) });
    for (const name of Object.keys(zone)) {
      const fetched = guardedFetch(`http://${name}:${inside.port}/`, { ...optionsFor(inside.port), policy });
      await expect(fetched).rejects.toMatchObject({ code: 'url.forbidden', field: 'url' });
    }
    expect([...inside.requests, ...outside.requests]).toHaveLength(0);
  });

  it('says that a name does not exist, and that a DNS server does not answer in time', async () => {
    await using dns = await startDns({});
    const resolve = resolveByDns([dns.address]);
    const unknown = guardedFetch('http://nowhere.example/', { ...optionsFor(80), policy: egressPolicy({ resolve }) });
    await expect(unknown).rejects.toMatchObject({ code: 'url.unreachable' });
    await using silent = createSocket('udp4');
    await new Promise<void>((bound) => silent.bind(0, '127.0.0.1', bound));
    const slow = egressPolicy({ resolve: resolveByDns([`127.0.0.1:${silent.address().port}`]) });
    const waiting = guardedFetch('http://slow.example/', { ...optionsFor(80), policy: slow, timeoutMs: 50 });
    await expect(waiting).rejects.toMatchObject({ code: 'url.timeout' });
  });

  it('keeps paths and queries, which may carry secrets, out of what is said and logged', async () => {
    for (const url of ['http://10.0.0.1/secret?token=secret', 'http://nowhere.example:80/secret?token=secret']) {
      const resolve = (): Promise<never> => Promise.reject(new Error('no such name'));
      const error = await guardedFetch(url, { ...optionsFor(80), policy: egressPolicy({ resolve }) }).catch(
        (thrown: unknown) => thrown,
      );
      expect(error).toMatchObject({
        code: expect.stringMatching(/^url\./) as string,
        detail: expect.not.stringContaining('secret') as string,
      });
      expect((error as Error).message).not.toContain('secret');
    }
  });
});

describe('guardedFetch: redirects', () => {
  it('are judged anew: one to a private address is not followed, however it is written', async () => {
    await using inside = await startWeb((_, response) => response.end('inside'));
    let location = '';
    await using outside = await startWeb((_, response) => response.writeHead(302, { location }).end(), {
      host: publicHost,
      port: inside.port,
    });
    const { port } = inside;
    for (const [to, code] of [
      [`http://127.0.0.1:${port}/`, 'url.forbidden'],
      [`//2130706433:${port}/`, 'url.forbidden'],
      [`http://[::ffff:127.0.0.1]:${port}/`, 'url.forbidden'],
      [`http://localhost:${port}/`, 'url.forbidden'],
      ['http://169.254.169.254/latest/meta-data/', 'url.forbidden'],
      [`http://${publicHost}:1/`, 'url.forbidden'],
      ['file:///etc/passwd', 'url.invalid'],
      [`http://user:pw@${publicHost}:${port}/`, 'url.invalid'],
    ] as const) {
      location = to;
      await expect(guardedFetch(`http://${publicHost}:${port}/`, optionsFor(port)), to).rejects.toMatchObject({ code });
    }
    expect(inside.requests).toHaveLength(0);
    expect(outside.requests).toHaveLength(8);
  });

  it('are followed up to the limit and no further', async () => {
    await using web = await startWeb(
      (request, response) => {
        const left = Number(request.url?.slice(1));
        if (left === 0) response.end('there');
        else response.writeHead(302, { location: String(left - 1) }).end('not this');
      },
      { host: publicHost },
    );
    const answer = await guardedFetch(`http://${publicHost}:${web.port}/3`, optionsFor(web.port));
    expect([text(answer.body), answer.url]).toEqual(['there', `http://${publicHost}:${web.port}/0`]);
    const tooOften = guardedFetch(`http://${publicHost}:${web.port}/4`, optionsFor(web.port));
    await expect(tooOften).rejects.toMatchObject({ code: 'url.unreachable' });
  });

  it('are not followed at all where none is allowed: the answer is the redirect', async () => {
    await using web = await startWeb((_, response) => response.writeHead(308, { location: '/next' }).end('moved'), {
      host: publicHost,
    });
    const answer = await guardedFetch(`http://${publicHost}:${web.port}/`, optionsFor(web.port, { redirectsMax: 0 }));
    expect([answer.status, text(answer.body)]).toEqual([308, 'moved']);
    expect(web.requests).toHaveLength(1);
  });

  it('take no header along to another origin but harmless ones', async () => {
    await using second = await startWeb((_, response) => response.end(), { host: publicHost });
    await using first = await startWeb(
      (request, response) => {
        const location = request.url === '/' ? '/same' : `http://${publicHost}:${second.port}/`;
        response.writeHead(307, { location }).end();
      },
      { host: publicHost },
    );
    const policy = egressPolicy({ allow: [publicHost], ports: [first.port, second.port] });
    const headers = { Authorization: 'Bearer x', Cookie: 'a=b', 'X-Key': 'x', Accept: 'image/*' };
    await guardedFetch(`http://${publicHost}:${first.port}/`, { ...optionsFor(0), policy, headers });
    expect(first.requests.map((request) => request.headers.authorization)).toEqual(['Bearer x', 'Bearer x']);
    const { authorization, cookie, 'x-key': key, accept } = second.requests[0]?.headers ?? {};
    expect([authorization, cookie, key, accept]).toEqual([undefined, undefined, undefined, 'image/*']);
  });

  it.each([
    [303, 'GET', ''],
    [301, 'GET', ''],
    [307, 'POST', 'body'],
    [308, 'POST', 'body'],
  ])('with %i repeat a POST as %s', async (status, method, body) => {
    await using web = await startWeb(
      (request, response) => {
        if (request.url === '/') response.writeHead(status, { location: '/next' }).end();
        else request.pipe(response);
      },
      { host: publicHost },
    );
    const answer = await guardedFetch(
      `http://${publicHost}:${web.port}/`,
      optionsFor(web.port, { method: 'POST', body: 'body' }),
    );
    expect([web.requests[1]?.method, text(answer.body)]).toEqual([method, body]);
  });
});

describe('guardedFetch: limits', () => {
  let web: WebServer;
  beforeAll(async () => {
    web = await startWeb(misbehave, { host: publicHost });
  });
  afterAll(() => web[Symbol.asyncDispose]());

  const ask = (path: string, more: Partial<GuardedFetchOptions> = {}): ReturnType<typeof guardedFetch> =>
    guardedFetch(`http://${publicHost}:${web.port}/${path}`, optionsFor(web.port, more));

  it('takes a body of just the largest size, announced or not', async () => {
    expect((await ask('announced/1000')).body).toHaveLength(1000);
    expect((await ask('chunked/1000')).body).toHaveLength(1000);
  });

  it.each(['announced/1001', 'chunked/1001', 'endless', 'lying'])('refuses a body beyond it: %s', async (path) => {
    await expect(ask(path)).rejects.toMatchObject({ code: path === 'lying' ? 'url.unreachable' : 'url.tooLarge' });
  });

  it('leaves the rest unread where the status is what matters', async () => {
    for (const path of ['announced/5000', 'endless']) {
      const answer = await ask(path, { bodyBeyondMax: 'cut' });
      expect([answer.status, answer.body.length]).toEqual([200, 1000]);
    }
  });

  it('does not unpack a packed body: 10 MB of zeros stay 10 kB and are refused by what they are', async () => {
    const { body, headers } = await ask('packed', { sizeBytesMax: 20_000 });
    expect([headers['content-encoding'], body.length < 20_000]).toEqual(['gzip', true]);
    expect(web.requests.at(-1)?.headers['accept-encoding']).toBe('identity');
  });

  it.each(['headers', 'trailers'])('refuses %s of more than 16 KiB', async (path) => {
    await expect(ask(path)).rejects.toMatchObject({ code: 'url.tooLarge' });
  });

  it.each(['silent', 'stalled', 'continues'])('ends after its time, whatever keeps it waiting: %s', async (path) => {
    await expect(ask(path, { timeoutMs: 60 })).rejects.toMatchObject({ code: 'url.timeout' });
  });

  it.each(['short', 'reset', 'nonsense'])(
    'calls a host unreachable that breaks off or speaks no HTTP: %s',
    async (path) => {
      await expect(ask(path)).rejects.toMatchObject({ code: 'url.unreachable', retryable: true });
    },
  );

  it('calls a host unreachable that refuses the connection', async () => {
    const { port } = await closedServer();
    const refused = guardedFetch(`http://${publicHost}:${port}/`, optionsFor(port));
    await expect(refused).rejects.toMatchObject({ code: 'url.unreachable' });
  });

  it("ends with its caller's reason when the caller aborts", async () => {
    const caller = new AbortController();
    const reason = new Error('enough');
    const asked = ask('stalled', { signal: caller.signal });
    setImmediate(() => caller.abort(reason));
    await expect(asked).rejects.toBe(reason);
    await expect(ask('announced/1', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it('sends its own host, whatever headers it is given', async () => {
    await ask('announced/1', { headers: { Host: 'inner.example', 'Transfer-Encoding': 'chunked', 'X-Own': '1' } });
    const { host, 'x-own': own, 'transfer-encoding': encoding } = web.requests.at(-1)?.headers ?? {};
    expect([host, own, encoding]).toEqual([`${publicHost}:${web.port}`, '1', undefined]);
  });

  it('gives any status back as an answer', async () => {
    const answer = await ask('status/503');
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '7']);
  });
});

describe('guardedFetch: TLS', () => {
  const known = tls.getCACertificates('default');
  beforeAll(() => tls.setDefaultCACertificates([...known, certificate.cert]));
  afterAll(() => tls.setDefaultCACertificates(known));

  it('checks the name in the certificate, not the address that it connected to', async () => {
    await using web = await startWeb((_, response) => response.end('safe'), { host: publicHost, tls: certificate });
    const options = optionsFor(web.port);
    expect(text((await guardedFetch(`https://photos.example:${web.port}/`, options)).body)).toBe('safe');
    expect(text((await guardedFetch(`https://photos.example.:${web.port}/`, options)).body)).toBe('safe');
    for (const host of ['other.example', publicHost]) {
      await expect(guardedFetch(`https://${host}:${web.port}/`, options)).rejects.toMatchObject({
        code: 'url.unreachable',
      });
    }
    const headers = { host: 'photos.example' };
    const disguised = guardedFetch(`https://other.example:${web.port}/`, { ...options, headers });
    await expect(disguised).rejects.toMatchObject({ code: 'url.unreachable' });
    expect(web.requests).toHaveLength(2);
  });
});

async function closedServer(): Promise<{ readonly port: number }> {
  await using server = await startWeb(() => undefined, { host: publicHost });
  return { port: server.port };
}

/** Answers as its path says. */
function misbehave(
  request: Parameters<Parameters<typeof startWeb>[0]>[0],
  response: Parameters<Parameters<typeof startWeb>[0]>[1],
): void {
  const [kind, count] = (request.url ?? '').slice(1).split('/');
  const { socket } = request;
  switch (kind) {
    case 'announced':
      response.end(Buffer.alloc(Number(count)));
      break;
    case 'chunked':
      response.write(Buffer.alloc(Number(count) - 1));
      response.end('1');
      break;
    case 'endless': {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(700)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
      break;
    }
    case 'lying':
      socket.end(`HTTP/1.1 200 OK\r\ncontent-length: -5\r\n\r\n${'x'.repeat(5000)}`);
      break;
    case 'packed':
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(10_000_000)));
      break;
    case 'headers':
      response.writeHead(200, { 'x-long': 'x'.repeat(17_000) }).end();
      break;
    case 'trailers':
      response.writeHead(200, { trailer: 'x-long' });
      response.addTrailers({ 'x-long': 'x'.repeat(17_000) });
      response.end('1');
      break;
    case 'stalled':
      response.writeHead(200, { 'content-length': 10 }).write('1');
      break;
    case 'continues':
      socket.write('HTTP/1.1 102 Processing\r\n\r\n'.repeat(50));
      break;
    case 'short':
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n123');
      break;
    case 'reset':
      socket.resetAndDestroy();
      break;
    case 'nonsense':
      socket.end('SSH-2.0-OpenSSH_9.2\r\n');
      break;
    case 'status':
      response.writeHead(Number(count), { 'retry-after': '7' }).end();
      break;
    default:
      // "silent": the request is taken and never answered.
      break;
  }
}
