/** The command line of `npm run fleet`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import pc from 'picocolors';
import type { GroupName } from '../programs.ts';
import type { Seen } from './autoscaler.ts';
import { runDemo, type DemoResult } from './demo.ts';
import { scaleFleet, startFleet, type Fleet, type ScalingOptions } from './fleet.ts';
import { plot } from './plot.ts';
import { Screen, tableOf } from './screen.ts';

interface Options {
  readonly dataDir: string;
  readonly max: number;
  readonly spare: number;
  readonly timeFactor: number;
  readonly think: number;
  readonly burst?: number;
  readonly rate: number;
  readonly base: number;
  readonly seconds: number;
  readonly plot?: string;
}

const placesMax = 16;
const stepsPerTurn = 3;
/** Beyond the longest window of the rules. */
const backRulesSeconds = 400;
const backExtraSeconds = 60;

export function program(): Command {
  return new Command('fleet')
    .description(
      'Runs the whole of Safelight on this machine with as many runners, sandboxes and servers of models as the load asks for, by the rules of scaling that are shipped for Kubernetes.',
    )
    .option('--data-dir <folder>', 'keeps everything from one start to the next', '.fleet')
    .option('--max <count>', 'processes of each group at most', whole(1, placesMax), Math.min(placesMax, cores()))
    .option('--spare <count>', 'idle runners beyond the demand; a cluster has 2', whole(0, placesMax), 0)
    .option('--time-factor <times>', 'how much faster the rules’ seconds and windows pass', positive, 20)
    .option(
      '--think <ms>',
      'with --burst: what the policy, which costs nothing, waits before each step',
      whole(0, 60_000),
      800,
    )
    .option(
      '--burst <times>',
      'send a base load, then so many times as much, then the base load; print what came of it',
      positive,
    )
    .option('--rate <turns>', 'turns a second of the base load', positive, 0.2)
    .option('--base <seconds>', 'how long the base load comes before the burst', positive, 10)
    .option('--seconds <seconds>', 'how long the burst lasts', positive, 20)
    .option('--plot <file>', 'an SVG of replicas over time (default: fleet.svg in the data folder)')
    .addHelpText('after', help)
    .action(run);
}

const help = `
Without --burst it runs until Ctrl-C and scales by what you send. Needs PostgreSQL ≥ 15, Java ≥ 17 and an S3 server; what is
missing is said with how to get it. Everything listens on loopback alone. Ctrl-C stops all in order.`;

const cores = (): number => availableParallelism();

function whole(from: number, to: number) {
  return (text: string): number => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= from && value <= to) return value;
    throw new InvalidArgumentError(`Give a whole number from ${from} to ${to}.`);
  };
}

function positive(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= 1000) return value;
  throw new InvalidArgumentError('Give a number above 0, 1000 at most.');
}

async function run(options: Options): Promise<void> {
  const { max, timeFactor, spare, burst, think } = options;
  const screen = new Screen(process.stdout);
  const stopping = new AbortController();
  const interrupted = () => stopping.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupted);
  screen.say(
    `At most ${max} of each group on ${cores()} cores. The shipped rules, ${timeFactor} times as fast: a window of 180 s takes ${(180 / timeFactor).toFixed(0)} s. ${spare} spare runners (a cluster: 2). ${burst === undefined ? '' : `The policy waits ${think} ms a step and costs nothing.`}`,
  );
  await using fleet = await startFleet({
    dataDir: options.dataDir,
    replicasMax: { runner: max, sandbox: max, inference: max },
    policy: burst === undefined ? null : { thinkMs: think, stepsPerTurn },
    traces: burst !== undefined,
    onStep: (what) => screen.say(pc.dim(`starting ${what} …`)),
    onEnd: (name, why, restarts) => screen.say(pc.yellow(`${name} ended (${why}) and is started again (${restarts})`)),
  });
  const startedAt = performance.now();
  const at = () => `${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s`;
  const scaling: Omit<ScalingOptions, 'onMoment'> = {
    ...{ timeFactor, spareReplicas: spare },
    onDecision: (group, from, to, seen) => screen.say(decision(at(), group, [from, to], seen)),
    onTrouble: (group, error) => screen.say(pc.yellow(`${at()}  ${group} stays as it is: ${String(error)}`)),
  };
  if (burst === undefined) await scaleUntilStopped(fleet, options, scaling, screen, stopping.signal);
  else {
    const backSecondsMax = backRulesSeconds / timeFactor + backExtraSeconds;
    const demo = {
      turnsPerSecond: options.rate,
      burstFactor: burst,
      baseSeconds: options.base,
      burstSeconds: options.seconds,
    };
    const onMoment: Parameters<typeof runDemo>[1]['onMoment'] = (moment, phase, load) =>
      screen.show(tableOf(moment, `${phase}, ${load.acknowledged.length} of ${load.asked} turns acknowledged,`));
    const result = await runDemo(fleet, { ...scaling, ...demo, backSecondsMax, onMoment }, stopping.signal);
    const file = options.plot ?? join(options.dataDir, 'fleet.svg');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, plot(result.moments, result.burst));
    screen.show([]);
    screen.say(reportOf(result, file));
    const { lost, doubled, failed } = result.verdict;
    if (lost.length + doubled.length + failed.length > 0) process.exitCode = 1;
  }
  screen.say(pc.dim('stopping …'));
}

async function scaleUntilStopped(
  fleet: Fleet,
  { dataDir }: Options,
  scaling: Omit<ScalingOptions, 'onMoment'>,
  screen: Screen,
  signal: AbortSignal,
): Promise<void> {
  const { baseUrl } = fleet.stack;
  screen.say(
    `REST ${baseUrl}, key ${join(dataDir, 'secrets/api-key')}, logs ${join(dataDir, 'logs')}. Ctrl-C stops it.`,
  );
  await using open = new AsyncDisposableStack();
  open.use(scaleFleet(fleet, { ...scaling, onMoment: (moment) => screen.show(tableOf(moment, '')) }));
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

function decision(at: string, group: GroupName, [from, to]: readonly [number, number], seen: Seen): string {
  const why = `${seen.running.toFixed(1)} running, ${seen.waiting} waiting, ${seen.ready} ready`;
  return `${at}  ${group.padEnd(9)} ${from} → ${to}  ${pc.dim(why)}`;
}

function reportOf({ asked, refused, verdict, scaling, traced, tracedInAll }: DemoResult, file: string): string {
  const seconds = (value: number | null) => (value === null ? 'it never did' : `${value.toFixed(1)} s`);
  const { acknowledged, finished, failed, lost, doubled } = verdict;
  const rows: readonly (readonly [string, string])[] = [
    ['turns asked', String(asked)],
    ['refused or without an answer', refused.length === 0 ? '0' : `${refused.length} (${refused[0]})`],
    ['acknowledged', String(acknowledged)],
    ['finished', String(finished)],
    ['failed', [failed.length, ...failed].join(' ')],
    ['lost', [lost.length, ...lost].join(' ')],
    ['doubled', [doubled.length, ...doubled].join(' ')],
    [
      'most that answered',
      Object.entries(scaling.most)
        .map(([name, count]) => `${count} ${name}`)
        .join(', '),
    ],
    ['scaled out after the burst began', seconds(scaling.outSeconds)],
    ['scaled back in after it ended', seconds(scaling.inSeconds)],
    ['one turn’s trace spans', traced === null ? 'no turn' : `${traced.processes.join(', ')} (${traced.turnId})`],
    ['traces of the burst span', tracedInAll.join(', ')],
    ['replicas over time', file],
  ];
  return ['', ...rows.map(([name, value]) => `  ${name.padEnd(33)} ${value}`), ''].join('\n');
}
