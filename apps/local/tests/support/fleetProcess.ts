/**
 * The fleet as a process of its own, that tests may kill, with its own policy or a scripted one. Prints one JSON line when it serves, or why it does
 * not.
 */
import { toFault } from '@safelight/core';
import { silentLogger } from '@safelight/service-kit';
import { startLocalFleet } from '../../src/index.ts';
import { edit, finish, scriptedPolicy, stepsOfRound } from './policy.ts';

/** Makes a turn take every stride that there is: it looks, takes two steps, and reflects from the original. */
const thorough = scriptedPolicy((request) => {
  const { original, rounds, seed } = request;
  const looks = seed === 7 && original.regions.length === 0;
  if (looks) return { type: 'look', regions: ['sky'], scene: false };
  const taken = stepsOfRound(request);
  if (taken === 2) return finish();
  const base = taken === 0 && rounds.length > 0 ? { base: original.recipe } : {};
  return edit([{ tool: taken === 0 ? 'exposure' : 'contrast', value: ((seed % 7) + rounds.length + 1) / 10 }], base);
});

const [dataDir, decides] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('Name the data folder.');

try {
  const fleet = await startLocalFleet({
    ...{ dataDir, logger: silentLogger, engineWorkers: 1 },
    ...(decides === 'scripted' && { policy: thorough.start }),
  });
  console.log(JSON.stringify({ baseUrl: fleet.baseUrl, apiKey: fleet.apiKey }));
  process.once('SIGTERM', () => void fleet[Symbol.asyncDispose]());
} catch (error) {
  const { code, message } = toFault(error);
  console.log(JSON.stringify({ code, message }));
  process.exitCode = 1;
}
