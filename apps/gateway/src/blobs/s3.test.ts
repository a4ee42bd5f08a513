import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sha256 } from '@safelight/core';
import { afterEach, describe, expect, it } from 'vitest';
import { S3Blobs } from './s3.ts';
import type { S3Options } from './s3Options.ts';

const tenant = 'tnt_0000000000000001';
const picture = new TextEncoder().encode('a picture');
const digest = sha256(picture);

/** A server at the address of S3 that answers as the test says; the last answer is repeated. */
async function startS3(
  ...answers: readonly RequestListener[]
): Promise<{ readonly endpoint: string; readonly requests: readonly IncomingMessage[] }> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    // Whole, so that the client is never refused while it still sends.
    request.resume().on('end', () => answers[Math.min(requests.length, answers.length) - 1]?.(request, response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUps.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

function open(endpoint: string, more: Partial<S3Options> = {}): S3Blobs {
  const keys = { accessKeyId: 'AKIDTEST', secretAccessKey: 'very-secret' };
  const blobs = new S3Blobs({
    endpoint,
    region: 'eu-test-1',
    bucket: 'pictures',
    ...keys,
    retryDelayMsMax: 1,
    ...more,
  });
  cleanUps.push(() => blobs[Symbol.dispose]());
  return blobs;
}

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

const saying =
  (status: number, code: string): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/xml' });
    response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>said so</Message></Error>`);
  };
const answering =
  (bytes: Uint8Array, announced = bytes.length): RequestListener =>
  (_, response) => {
    response.writeHead(200, { 'content-length': announced });
    response.write(bytes, () => (announced > bytes.length ? response.destroy() : response.end()));
  };
const page: RequestListener = (_, response) =>
  response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Bad gateway');
const hangUp: RequestListener = (request) => request.socket.resetAndDestroy();
const silence: RequestListener = () => undefined;
const ok: RequestListener = (_, response) => response.writeHead(200).end();

describe('S3Blobs, asking', () => {
  it('signs what it sends, with the digest by which the store refuses what was cut off', async () => {
    const s3 = await startS3(ok);
    await open(s3.endpoint, { prefix: 'safelight' }).put(tenant, digest, picture);
    const [{ method, url, headers } = {}] = s3.requests;
    expect([method, url]).toEqual(['PUT', `/pictures/safelight/${tenant}/${digest}?x-id=PutObject`]);
    expect(headers?.['x-amz-checksum-sha256']).toBe(Buffer.from(digest, 'hex').toString('base64'));
    expect(headers?.['content-length']).toBe(String(picture.length));
    expect(headers?.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIDTEST\/\d+\/eu-test-1\/s3\/aws4_request/);
  });

  it('asks for encryption as it is set, and for none otherwise', async () => {
    const s3 = await startS3(ok);
    await open(s3.endpoint).put(tenant, digest, picture);
    await open(s3.endpoint, { serverSideEncryption: 'aws:kms', kmsKeyId: 'key-1' }).put(tenant, digest, picture);
    const asked = s3.requests.map(({ headers }) => [
      headers['x-amz-server-side-encryption'],
      headers['x-amz-server-side-encryption-aws-kms-key-id'],
    ]);
    expect(asked).toEqual([
      [undefined, undefined],
      ['aws:kms', 'key-1'],
    ]);
  });

  it('uses a connection again', async () => {
    const s3 = await startS3(answering(picture));
    const blobs = open(s3.endpoint);
    for (let i = 0; i < 3; i++) await blobs.get(tenant, digest);
    expect(new Set(s3.requests.map(({ socket }) => socket)).size).toBe(1);
  });

  it('opens no more connections than it may', async () => {
    const s3 = await startS3(answering(picture));
    const blobs = open(s3.endpoint, { connectionsMax: 2 });
    await Promise.all(Array.from({ length: 12 }, () => blobs.get(tenant, digest)));
    expect(new Set(s3.requests.map(({ socket }) => socket)).size).toBe(2);
  });

  it('removes all pages of a tenant, and asks for no other prefix', async () => {
    const listed =
      (token: string, keys: readonly string[]): RequestListener =>
      (_, response) => {
        const contents = keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('');
        const next = token === '' ? '' : `<NextContinuationToken>${token}</NextContinuationToken>`;
        response.end(
          `<ListBucketResult><IsTruncated>${token !== ''}</IsTruncated>${next}${contents}</ListBucketResult>`,
        );
      };
    const deleted: RequestListener = (_, response) => response.end('<DeleteResult/>');
    const s3 = await startS3(listed('more', ['a', 'b']), deleted, listed('', ['c']), deleted);
    await open(s3.endpoint).deleteTenant(tenant);
    expect(s3.requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'POST']);
    const lists = s3.requests
      .filter(({ method }) => method === 'GET')
      .map(({ url }) => new URL(url ?? '', s3.endpoint).searchParams);
    expect(lists.map((query) => [query.get('prefix'), query.get('continuation-token')])).toEqual([
      [`${tenant}/`, null],
      [`${tenant}/`, 'more'],
    ]);
  });

  it('does not take a tenant for removed when the store kept some of it', async () => {
    const listed: RequestListener = (_, response) =>
      response.end('<ListBucketResult><Contents><Key>a</Key></Contents></ListBucketResult>');
    const kept: RequestListener = (_, response) =>
      response.end('<DeleteResult><Error><Key>a</Key><Code>AccessDenied</Code></Error></DeleteResult>');
    const s3 = await startS3(listed, kept);
    await expect(open(s3.endpoint).deleteTenant(tenant)).rejects.toMatchObject({ code: 'blob.unavailable' });
  });
});

describe('S3Blobs, when the store fails', () => {
  const failures: readonly (readonly [string, RequestListener])[] = [
    ['answers 500', saying(500, 'InternalError')],
    ['answers 503', saying(503, 'SlowDown')],
    ['answers 429', saying(429, 'TooManyRequests')],
    ['shows the page of a proxy', page],
    ['hangs up', hangUp],
    ['says nothing', silence],
  ];
  const quick = { idleTimeoutMs: 40, attemptsMax: 3 };
  const operations: readonly (readonly [string, (blobs: S3Blobs) => Promise<unknown>])[] = [
    ['put', (blobs) => blobs.put(tenant, digest, picture)],
    ['get', (blobs) => blobs.get(tenant, digest)],
    ['delete', (blobs) => blobs.delete(tenant, digest)],
    ['deleteTenant', (blobs) => blobs.deleteTenant(tenant)],
  ];

  it.each(
    failures.flatMap(([failure, answer]) => operations.map(([name, call]) => [failure, name, answer, call] as const)),
  )('and %s, %s tries again a few times and says that the store is away', async (_failure, _name, answer, call) => {
    const s3 = await startS3(answer);
    await expect(call(open(s3.endpoint, quick))).rejects.toMatchObject({ code: 'blob.unavailable', retryable: true });
    expect(s3.requests).toHaveLength(3);
  });

  it.each(failures)('and %s once, nobody notices', async (_failure, answer) => {
    const s3 = await startS3(answer, answering(picture));
    expect(Buffer.from(await open(s3.endpoint, quick).get(tenant, digest))).toEqual(Buffer.from(picture));
  });

  it('and nobody listens, says that the store is away', async () => {
    const blobs = open('http://127.0.0.1:1', { attemptsMax: 2 });
    await expect(blobs.put(tenant, digest, picture)).rejects.toMatchObject({ code: 'blob.unavailable' });
  });

  it('gives out no bytes of an answer that breaks off, and takes them whole from the next one', async () => {
    const cut = answering(picture.subarray(0, 5), picture.length);
    const s3 = await startS3(cut);
    await expect(open(s3.endpoint, quick).get(tenant, digest)).rejects.toMatchObject({ code: 'blob.unavailable' });
    const mended = await startS3(cut, cut, answering(picture));
    expect(Buffer.from(await open(mended.endpoint, quick).get(tenant, digest))).toEqual(Buffer.from(picture));
  });

  it.each([{ idleTimeoutMs: 40 }, { attemptTimeoutMs: 80 }])(
    'leaves an answer that stalls in its middle: %j',
    async (limit) => {
      const stalled: RequestListener = (_, response) => {
        response.writeHead(200, { 'content-length': 9 }).write('a pi');
      };
      const s3 = await startS3(stalled, answering(picture));
      expect(await open(s3.endpoint, limit).get(tenant, digest)).toHaveLength(picture.length);
      expect(s3.requests).toHaveLength(2);
    },
  );

  it('does not read an answer of unknown or absurd length', async () => {
    const endless: RequestListener = (_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    };
    const s3 = await startS3(endless);
    await expect(open(s3.endpoint, quick).get(tenant, digest)).rejects.toMatchObject({ code: 'blob.unavailable' });
    const huge = await startS3((_, response) => response.writeHead(200, { 'content-length': 2 ** 40 }).flushHeaders());
    await expect(open(huge.endpoint, quick).get(tenant, digest)).rejects.toMatchObject({ code: 'blob.unavailable' });
  });

  it('gives out no bytes that arrive whole and are wrong', async () => {
    const s3 = await startS3(answering(Buffer.from('A picture')));
    await expect(open(s3.endpoint).get(tenant, digest)).rejects.toMatchObject({ code: 'internal' });
  });

  it('calls a picture lost only when S3 itself says that the key is not there', async () => {
    for (const [answer, code] of [
      [saying(404, 'NoSuchKey'), 'internal'],
      [saying(404, 'NoSuchBucket'), 'blob.unavailable'],
      [saying(403, 'AccessDenied'), 'blob.unavailable'],
      [((_, response) => response.writeHead(404).end('nginx')) satisfies RequestListener, 'blob.unavailable'],
    ] as const) {
      const s3 = await startS3(answer);
      await expect(open(s3.endpoint).get(tenant, digest)).rejects.toMatchObject({ code });
      // None of them passes by itself.
      expect(s3.requests).toHaveLength(1);
    }
  });

  it('sends the bytes again when they arrived damaged', async () => {
    const s3 = await startS3(saying(400, 'BadDigest'), saying(400, 'XAmzContentSHA256Mismatch'), ok);
    await open(s3.endpoint).put(tenant, digest, picture);
    expect(s3.requests).toHaveLength(3);
  });

  it('stops trying when its caller does', async () => {
    const caller = new AbortController();
    const reason = new Error('enough');
    const s3 = await startS3((_, response) => {
      response.writeHead(503).end();
      caller.abort(reason);
    }, ok);
    await expect(
      open(s3.endpoint, { retryDelayMsMax: 60_000 }).put(tenant, digest, picture, caller.signal),
    ).rejects.toBe(reason);
    expect(s3.requests).toHaveLength(1);
  });

  it('says to callers nothing of the installation, and to the log nothing of its keys', async () => {
    const s3 = await startS3(saying(403, 'SignatureDoesNotMatch'));
    const fault = await open(s3.endpoint)
      .put(tenant, digest, picture)
      .catch((error: unknown) => error);
    expect(fault).toMatchObject({ detail: 'Error: S3: SignatureDoesNotMatch (403): said so' });
    expect((fault as Error).message).not.toMatch(/S3|127\.0\.0\.1|pictures\b.*bucket|AKID/);
    expect(JSON.stringify(fault)).not.toContain('very-secret');
  });
});
