/** The production driver of the blob store: one object per blob in S3 or what speaks like it, `<prefix>/<tenant>/<sha256>`. */
import { addAbortSignal, Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Fault } from '@safelight/core';
import { backoffMs } from '../retry.ts';
import { checkContent, checkNames, checkTenantId, lostBlob, unavailableBlobs } from './blobs.ts';
import type { BlobStore } from './blobs.ts';
import { isAbsent, isTransient, saidBy } from './s3Failure.ts';
import { s3Defaults } from './s3Options.ts';
import type { S3Options, S3Settings } from './s3Options.ts';

/** S3 gives and takes this many keys at once. */
const keysPerPageCount = 1_000;

export class S3Blobs implements BlobStore {
  readonly #client: S3Client;
  readonly #options: S3Settings;

  constructor(options: S3Options) {
    this.#options = { ...s3Defaults, ...options };
    this.#client = clientOf(this.#options);
  }

  /**
   * Always writes: equal names mean equal bytes, so a second write changes nothing, and a damaged object is mended. The
   * store compares the bytes with their digest before it answers: what was cut off on the way is not kept.
   */
  async put(tenantId: string, sha256: string, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
    checkNames(tenantId, sha256);
    signal?.throwIfAborted();
    checkContent(sha256, bytes);
    const { bucket, serverSideEncryption, kmsKeyId } = this.#options;
    const command = new PutObjectCommand({
      Bucket: bucket,
      Key: this.#keyOf(tenantId, sha256),
      Body: bytes,
      ContentLength: bytes.byteLength,
      ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
      ...(serverSideEncryption === undefined ? {} : { ServerSideEncryption: serverSideEncryption }),
      ...(kmsKeyId === undefined ? {} : { SSEKMSKeyId: kmsKeyId }),
    });
    // The signature covers the digest of the body, which is the name: the client need not work it out once more.
    command.middlewareStack.add(
      (next) => (args) => {
        (args.request as { readonly headers: Record<string, string> }).headers['x-amz-content-sha256'] = sha256;
        return next(args);
      },
      { step: 'build', name: 'knownDigest' },
    );
    await this.#repeating(signal, (abortSignal) => this.#client.send(command, { abortSignal }));
  }

  get(tenantId: string, sha256: string, signal?: AbortSignal): Promise<Uint8Array> {
    checkNames(tenantId, sha256);
    return this.#repeating(signal, async (abortSignal) => {
      const command = new GetObjectCommand({ Bucket: this.#options.bucket, Key: this.#keyOf(tenantId, sha256) });
      const answer = await this.#client.send(command, { abortSignal }).catch((error: unknown) => {
        throw isAbsent(error) ? lostBlob(sha256, saidBy(error)) : error;
      });
      const bytes = await this.#read(answer.Body, answer.ContentLength, abortSignal);
      checkContent(sha256, bytes);
      return bytes;
    });
  }

  async delete(tenantId: string, sha256: string): Promise<void> {
    checkNames(tenantId, sha256);
    const command = new DeleteObjectCommand({ Bucket: this.#options.bucket, Key: this.#keyOf(tenantId, sha256) });
    await this.#repeating(undefined, async (abortSignal) => {
      await this.#client.send(command, { abortSignal }).catch((error: unknown) => {
        if (!isAbsent(error)) throw error;
      });
    });
  }

  async deleteTenant(tenantId: string): Promise<void> {
    checkTenantId(tenantId);
    let token: string | undefined;
    do {
      const page = await this.#list(this.#keyOf(tenantId, ''), token);
      if (page.keys.length > 0) await this.#deleteAll(page.keys);
      token = page.next;
    } while (token !== undefined);
  }

  /** Closes kept connections. */
  [Symbol.dispose](): void {
    this.#client.destroy();
  }

  #keyOf(tenantId: string, sha256: string): string {
    const { prefix } = this.#options;
    return `${prefix === '' ? '' : `${prefix}/`}${tenantId}/${sha256}`;
  }

  async #read(body: unknown, sizeBytes: number | undefined, signal: AbortSignal): Promise<Uint8Array> {
    if (!(body instanceof Readable)) throw new Error('The answer has no body.');
    if (sizeBytes === undefined || sizeBytes > this.#options.sizeBytesMax) {
      body.destroy();
      throw new Error(`The answer announces ${sizeBytes} bytes.`);
    }
    // Filled as it comes: collected chunks would take the memory twice.
    const bytes = Buffer.allocUnsafeSlow(sizeBytes);
    let filledBytes = 0;
    for await (const chunk of addAbortSignal(signal, body) as AsyncIterable<Buffer>) {
      filledBytes += chunk.copy(bytes, filledBytes);
    }
    if (filledBytes !== sizeBytes) throw new Error(`The answer broke off after ${filledBytes} of ${sizeBytes} bytes.`);
    return bytes;
  }

  #list(
    prefix: string,
    token: string | undefined,
  ): Promise<{ readonly keys: readonly string[]; readonly next: string | undefined }> {
    const input = { Bucket: this.#options.bucket, Prefix: prefix, MaxKeys: keysPerPageCount };
    const command = new ListObjectsV2Command(token === undefined ? input : { ...input, ContinuationToken: token });
    return this.#repeating(undefined, async (abortSignal) => {
      const page = await this.#client.send(command, { abortSignal });
      const keys = (page.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
      return { keys, next: page.IsTruncated === true ? page.NextContinuationToken : undefined };
    });
  }

  async #deleteAll(keys: readonly string[]): Promise<void> {
    const command = new DeleteObjectsCommand({
      Bucket: this.#options.bucket,
      Delete: { Objects: keys.map((Key) => ({ Key })), Quiet: true },
    });
    await this.#repeating(undefined, async (abortSignal) => {
      const { Errors: errors = [] } = await this.#client.send(command, { abortSignal });
      const [first] = errors;
      if (first !== undefined)
        throw new Error(`${errors.length} objects were not deleted: ${first.Code} ${first.Message}`);
    });
  }

  /** Repeats what may pass by itself, with growing and spread waits; each try has its time. */
  async #repeating<T>(signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const { attemptsMax, attemptTimeoutMs, retryDelayMsMax } = this.#options;
    for (let attempt = 1; ; attempt++) {
      signal?.throwIfAborted();
      const timeout = AbortSignal.timeout(attemptTimeoutMs);
      try {
        return await work(signal === undefined ? timeout : AbortSignal.any([signal, timeout]));
      } catch (error) {
        signal?.throwIfAborted();
        // A fault is about the bytes, and another try would find the same.
        if (error instanceof Fault) throw error;
        if (attempt >= attemptsMax || !isTransient(error)) throw unavailableBlobs(saidBy(error));
      }
      await delay(backoffMs(attempt, retryDelayMsMax), undefined, { signal }).catch(() => signal?.throwIfAborted());
    }
  }
}

function clientOf(options: S3Settings): S3Client {
  const { endpoint, accessKeyId, secretAccessKey, connectionsMax } = options;
  const agent = { keepAlive: true, maxSockets: connectionsMax };
  return new S3Client({
    region: options.region,
    ...(endpoint === undefined ? {} : { endpoint }),
    forcePathStyle: options.forcePathStyle ?? endpoint !== undefined,
    // Without keys the SDK looks where the platform puts them: role of the pod or machine, environment, profile.
    ...(accessKeyId === undefined || secretAccessKey === undefined
      ? {}
      : { credentials: { accessKeyId, secretAccessKey } }),
    // Tries are counted here, because the SDK's own do not cover a body that breaks off.
    maxAttempts: 1,
    // SHA-256 is sent with each object and checked on each; a second checksum would cost and tell nothing.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: options.connectTimeoutMs,
      socketTimeout: options.idleTimeoutMs,
      httpAgent: agent,
      httpsAgent: agent,
    },
  });
}
