import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { randomBytes } from 'node:crypto';
import { sha256 } from '@safelight/core';
import { makeBucket, realS3, startS3 } from '@safelight/testbed';
import { describeReal } from '@safelight/testbed/vitest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBlobs } from '../../src/blobs/open.ts';
import { itIsABlobStore } from './contract.ts';
import type { BlobsUnderTest } from './contract.ts';

describeReal('s3', 'the blob store on S3', () => {
  const opened = new AsyncDisposableStack();
  let current: BlobsUnderTest;
  beforeAll(async () => {
    const { bucket, endpoint, region, accessKeyId, secretAccessKey } = opened.use(await makeBucket(await realS3()));
    const prefix = 'pictures';
    const client = new S3Client({
      endpoint,
      region,
      forcePathStyle: true,
      credentials: { accessKeyId, secretAccessKey },
    });
    opened.defer(() => client.destroy());
    current = {
      blobs: await openBlobs({ s3: { endpoint, region, bucket, accessKeyId, secretAccessKey, prefix } }),
      damage: async (tenantId, digest, bytes) => {
        await client.send(
          new PutObjectCommand({ Bucket: bucket, Key: `${prefix}/${tenantId}/${digest}`, Body: bytes }),
        );
      },
      count: async (tenantId) => {
        const list = new ListObjectsV2Command({ Bucket: bucket, Prefix: `${prefix}/${tenantId}/` });
        return (await client.send(list)).KeyCount ?? 0;
      },
    };
  });
  afterAll(() => opened.disposeAsync());

  itIsABlobStore(() => current);
});

describeReal('s3', 'an S3 server that fails', () => {
  it('loses nothing that was put: killed, it is away; started again, it has every blob', async () => {
    await using s3 = await startS3();
    const { bucket, endpoint, region, accessKeyId, secretAccessKey } = await makeBucket(s3);
    const settings = { endpoint, region, bucket, accessKeyId, secretAccessKey, attemptsMax: 2, retryDelayMsMax: 1 };
    const blobs = await openBlobs({ s3: settings });
    const tenant = 'tnt_default';
    const kept = Array.from({ length: 5 }, () => randomBytes(100_000));
    for (const bytes of kept) await blobs.put(tenant, sha256(bytes), bytes);

    const [first = new Uint8Array()] = kept;
    const away = { code: 'blob.unavailable' };
    const under = Array.from({ length: 20 }, () => randomBytes(200_000));
    const outcomes = Promise.allSettled(under.map((bytes) => blobs.put(tenant, sha256(bytes), bytes)));
    await s3.kill();
    await expect(blobs.get(tenant, sha256(first))).rejects.toMatchObject(away);
    await expect(blobs.put(tenant, sha256(first), first)).rejects.toMatchObject(away);
    await s3.start();

    const unanswered: Uint8Array[] = [];
    for (const [i, outcome] of (await outcomes).entries()) {
      const bytes = under[i] ?? new Uint8Array();
      if (outcome.status === 'fulfilled') kept.push(bytes);
      else {
        expect(outcome.reason).toMatchObject(away);
        unanswered.push(bytes);
      }
    }
    for (const bytes of kept) expect(await blobs.get(tenant, sha256(bytes))).toHaveLength(bytes.length);
    // What was not answered is there whole or not at all.
    for (const bytes of unanswered) {
      const found = await blobs.get(tenant, sha256(bytes)).then(
        () => 'whole',
        (error: { readonly code: string }) => error.code,
      );
      expect(['whole', 'internal']).toContain(found);
    }
  });
});
