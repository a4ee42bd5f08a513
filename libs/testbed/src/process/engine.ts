import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { readEnv } from '../config/env.ts';

const connectTimeoutMs = 2_000;
const connect = `require('net').connect(process.argv[1]).on('connect', () => process.exit(0)).on('error', () => process.exit(1))`;

/**
 * Whether a container engine listens here. Synchronous, because a test file must know before it names its tests; asked
 * only where a server is not on the machine.
 */
export function hasContainerEngine(): boolean {
  const { DOCKER_HOST, XDG_RUNTIME_DIR } = readEnv();
  if (DOCKER_HOST !== undefined && !DOCKER_HOST.startsWith('unix://')) return true;
  const sockets =
    DOCKER_HOST === undefined
      ? [
          '/var/run/docker.sock',
          join(XDG_RUNTIME_DIR ?? '/run', 'docker.sock'),
          join(homedir(), '.docker/run/docker.sock'),
        ]
      : [DOCKER_HOST.slice('unix://'.length)];
  return sockets.some(
    (path) =>
      existsSync(path) &&
      spawnSync(process.execPath, ['-e', connect, path], { timeout: connectTimeoutMs }).status === 0,
  );
}
