import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { chmod, lstat, mkdir, rm } from 'node:fs/promises';
import { setGlobalProxyFromEnv } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Fault } from '@safelight/core';
import type { Neighbour } from './config/env.ts';
import { fetchKafka } from './kafka/fetch.ts';
import { askHost } from './run/client.ts';
import { variablesOf } from './run/environment.ts';
import { type Addresses, serveHost } from './run/host.ts';
import { fetchS3 } from './s3/fetch.ts';

const pollEveryMs = 50;
const hostStartTimeoutMs = 30_000;

/**
 * Where the servers that are up keep their data. In the temporary folder and not at home, because PostgreSQL may run as
 * another account, which cannot look into the home of root.
 */
const base = join(tmpdir(), `safelight-testbed-up-${process.getuid?.() ?? 'user'}`);
const socket = join(base, 'host.sock');

export async function fetchNeighbours(chosen: readonly Neighbour[]): Promise<boolean> {
  // HTTPS_PROXY and NO_PROXY count, as they do for npm and Go.
  setGlobalProxyFromEnv();
  const fetchers = { kafka: fetchKafka, s3: fetchS3 };
  for (const name of (['kafka', 's3'] as const).filter((each) => chosen.includes(each))) {
    const begun = performance.now();
    const where = await fetchers[name]();
    console.log(`testbed: ${name} lies in ${where} (${((performance.now() - begun) / 1_000).toFixed(1)} s)`);
  }
  return true;
}

export async function bringUp(chosen: readonly Neighbour[]): Promise<boolean> {
  await ownBase();
  if ((await askHost(socket, 'GET', '/')) === undefined) await startHost();
  await Promise.all(chosen.map((name) => askHost(socket, 'POST', `/${name}`)));
  return status();
}

export async function status(): Promise<boolean> {
  const addresses = await askHost<Partial<Addresses>>(socket, 'GET', '/');
  if (addresses === undefined) {
    console.error('testbed: nothing is up. Start it: npm run testbed -- up');
    return false;
  }
  for (const [name, value] of Object.entries(variablesOf(addresses))) console.log(`${name}=${value}`);
  return true;
}

export async function bringDown(): Promise<boolean> {
  if ((await askHost(socket, 'DELETE', '/')) === undefined) {
    console.error('testbed: nothing is up.');
    return true;
  }
  while ((await askHost(socket, 'GET', '/').catch(() => true)) !== undefined) await delay(pollEveryMs);
  return true;
}

/** The host itself, in the background process that `up` starts. */
export async function serve(): Promise<boolean> {
  await rm(socket, { force: true });
  await using host = await serveHost({ socket, dataDir: base });
  await Promise.race([host.asked, once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  return true;
}

async function startHost(): Promise<void> {
  const logFile = join(base, 'host.log');
  const log = openSync(logFile, 'w');
  const main = join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, [main, 'serve'], { cwd: base, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  child.unref();
  const giveUpAt = performance.now() + hostStartTimeoutMs;
  while ((await askHost(socket, 'GET', '/')) === undefined) {
    if (child.exitCode !== null || performance.now() > giveUpAt) {
      throw new Fault('service.unavailable', `The servers' host did not start. Its log: ${logFile}`);
    }
    await delay(pollEveryMs);
  }
}

/** Everybody may write to the temporary folder: only a folder that is ours is used. */
async function ownBase(): Promise<void> {
  await mkdir(base, { recursive: true });
  const found = await lstat(base);
  if (!found.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid)) {
    throw new Fault(
      'file.unwritable',
      `${base} belongs to somebody else. Remove it, or set TMPDIR to a folder of yours.`,
    );
  }
  await chmod(base, 0o711);
}
