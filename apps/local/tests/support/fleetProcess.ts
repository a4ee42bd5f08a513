/** The fleet as a process of its own, that tests may kill. Prints one JSON line when it serves, or why it does not. */
import { toFault } from '@safelight/core';
import { silentLogger } from '@safelight/service-kit';
import { startLocalFleet } from '../../src/index.ts';

const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error('Name the data folder.');

try {
  const fleet = await startLocalFleet({ dataDir, logger: silentLogger, engineWorkers: 1 });
  console.log(JSON.stringify({ baseUrl: fleet.baseUrl, apiKey: fleet.apiKey }));
  process.once('SIGTERM', () => void fleet[Symbol.asyncDispose]());
} catch (error) {
  const { code, message } = toFault(error);
  console.log(JSON.stringify({ code, message }));
  process.exitCode = 1;
}
