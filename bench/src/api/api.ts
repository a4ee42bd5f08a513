/**
 * `npm run bench -- api`: what the platform costs, on the embedded default and on real PostgreSQL, Kafka and S3. The
 * gateway has a process of its own; the load comes from this one.
 */
import { cpus, loadavg } from 'node:os';
import { goalMet, table, type Row } from '../row.ts';
import { openGround, type Ground, type GroundRoles } from './ground.ts';
import { measureFollow } from './measure/follow.ts';
import { measureHello, measureLimiter, measureRead } from './measure/read.ts';
import { measureSoak } from './measure/soak.ts';
import { measureTurn } from './measure/turn.ts';
import { measureUpload } from './measure/upload.ts';
import { apiHelp, readOptions, type ApiOptions, type GroundName, type PartName } from './options.ts';

type Measure = (ground: Ground, options: ApiOptions) => Promise<readonly Row[]>;

const measures: Readonly<Record<PartName, readonly Measure[]>> = {
  hello: [measureHello],
  read: [measureRead],
  limiter: [measureLimiter],
  upload: [measureUpload],
  turn: [measureTurn],
  follow: [measureFollow(10), measureFollow(1)],
  soak: [measureSoak],
};

type Told = Row & { readonly bench: string };

/** @returns the exit code: 0 when every goal is met */
export async function apiCommand(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(apiHelp);
    return 0;
  }
  let options: ApiOptions;
  try {
    options = readOptions(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${apiHelp}`);
    return 2;
  }
  const rows: Told[] = [];
  for (const name of options.grounds) rows.push(...(await measureOn(name, options)));
  const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version };
  const load = loadavg()[0]!.toFixed(1);
  console.log(`\n${machine.cores} cores, ${machine.cpu}, Node ${machine.node}, load ${load}\n`);
  for (const name of options.grounds) {
    console.log(`${titles[name]}\n\n${table(rows.filter(({ bench }) => bench === `api ${name}`))}\n`);
  }
  console.log(JSON.stringify({ machine, load, rows: rows.map((row) => ({ ...row, met: goalMet(row) })) }));
  return rows.some((row) => goalMet(row) === false) ? 1 : 0;
}

const titles: Readonly<Record<GroundName, string>> = {
  embedded: 'The embedded default: PGlite, a log in the database, files.',
  real: 'PostgreSQL, Kafka and S3.',
};

async function measureOn(name: GroundName, options: ApiOptions): Promise<readonly Told[]> {
  // Followers get a gateway that has done nothing before and runs no turns: its memory is theirs.
  const alone = options.parts.filter((part) => part === 'follow');
  const together = options.parts.filter((part) => part !== 'follow');
  return [
    ...(await measureParts(name, options, together, ['api', 'runner', 'relay'])),
    ...(await measureParts(name, options, alone, ['api', 'relay'])),
  ];
}

async function measureParts(
  name: GroundName,
  options: ApiOptions,
  parts: readonly PartName[],
  roles: GroundRoles,
): Promise<readonly Told[]> {
  if (parts.length === 0) return [];
  console.error(`api: starting ${name} …`);
  await using ground = await openGround(name, roles);
  const rows: Told[] = [];
  for (const part of parts) {
    console.error(`api: ${part} …`);
    for (const measure of measures[part]) {
      for (const row of await measure(ground, options)) rows.push({ bench: `api ${name}`, ...row });
    }
  }
  return rows;
}
