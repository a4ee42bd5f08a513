// npm run testbed -- fetch | up | status | down: the real neighbours, for people.
import { toFault } from '@safelight/core';
import { type Neighbour, neighbours } from './config/env.ts';
import { bringDown, bringUp, fetchNeighbours, serve, status } from './commands.ts';

const usage = `Usage: npm run testbed -- <command>
  fetch [kafka] [s3]     brings the servers into the cache (Maven Central, Go proxy); PostgreSQL comes from your system
  up [pg] [kafka] [s3]   starts them in the background and prints how to reach them; data stays from one up to the next
  status                 prints how to reach those that are up
  down                   stops them`;

const [command = '', ...names] = process.argv.slice(2);
const chosen = neighbours.filter((name) => names.length === 0 || names.includes(name));

const commands: Readonly<Record<string, (chosen: readonly Neighbour[]) => Promise<boolean>>> = {
  fetch: fetchNeighbours,
  up: bringUp,
  status,
  down: bringDown,
  serve,
};
const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
if (run === undefined || names.some((name) => !neighbours.some((known) => known === name))) {
  console.error(usage);
  process.exit(2);
}
try {
  process.exitCode = (await run(chosen)) ? 0 : 1;
} catch (error) {
  console.error(`testbed: ${toFault(error).message}`);
  process.exitCode = 1;
}
