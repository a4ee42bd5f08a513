/** How the S3 driver is set. */

export interface S3Options {
  /** Address of a server that speaks like S3, e.g. `http://127.0.0.1:9000`; unset = Amazon's for the region. */
  readonly endpoint?: string;
  readonly region: string;
  readonly bucket: string;
  /** Both keys, or neither: then the role of the pod or machine counts. */
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  /** Before every key, without slashes at its ends. Default: none. */
  readonly prefix?: string;
  /** Bucket in the path and not in the host name. Default: where an endpoint is set. */
  readonly forcePathStyle?: boolean;
  /** Asked for with every object. Default: what the bucket is set to. */
  readonly serverSideEncryption?: 'AES256' | 'aws:kms' | 'aws:kms:dsse';
  /** The key for `aws:kms`. Default: the account's own. */
  readonly kmsKeyId?: string;
  readonly connectionsMax?: number;
  readonly connectTimeoutMs?: number;
  /** A connection on which nothing moves for so long has died. */
  readonly idleTimeoutMs?: number;
  /** One try, body included. */
  readonly attemptTimeoutMs?: number;
  /** First try included. */
  readonly attemptsMax?: number;
  readonly retryDelayMsMax?: number;
  /** An object that claims to be larger is not read. */
  readonly sizeBytesMax?: number;
}

export const s3Defaults = {
  prefix: '',
  connectionsMax: 32,
  connectTimeoutMs: 3_000,
  idleTimeoutMs: 10_000,
  // 50 MB at 1 MB/s, and some.
  attemptTimeoutMs: 60_000,
  attemptsMax: 4,
  retryDelayMsMax: 2_000,
  sizeBytesMax: 1024 ** 3,
} as const satisfies Partial<S3Options>;

export type S3Settings = S3Options & Required<Pick<S3Options, keyof typeof s3Defaults>>;
