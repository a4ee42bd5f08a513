import { Fault } from '@safelight/core';
import type { Server } from '../server.ts';
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
 * @throws Fault `service.unavailable` when the server is not on this machine or does not start
 */
export async function startS3(options: S3Options = {}): Promise<S3> {
  const found = findS3();
  if (typeof found === 'string') throw new Fault('service.unavailable', `S3 cannot start: ${found}.`);
  return startLocalS3(found, options);
}
