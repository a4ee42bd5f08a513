import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { makeBucket, realS3 } from '@safelight/testbed';
import { describeReal } from '@safelight/testbed/vitest';
import { afterAll, beforeAll } from 'vitest';
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
