/** Which processes an installation has, with what each is told by its environment. */
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isServing } from '@safelight/service-kit';
import type { ServiceSecurity } from '@safelight/service-kit';

export interface Program {
  /** `gateway-api`, `gateway-runner-1`, … */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  /** For people: what it listens on. */
  readonly address: string;
  /** Null: nobody asks for them. */
  readonly metricsUrl: string | null;
  answers(): Promise<boolean>;
}

/** Where the real parts are, in the variables of the services. */
export interface Surroundings {
  readonly databaseUrl: string;
  readonly brokers: readonly string[];
  readonly s3: {
    readonly endpoint: string;
    readonly region: string;
    readonly bucket: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  };
  readonly serviceToken: string;
  readonly dataDir: string;
  /** Of loopback; every process gets those of its name. */
  readonly ports: Readonly<Record<string, number>>;
  readonly places: Places;
  readonly egressAllow: readonly string[];
  readonly logLevel: string;
  /** On top of all, such as the back end of the policy. */
  readonly environment: Readonly<Record<string, string>>;
  /** On top of that, by the process's name: what each is told alone. */
  readonly environmentOf: (name: string) => Readonly<Record<string, string>>;
  /** `host:port` of a policy that is not started here. */
  readonly policyAddress: string | null;
}

/** The groups whose size may change while the installation runs. */
export const groupNames = ['runner', 'sandbox', 'inference'] as const;
export type GroupName = (typeof groupNames)[number];

/** How many of each group may run at once: each has ports of its own, and its callers know them all from the start. */
export type Places = Readonly<Record<GroupName, number>>;

export interface Programs {
  /** One process each. In the order in which they start. */
  readonly single: readonly Program[];
  /** As many as there are places. */
  readonly groups: Readonly<Record<GroupName, readonly Program[]>>;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const answerTimeoutMs = 1_000;

/** The services behind the gateway that run once. */
const inner = ['policy', 'evaluator', 'reflector'] as const;
type Inner = (typeof inner)[number] | 'sandbox' | 'inference';

/** The script of the gateway, for its commands. */
export const gatewayMain = join(root, 'apps/gateway/src/main.ts');

/** The names under which ports are kept, so that a process comes back where it was. */
export function portNames(places: Places): readonly string[] {
  return [
    ...[...inner, 'gateway-http', 'gateway-grpc', 'relay-http', 'relay-grpc', 'mcp'],
    ...numbers(places.runner).flatMap((number) => [`runner-${number}-http`, `runner-${number}-grpc`]),
    ...numbers(places.sandbox).flatMap((number) => [nameOf('sandbox', number), `${nameOf('sandbox', number)}-metrics`]),
    ...numbers(places.inference).flatMap((number) => [
      nameOf('inference', number),
      `${nameOf('inference', number)}-http`,
    ]),
  ];
}

export function programsOf(around: Surroundings, security: ServiceSecurity): Programs {
  const { places, policyAddress } = around;
  const each = (group: 'sandbox' | 'inference') =>
    numbers(places[group]).map((number) => service(group, nameOf(group, number), around, security));
  return {
    single: [
      ...inner
        .filter((name) => name !== 'policy' || policyAddress === null)
        .map((name) => service(name, name, around, security)),
      gateway('gateway-api', 'api', 'gateway', around),
      gateway('gateway-relay', 'relay', 'relay', around),
      mcp(around),
    ],
    groups: {
      runner: numbers(places.runner).map((number) =>
        gateway(`gateway-runner-${number}`, 'runner', `runner-${number}`, around),
      ),
      sandbox: each('sandbox'),
      inference: each('inference'),
    },
  };
}

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

/** `sandbox`, `sandbox-2`, … */
const nameOf = (group: 'sandbox' | 'inference', number: number): string =>
  number === 1 ? group : `${group}-${number}`;

function service(app: Inner, name: string, around: Surroundings, security: ServiceSecurity): Program {
  const prefix = app.toUpperCase();
  const address = addressOf(name, around);
  const keeps = app === 'evaluator' || app === 'reflector';
  const asksNetworks = app === 'evaluator' || app === 'sandbox';
  const metricsPort = app === 'inference' ? around.ports[`${name}-http`] : around.ports[`${name}-metrics`];
  return {
    ...{ name, address, ...startOf(app), folder: around.dataDir },
    metricsUrl: metricsPort === undefined ? null : `http://127.0.0.1:${metricsPort}/metrics`,
    environment: {
      ...commonOf(around),
      [`${prefix}_PORT`]: String(around.ports[name]),
      ...(keeps && { [`${prefix}_DATA_DIR`]: join(around.dataDir, app) }),
      ...(asksNetworks && { INFERENCE_ADDRESS: addressesOf('inference', around) }),
      ...(app === 'inference' && { INFERENCE_HTTP_PORT: String(metricsPort) }),
      ...(app === 'sandbox' && { METRICS_PORT: String(metricsPort) }),
      ...(app === 'evaluator' && { KAFKA_BROKERS: around.brokers.join(',') }),
      ...around.environmentOf(name),
    },
    answers: () => isServing(address, answerTimeoutMs, security),
  };
}

function gateway(name: string, role: string, ports: string, around: Surroundings): Program {
  const { s3 } = around;
  const address = addressOf(`${ports}-http`, around);
  return {
    ...{ name, address, ...startOf('gateway'), folder: around.dataDir, metricsUrl: `http://${address}/metrics` },
    environment: {
      ...commonOf(around),
      ...{ GATEWAY_ROLES: role, DATABASE_URL: around.databaseUrl, KAFKA_BROKERS: around.brokers.join(',') },
      GATEWAY_HTTP_PORT: String(around.ports[`${ports}-http`]),
      GATEWAY_GRPC_PORT: String(around.ports[`${ports}-grpc`]),
      ...{ S3_ENDPOINT: s3.endpoint, S3_REGION: s3.region, S3_BUCKET: s3.bucket },
      ...{ S3_ACCESS_KEY_ID: s3.accessKeyId, S3_SECRET_ACCESS_KEY: s3.secretAccessKey },
      ...{ SANDBOX_ADDRESS: addressesOf('sandbox', around) },
      POLICY_ADDRESS: around.policyAddress ?? addressOf('policy', around),
      ...{ EVALUATOR_ADDRESS: addressOf('evaluator', around), REFLECTOR_ADDRESS: addressOf('reflector', around) },
      EGRESS_ALLOW: around.egressAllow.join(','),
      ...around.environmentOf(name),
    },
    answers: () => isAlive(`http://${address}/healthz`),
  };
}

/** The command line's own command, as a process that other agents talk to; callers bring their keys. */
function mcp(around: Surroundings): Program {
  const address = addressOf('mcp', around);
  const server = `http://${addressOf('gateway-http', around)}`;
  const { command, args } = startOf('cli');
  return {
    ...{ name: 'mcp', address, command, metricsUrl: null, folder: around.dataDir },
    args: [...args, 'mcp', '--server', server, '--http-port', String(around.ports['mcp'])],
    environment: { ...around.environment, ...around.environmentOf('mcp') },
    answers: () => listens(around.ports['mcp']!),
  };
}

function commonOf({ logLevel, serviceToken, environment }: Surroundings): Readonly<Record<string, string>> {
  return { LOG_LEVEL: logLevel, SERVICE_TOKEN: serviceToken, ...environment };
}

/** The same Node that runs this. */
function startOf(app: string): Pick<Program, 'command' | 'args'> {
  return { command: process.execPath, args: [join(root, 'apps', app, 'src/main.ts')] };
}

function addressOf(name: string, { ports }: Surroundings): string {
  return `127.0.0.1:${ports[name]!}`;
}

/** Those of every place, whoever stands there at the moment: calls go in turn to those that answer. */
function addressesOf(group: 'sandbox' | 'inference', around: Surroundings): string {
  const addresses = numbers(around.places[group]).map((number) => addressOf(nameOf(group, number), around));
  return addresses.length === 1 ? addresses[0]! : `ipv4:${addresses.join(',')}`;
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: answerTimeoutMs });
    const end = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}

async function isAlive(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(answerTimeoutMs) }).then(
    (response) => response.ok,
    () => false,
  );
}
