import { execFile } from 'node:child_process';
import { mkdir, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { Fault } from '@safelight/core';
import { s3Module, s3Program } from './find.ts';

const timeoutMs = 15 * 60_000;

/** Builds the pinned server from the Go proxy's sources into the cache, unless it is there. Returns its path. */
export async function fetchS3(): Promise<string> {
  const program = s3Program();
  if (existsSync(program)) return program;
  await mkdir(dirname(program), { recursive: true });
  const part = `${program}.${process.pid}`;
  const args = ['build', '-mod=readonly', '-trimpath', '-buildvcs=false', '-ldflags=-s -w', '-o', part];
  args.push('github.com/versity/versitygw/cmd/versitygw');
  // Pure Go: no C compiler is needed.
  const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' };
  try {
    await promisify(execFile)('go', args, { cwd: s3Module, env, timeout: timeoutMs });
    await rename(part, program);
  } catch (cause) {
    const { code, stderr, message } = cause as NodeJS.ErrnoException & { readonly stderr?: string };
    const why = code === 'ENOENT' ? 'there is no go on PATH; install Go ≥ 1.25 (https://go.dev/dl)' : stderr || message;
    throw new Fault('service.unavailable', `The S3 server cannot be built: ${why}`, { cause });
  } finally {
    await rm(part, { force: true });
  }
  return program;
}
