import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SecuredProtocol } from './kafka.ts';

export interface ConfigurationOptions {
  readonly host: string;
  readonly port: number;
  readonly controllerPort: number;
  /** More listeners: protocol and `host:port`. */
  readonly secured: readonly (readonly [SecuredProtocol, string])[];
  /** Settings over these. */
  readonly properties: Readonly<Record<string, string>>;
}

/** The files a broker starts from. */
export interface Configuration {
  readonly propertiesFile: string;
  readonly loggingFile: string;
  readonly logDir: string;
}

export async function writeConfiguration(folder: string, options: ConfigurationOptions): Promise<Configuration> {
  const logDir = join(folder, 'data');
  const propertiesFile = join(folder, 'server.properties');
  const loggingFile = join(folder, 'log4j2.properties');
  const lines = Object.entries({ ...commonProperties, ...local(logDir, options), ...options.properties });
  await mkdir(logDir, { recursive: true, mode: 0o700 });
  await writeFile(propertiesFile, lines.map(([key, value]) => `${key}=${value}\n`).join(''));
  await writeFile(loggingFile, logging);
  return { propertiesFile, loggingFile, logDir };
}

function local(logDir: string, options: ConfigurationOptions): Readonly<Record<string, string>> {
  const { host, port, controllerPort, secured } = options;
  const more = secured.map(([protocol, address]) => `,${protocol}://${address}`).join('');
  const map = [
    'CONTROLLER:PLAINTEXT',
    'PLAINTEXT:PLAINTEXT',
    ...secured.map(([protocol]) => `${protocol}:${protocol}`),
  ];
  return {
    'controller.quorum.bootstrap.servers': `${host}:${controllerPort}`,
    listeners: `PLAINTEXT://${host}:${port},CONTROLLER://${host}:${controllerPort}${more}`,
    'listener.security.protocol.map': map.join(','),
    'log.dirs': logDir,
  };
}

/** What holds for a broker of this machine and for one in a container. */
export const commonProperties: Readonly<Record<string, string>> = {
  'process.roles': 'broker,controller',
  'node.id': '1',
  'controller.listener.names': 'CONTROLLER',
  'auto.create.topics.enable': 'false',
  // One broker holds the one copy of everything.
  'offsets.topic.replication.factor': '1',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
  'share.coordinator.state.topic.replication.factor': '1',
  'share.coordinator.state.topic.min.isr': '1',
  // Fifty partitions of each by default: seconds for nothing at the first consumer.
  'offsets.topic.num.partitions': '4',
  'transaction.state.log.num.partitions': '4',
  'share.coordinator.state.topic.num.partitions': '1',
  // Members of a group in a test come one by one; three seconds of waiting for more would be each test's.
  'group.initial.rebalance.delay.ms': '0',
  // After SIGKILL the broker waits until its former session has ended: nine seconds by default.
  'broker.session.timeout.ms': '2000',
  'broker.heartbeat.interval.ms': '500',
  // 128 MB of the heap by default.
  'log.cleaner.dedupe.buffer.size': '8388608',
};

const logging = `rootLogger.level=WARN
rootLogger.appenderRef.console.ref=console
appender.console.type=Console
appender.console.name=console
appender.console.target=SYSTEM_ERR
appender.console.layout.type=PatternLayout
appender.console.layout.pattern=%d{ISO8601} %p %c{1}: %m%n
`;
