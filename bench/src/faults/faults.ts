/**
 * `npm run bench -- faults`: breaks a production-shaped installation in every way of the fault list that fits one machine,
 * and compares what was acknowledged with what came out.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomNumbers } from '@safelight/codec/testing';
import { startStack } from '@safelight/prodlike';
import type { Server } from '@safelight/testbed';
import { Caller } from './api/caller.ts';
import type { Bench, Disturb, Probe } from './bench.ts';
import { check } from './check/check.ts';
import { settle } from './check/settle.ts';
import type { FaultRow, Finding } from './findings.ts';
import { broker } from './inject/broker.ts';
import { egress } from './inject/egress.ts';
import { guardServers } from './inject/guard.ts';
import { images } from './inject/images.ts';
import { startInner } from './inject/inner.ts';
import { kills } from './inject/kills.ts';
import { model } from './inject/model.ts';
import { noise } from './inject/noise.ts';
import { poison } from './inject/poison.ts';
import { stores } from './inject/stores.ts';
import { twice } from './inject/twice.ts';
import { openWay } from './inject/way.ts';
import type { Way } from './inject/way.ts';
import { makeAccount } from './load/accounts.ts';
import type { Outcome, SessionRecord } from './load/ledger.ts';
import { Load } from './load/load.ts';
import { smallPictures } from './load/pictures.ts';
import { play } from './load/play.ts';
import { receiverHost, startReceiver } from './load/receiver.ts';
import { scripts } from './load/script.ts';
import { faultsHelp, readOptions } from './options.ts';
import type { FaultName, FaultOptions } from './options.ts';
import { story, table, told } from './report.ts';
import { rowOf, rowOfAll } from './rows.ts';
import type { Note } from './rows.ts';

const disturbances: Partial<Readonly<Record<FaultName, Disturb>>> = {
  ...{ F1: kills, F2: broker, F3: twice, F4: poison, F5: stores },
};
const probes: Partial<Readonly<Record<FaultName, Probe>>> = {
  ...{ F7: images, F8: egress, F10: noise, F12: model },
};

const playersCount = 5;
const accountsCount = 3;
const settleMsMax = 150_000;

/** @returns the exit code: 0 when nothing was lost or done twice */
export async function faultsCommand(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(faultsHelp);
    return 0;
  }
  let options: FaultOptions;
  try {
    options = readOptions(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${faultsHelp}`);
    return 2;
  }
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'safelight-faults-')));
  const { rows, findings, bench } = await run(options, dataDir);
  const bad = findings.length > 0 || rows.some(({ lost, duplicated }) => lost + duplicated > 0);
  for (const finding of findings) console.log(`\n${story(finding)}`);
  const seconds = Math.round((performance.now() - bench.startedAtMs) / 1000);
  const machine = { cores: cpus().length, cpu: cpus()[0]?.model ?? 'unknown', node: process.version };
  const load = loadavg()[0]!.toFixed(1);
  console.log(`\n${machine.cores} cores, ${machine.cpu}, load ${load}, ${seconds} s, seed ${options.seed}\n`);
  console.log(`${table(rows)}\n`);
  if (bad) console.log(`All logs are in ${dataDir}.\n`);
  else if (options.dataDir === null) await rm(dataDir, { recursive: true, force: true });
  const { injections } = bench;
  console.log(
    JSON.stringify({ machine, load, seed: options.seed, seconds, rows, findings, injections: injections.length }),
  );
  return bad ? 1 : 0;
}

async function run(
  options: FaultOptions,
  dataDir: string,
): Promise<{ readonly rows: readonly FaultRow[]; readonly findings: readonly Finding[]; readonly bench: Bench }> {
  const startedAtMs = performance.now();
  const say = (text: string): void => console.error(`${elapsed(startedAtMs)} ${text}`);
  await using open = new AsyncDisposableStack();
  const receiver = open.use(await startReceiver());
  const inner = open.use(await startInner());
  const deaths: string[] = [];
  let wayToS3: Way | null = null;
  say(`starting an installation in ${dataDir}`);
  const stack = open.use(
    await startStack({
      ...{ dataDir, egressAllow: [`${receiverHost}/32`] },
      environment: { EGRESS_PORTS: [receiver.port, inner.port, inner.redirectPort].join(',') },
      s3Through: async (endpoint) => (wayToS3 = open.use(await openWay(endpoint))).endpoint,
      onEnd: (name, why) => {
        if (why.includes('SIGKILL')) return;
        deaths.push(name);
        say(`${name} ended by itself: ${why}`);
      },
    }),
  );
  const operator = new Caller(stack.baseUrl, stack.apiKey);
  const accounts = await Promise.all(
    Array.from({ length: accountsCount }, (_, index) =>
      makeAccount(operator, { baseUrl: stack.baseUrl, receiver }, `tenant-${index + 1}`),
    ),
  );
  const bench: Bench = {
    ...{
      options,
      stack,
      operator,
      accounts,
      receiver,
      inner,
      deaths,
      startedAtMs,
      say,
      wayToS3: wayToS3!,
      injections: [],
      down: new Set<Server>(),
    },
    ...{ pictures: await smallPictures(), ledger: { sessions: [], refused: [], webhooks: [] } },
    random: randomNumbers(options.seed),
    inject(fault, what, after = null) {
      const injection = { atMs: performance.now() - startedAtMs, fault, what, after };
      bench.injections.push(injection);
      console.error(told(injection));
    },
  };
  open.use(guardServers(bench));
  say('the undisturbed run');
  const references = await undisturbed(bench);
  const asked = options.only;
  const notes = await disturb(
    bench,
    asked.filter((name) => disturbances[name] !== undefined),
  );
  say('waiting until nothing is left to do');
  const waiting = await settle({ databaseAdminUrl: stack.databaseAdminUrl, brokers: stack.kafka.brokers }, settleMsMax);
  say(`comparing; still waiting: ${JSON.stringify(waiting)}`);
  const { ledger, injections } = bench;
  const evidence = { ledger, accounts, references, receiver, injections, startedAtMs };
  const where = { databaseAdminUrl: stack.databaseAdminUrl, reflectorDir: join(dataDir, 'reflector') };
  const failures = [...notes].flatMap(([phase, { failure }]): readonly Finding[] =>
    failure === undefined ? [] : [{ kind: 'lost', phase, what: failure, where: 'the bus', meanwhile: [] }],
  );
  const findings = [...(await check({ ...evidence, ...where })), ...failures];
  const rows = ['none', ...notes.keys()].map((fault) => rowOf(bench, findings, fault, notes.get(fault)));
  rows.push(rowOfAll(bench, findings));
  for (const name of asked) {
    const probe = probes[name];
    if (probe === undefined) continue;
    say(`${name} …`);
    rows.push(await probe(bench));
  }
  return { rows, findings, bench };
}

/** Each script once, in quiet: what every later session of it must come to. */
async function undisturbed({ accounts, pictures, ledger }: Bench): Promise<ReadonlyMap<string, Outcome>> {
  const outcomes = await Promise.all(
    scripts.map(async (script, index) => {
      const record: SessionRecord = await play({
        ...{ script, phase: 'none', account: accounts[index % accounts.length]! },
        picture: pictures.find(({ name }) => name === script.picture)!,
        onEvent: () => undefined,
        onSession: (begun) => ledger.sessions.push(begun),
      });
      if (record.outcome === null) throw new Error(`Undisturbed, “${script.name}” came to no end: ${record.stuck}`);
      return [script.name, record.outcome] as const;
    }),
  );
  return new Map(outcomes);
}

async function disturb(bench: Bench, names: readonly FaultName[]): Promise<ReadonlyMap<string, Note>> {
  const notes = new Map<string, Note>();
  const [first] = names;
  if (first === undefined) return notes;
  const { accounts, pictures, ledger } = bench;
  await using load = new Load({ accounts, pictures, ledger, players: playersCount }, first);
  const later: Promise<void>[] = [];
  for (const name of names) {
    bench.say(`${name} …`);
    await load.enter(name);
    const { later: shown, ...done } = await disturbances[name]!(bench, load);
    notes.set(name, done);
    if (shown === undefined) continue;
    later.push(
      shown.then(
        (note) => void notes.set(name, { ...done, note }),
        (error: unknown) => void notes.set(name, { ...done, failure: String(error) }),
      ),
    );
  }
  await Promise.all(later);
  bench.say('letting the load end');
  return notes;
}

function elapsed(sinceMs: number): string {
  return `${((performance.now() - sinceMs) / 1000).toFixed(1).padStart(6)} s `;
}
