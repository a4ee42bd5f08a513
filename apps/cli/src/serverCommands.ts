/** Commands that speak with a server, or are one for other agents. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { CreateKeyOptions } from './commands/account.ts';
import type { DoctorOptions } from './commands/doctor.ts';
import type { McpOptions } from './commands/mcp.ts';
import type { UndoOptions } from './commands/sessions.ts';
import type { ServerOptions } from './remote/server.ts';

export const serverOption = (): Option =>
  new Option(
    '--server <url>',
    'work on this server (default: SAFELIGHT_SERVER); its key: SAFELIGHT_API_KEY, or a file',
  );

function whole(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It takes a whole number from ${min} to ${max}.`);
  };
}

const collect = (text: string, texts: readonly string[] = []): readonly string[] => [...texts, text];
const account = () => import('./commands/account.ts');
const sessions = () => import('./commands/sessions.ts');

export function addServerCommands(safelight: Command): void {
  safelight
    .command('session')
    .description('shows a session of a server: its turns, their states and scores')
    .argument('<session>', 'as "edit --json" tells it')
    .addOption(serverOption())
    .option('--json', 'as JSON')
    .action(async (id: string, options: ServerOptions & { json?: true }) =>
      (await sessions()).showSession(id, options),
    );

  safelight
    .command('undo')
    .description('goes back in a session of a server; nothing is lost')
    .argument('<session>')
    .option('--times <count>', 'so many changes', whole(1, 1_000), 1)
    .option('-o, --output <file.jpg>', 'write the photo as it is then')
    .option('--force', 'replace the output when it is there')
    .addOption(serverOption())
    .action(async (id: string, options: UndoOptions) => (await sessions()).undo(id, options));

  safelight
    .command('branch')
    .description('opens another session that begins with a state of this one, and prints its id')
    .argument('<session>')
    .option('--at <event>', 'sequence number of the state (default: the newest)', whole(1, 2 ** 31 - 1))
    .addOption(serverOption())
    .action(async (id: string, options: ServerOptions & { at?: number }) => (await sessions()).branch(id, options));

  safelight
    .command('doctor')
    .description('checks this machine, or a server, and says what is wrong and what to do')
    .option('--data <folder>', 'data folder of "safelight serve" (default: the one that it uses)')
    .addOption(serverOption())
    .option('--json', 'one JSON object')
    .addHelpText(
      'after',
      '\nWith the variables of a gateway in the environment (DATABASE_URL, KAFKA_BROKERS, S3_BUCKET, SANDBOX_ADDRESS …)\nit also asks the database, Kafka, the blob store and the other services. Exit code 1: something is wrong.',
    )
    .action(async (options: DoctorOptions) => (await import('./commands/doctor.ts')).doctor(options));

  addAccount(safelight);

  safelight
    .command('mcp')
    .description('offers editing to other agents by the Model Context Protocol, over stdio or HTTP')
    .option('--root <folder>', 'photos may be named by path below this folder (stdio; default: the working folder)')
    .option('--http-port <number>', 'streamable HTTP on this port; 0 takes a free one', whole(0, 65_535))
    .option('--host <address>', 'address for HTTP', '127.0.0.1')
    .option('--allow-host <name>', 'host name under which HTTP callers may come; may be given again', collect)
    .addOption(serverOption())
    .addHelpText(
      'after',
      '\nExamples:\n  safelight mcp --root ~/Pictures\n  safelight mcp --http-port 3333 --server https://safelight.example',
    )
    .action(async (options: McpOptions) => (await import('./commands/mcp.ts')).mcp(options));
}

function addAccount(safelight: Command): void {
  const keys = safelight.command('keys').description('the API keys of an account');
  keys
    .command('list', { isDefault: true })
    .addOption(serverOption())
    .option('--json', 'one JSON object a line')
    .action(async (options: ServerOptions & { json?: true }) => (await account()).listKeys(options));
  keys
    .command('create')
    .description('makes a key; its secret is the only line of stdout')
    .argument('<name>', 'what it is for')
    .requiredOption('--scope <scope>', 'read, edit, evaluate, admin or platform; may be given again', collect)
    .option('--expires <time>', 'ISO 8601, such as 2027-01-01T00:00:00Z')
    .addOption(serverOption())
    .action(async (name: string, options: CreateKeyOptions) => (await account()).createKey(name, options));
  keys
    .command('rotate')
    .argument('<key>', 'its id')
    .option('--overlap <seconds>', 'how long the old one still works', whole(0, 31_536_000))
    .addOption(serverOption())
    .action(async (id: string, options: ServerOptions & { overlap?: number }) =>
      (await account()).rotateKey(id, options),
    );
  keys
    .command('revoke')
    .argument('<key>', 'its id')
    .addOption(serverOption())
    .action(async (id: string, options: ServerOptions) => (await account()).revokeKey(id, options));

  safelight
    .command('usage')
    .description('what an account used this month and what is left')
    .addOption(new Option('--by <what>', 'groups').choices(['day', 'key']).default('day'))
    .option('--json', 'as JSON')
    .addOption(serverOption())
    .action(async (options: ServerOptions & { json?: true; by: 'day' | 'key' }) =>
      (await account()).showUsage(options),
    );

  const webhooks = safelight.command('webhooks').description('where a server sends the events of an account');
  webhooks
    .command('list', { isDefault: true })
    .addOption(serverOption())
    .option('--json', 'one JSON object a line')
    .action(async (options: ServerOptions & { json?: true }) => (await account()).listWebhooks(options));
  webhooks
    .command('create')
    .description('has events sent to an address; the secret that signs is the only line of stdout')
    .argument('<url>')
    .option('--event <type>', 'only these, such as turn.finished; may be given again', collect)
    .addOption(serverOption())
    .action(async (url: string, options: ServerOptions & { event?: string[] }) =>
      (await account()).createWebhook(url, options),
    );
  for (const [name, what] of [
    ['delete', 'deleteWebhook'],
    ['test', 'testWebhook'],
  ] as const) {
    webhooks
      .command(name)
      .argument('<webhook>', 'its id')
      .addOption(serverOption())
      .action(async (id: string, options: ServerOptions) => (await account())[what](id, options));
  }
}
