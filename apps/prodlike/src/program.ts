/** The command line of `npm run prod-like`. */
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import pc from 'picocolors';
import { startStack } from './stack.ts';
import type { Stack } from './stack.ts';

interface Options {
  readonly dataDir: string;
  readonly runners: number;
  readonly allow: readonly string[];
}

const runnersMax = 16;

export function program(): Command {
  return new Command('prod-like')
    .description(
      'Runs the whole of Safelight as in production, on this machine: PostgreSQL, Kafka, S3, and every service as a process of its own that is started again when it dies.',
    )
    .option('--data-dir <folder>', 'keeps everything from one start to the next', '.prod-like')
    .option('--runners <count>', 'processes that run turns', count, 2)
    .option('--allow <address...>', 'addresses or ranges that webhooks may reach although they are not public', [
      '127.0.0.1/32',
    ])
    .addHelpText('after', help)
    .action(run);
}

const help = `
Needs PostgreSQL ≥ 15, Java ≥ 17 and an S3 server; what is missing is said with how to get it. Everything listens on
loopback alone. Ctrl-C stops all in order. docs/operate.md goes through it step by step.`;

function count(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= runnersMax) return value;
  throw new InvalidArgumentError(`Give a whole number from 1 to ${runnersMax}.`);
}

async function run({ dataDir, runners, allow }: Options): Promise<void> {
  const began = performance.now();
  await using stack = await startStack({
    ...{ dataDir, replicas: { runner: runners }, egressAllow: allow, revives: true },
    onStep: (what) => process.stdout.write(`${pc.dim(`starting ${what} …`)}\n`),
    onEnd: (name, why, restarts) =>
      process.stdout.write(
        `${pc.yellow(name)} ended (${why}) and is started again, for the ${ordinal(restarts)} time\n`,
      ),
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`${table(stack, dataDir)}\n${pc.bold(`Ready after ${seconds} s.`)} Ctrl-C stops it.\n`);
  await new Promise<void>((resolveStop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolveStop());
  });
  process.stdout.write(`${pc.dim('stopping …')}\n`);
}

function table(stack: Stack, dataDir: string): string {
  const servers = [
    ['postgresql', stack.postgres.pid, new URL(stack.postgres.adminUrl).host],
    ['kafka', stack.kafka.pid, stack.kafka.brokers.join(',')],
    ['s3', stack.s3.pid, new URL(stack.s3.endpoint).host],
  ] as const;
  const rows = [...servers, ...stack.members.map(({ name, pid, address }) => [name, pid, address] as const)];
  const lines = rows.map(
    ([name, pid, address]) => `  ${name.padEnd(18)} ${String(pid ?? '-').padStart(7)}  ${address}`,
  );
  return [
    '',
    pc.dim(`  ${'process'.padEnd(18)} ${'pid'.padStart(7)}  address`),
    ...lines,
    '',
    `  REST   ${stack.baseUrl}`,
    `  gRPC   ${stack.grpcAddress}`,
    `  MCP    ${stack.mcpUrl}`,
    `  key    ${join(dataDir, 'secrets/api-key')}`,
    `  logs   ${join(dataDir, 'logs')}`,
    '',
    '  Try it:',
    `    export SAFELIGHT_SERVER=${stack.baseUrl} SAFELIGHT_API_KEY=$(cat ${join(dataDir, 'secrets/api-key')})`,
    '    npm run edit -- fixtures/photos/wren.jpg "a bit brighter and warmer"',
    '    kill -9 <any pid above>',
    '',
  ].join('\n');
}

function ordinal(number: number): string {
  const rest = number % 100;
  const ending = rest > 10 && rest < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${number}${ending}`;
}
