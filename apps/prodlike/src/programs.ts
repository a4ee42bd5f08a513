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
  readonly runners: number;
  readonly egressAllow: readonly string[];
  readonly logLevel: string;
  /** On top of all, such as the back end of the policy. */
  readonly environment: Readonly<Record<string, string>>;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const answerTimeoutMs = 1_000;

/** The services behind the gateway, and the one behind those. */
const inner = ['inference', 'sandbox', 'policy', 'evaluator', 'reflector'] as const;
type Inner = (typeof inner)[number];

/** The script of the gateway, for its commands. */
export const gatewayMain = join(root, 'apps/gateway/src/main.ts');

/** The names under which ports are kept, so that a process comes back where it was. */
export function portNames(runners: number): readonly string[] {
  return [
    ...[...inner, 'inference-http', 'gateway-http', 'gateway-grpc', 'relay-http', 'relay-grpc', 'mcp'],
    ...Array.from({ length: runners }, (_, index) => [`runner-${index + 1}-http`, `runner-${index + 1}-grpc`]).flat(),
  ];
}

/** In the order in which they start. */
export function programsOf(around: Surroundings, security: ServiceSecurity): readonly Program[] {
  const runners = Array.from({ length: around.runners }, (_, index) => index + 1);
  return [
    ...inner.map((name) => service(name, around, security)),
    gateway('gateway-api', 'api', 'gateway', around),
    ...runners.map((number) => gateway(`gateway-runner-${number}`, 'runner', `runner-${number}`, around)),
    gateway('gateway-relay', 'relay', 'relay', around),
    mcp(around),
  ];
}

function service(name: Inner, around: Surroundings, security: ServiceSecurity): Program {
  const prefix = name.toUpperCase();
  const address = addressOf(name, around);
  const keeps = name === 'evaluator' || name === 'reflector';
  const asksNetworks = name === 'evaluator' || name === 'sandbox';
  return {
    ...{ name, address, ...startOf(name), folder: around.dataDir },
    environment: {
      ...commonOf(around),
      [`${prefix}_PORT`]: String(around.ports[name]),
      ...(keeps && { [`${prefix}_DATA_DIR`]: join(around.dataDir, name) }),
      ...(asksNetworks && { INFERENCE_ADDRESS: addressOf('inference', around) }),
      ...(name === 'inference' && { INFERENCE_HTTP_PORT: String(around.ports['inference-http']) }),
      ...(name === 'evaluator' && { KAFKA_BROKERS: around.brokers.join(',') }),
    },
    answers: () => isServing(address, answerTimeoutMs, security),
  };
}

function gateway(name: string, role: string, ports: string, around: Surroundings): Program {
  const { s3 } = around;
  const address = addressOf(`${ports}-http`, around);
  return {
    ...{ name, address, ...startOf('gateway'), folder: around.dataDir },
    environment: {
      ...commonOf(around),
      ...{ GATEWAY_ROLES: role, DATABASE_URL: around.databaseUrl, KAFKA_BROKERS: around.brokers.join(',') },
      GATEWAY_HTTP_PORT: String(around.ports[`${ports}-http`]),
      GATEWAY_GRPC_PORT: String(around.ports[`${ports}-grpc`]),
      ...{ S3_ENDPOINT: s3.endpoint, S3_REGION: s3.region, S3_BUCKET: s3.bucket },
      ...{ S3_ACCESS_KEY_ID: s3.accessKeyId, S3_SECRET_ACCESS_KEY: s3.secretAccessKey },
      ...{ SANDBOX_ADDRESS: addressOf('sandbox', around), POLICY_ADDRESS: addressOf('policy', around) },
      ...{ EVALUATOR_ADDRESS: addressOf('evaluator', around), REFLECTOR_ADDRESS: addressOf('reflector', around) },
      EGRESS_ALLOW: around.egressAllow.join(','),
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
    ...{ name: 'mcp', address, command, folder: around.dataDir },
    args: [...args, 'mcp', '--server', server, '--http-port', String(around.ports['mcp'])],
    environment: around.environment,
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
