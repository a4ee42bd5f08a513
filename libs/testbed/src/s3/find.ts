import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../config/env.ts';

/** The Go module that pins the server and, by go.sum, all it is made of. */
export const s3Module = join(import.meta.dirname, '../../versitygw');

export interface S3Installation {
  readonly program: string;
}

export function s3Version(): string | undefined {
  return /versitygw v(\S+)/.exec(readFileSync(join(s3Module, 'go.mod'), 'utf8'))?.[1];
}

/** Where the built server belongs. */
export function s3Program(): string {
  return join(cacheFolder(`versitygw-${s3Version()}`), 'versitygw');
}

/** The S3 server as it lies on this machine, or one line that says how to get it. */
export function findS3(): S3Installation | string {
  const program = s3Program();
  return existsSync(program) ? { program } : 'the S3 server is not built; run: npm run testbed -- fetch s3 (needs Go)';
}
