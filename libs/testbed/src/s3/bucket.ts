import { randomBytes } from 'node:crypto';
import type { S3Address } from './s3.ts';

const timeoutMs = 2_000;

/** A bucket of its own on a shared server. */
export interface Bucket extends S3Address, AsyncDisposable {
  readonly bucket: string;
  /** Removes the bucket with all that is in it. */
  [Symbol.asyncDispose](): Promise<void>;
}

export async function makeBucket({ endpoint, region, accessKeyId, secretAccessKey }: S3Address): Promise<Bucket> {
  // Loaded when first needed: it takes longer to load than the server to start.
  const sdk = await import('@aws-sdk/client-s3');
  const address = { endpoint, region, accessKeyId, secretAccessKey };
  const bucket = `t-${randomBytes(6).toString('hex')}`;
  const client = () =>
    new sdk.S3Client({ endpoint, region, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey } });
  {
    using s3 = disposable(client());
    await s3.send(new sdk.CreateBucketCommand({ Bucket: bucket }));
  }
  return {
    ...address,
    bucket,
    async [Symbol.asyncDispose]() {
      using s3 = disposable(client());
      for (;;) {
        const { Contents = [] } = await s3.send(new sdk.ListObjectsV2Command({ Bucket: bucket }));
        const Objects = Contents.map(({ Key }) => ({ Key }));
        if (Objects.length === 0) break;
        await s3.send(new sdk.DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }));
      }
      await s3.send(new sdk.DeleteBucketCommand({ Bucket: bucket }));
    },
  };
}

function disposable<C extends { destroy(): void }>(client: C): C & Disposable {
  return Object.assign(client, { [Symbol.dispose]: () => client.destroy() });
}

/** Whether an S3 server answers there: it refuses a question without a signature in S3's own words. */
export async function answersS3(endpoint: string): Promise<boolean> {
  const response = await fetch(endpoint, { signal: AbortSignal.timeout(timeoutMs) });
  return response.status === 403 && (await response.text()).includes('<Code>AccessDenied</Code>');
}
