import { startEither } from '../choose.ts';
import type { Server } from '../server.ts';
import { startContainerS3 } from './container.ts';
import { findS3 } from './find.ts';
import { startLocalS3 } from './local.ts';

export interface S3Options {
  /** Where the data stays from one start to the next; unset = a temporary folder that goes with the server. */
  readonly dataDir?: string;
}

/** What a client needs; buckets are addressed by path (`forcePathStyle`). */
export interface S3Address {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface S3 extends Server, S3Address {}

/**
 * Starts an S3-compatible server of your own, which you can kill and start again.
 * @throws Fault `service.unavailable` when it cannot be had here or does not start
 */
export function startS3(options: S3Options = {}): Promise<S3> {
  return startEither({
    name: 'S3',
    found: findS3(),
    dataDir: options.dataDir,
    local: (found) => startLocalS3(found, options),
    container: startContainerS3,
  });
}
