import { join } from 'node:path';
import { Fault } from '@safelight/core';
import { startLocalFleet, type Fleet } from '@safelight/local';
import { silentLogger } from '@safelight/service-kit';
import { defaultDataDir, judgeSettings, policyBackend } from '../config/env.ts';
import { warn } from '../terminal.ts';

/**
 * Opens the fleet on the user's data folder, so that edits of the same photo and sentence meet in the reflector. While
 * another edit holds the folder this one takes a temporary one.
 */
export async function openFleet(): Promise<Fleet> {
  const dataDir = join(defaultDataDir(), 'shell');
  const [backend, judge] = [await policyBackend(), await judgeSettings()];
  try {
    return await startLocalFleet({ dataDir, logger: silentLogger, backend, judge });
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code !== 'data.locked') throw thrown;
    warn('another edit is running; this one keeps its session in a temporary folder.');
    return startLocalFleet({ dataDir: null, logger: silentLogger, backend, judge });
  }
}
