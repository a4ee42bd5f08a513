import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Fault } from '@safelight/core';
import { dataFolder, remembered } from '../process/dataFolder.ts';
import { LocalServer } from '../process/localServer.ts';
import { freePorts } from '../process/ports.ts';
import type { KafkaInstallation } from './find.ts';
import type { Kafka, KafkaOptions } from './kafka.ts';
import { brokerCount } from './metadata.ts';

const host = '127.0.0.1';

/** Kafka's own scripts take G1 and a gigabyte; a single broker with little to do starts sooner and stays smaller so. */
const jvm = ['-Xmx384m', '-XX:+UseSerialGC', '-XX:-UsePerfData', '-Djava.awt.headless=true'];

const logging = `rootLogger.level=WARN
rootLogger.appenderRef.console.ref=console
appender.console.type=Console
appender.console.name=console
appender.console.target=SYSTEM_ERR
appender.console.layout.type=PatternLayout
appender.console.layout.pattern=%d{ISO8601} %p %c{1}: %m%n
`;

class LocalKafka extends LocalServer implements Kafka {
  readonly brokers: readonly string[];

  constructor(options: ConstructorParameters<typeof LocalServer>[0], port: number) {
    super(options);
    this.brokers = [`${host}:${port}`];
  }
}

/** Starts one broker, which is its own controller, from the jars of the cache. */
export async function startLocalKafka(
  { java, folder: jars }: KafkaInstallation,
  options: KafkaOptions,
): Promise<Kafka> {
  const folder = await dataFolder(options.dataDir);
  const propertiesFile = join(folder.path, 'server.properties');
  const loggingFile = join(folder.path, 'log4j2.properties');
  const logDir = join(folder.path, 'data');
  const { port, controllerPort, clusterId } = await remembered(folder, async () => {
    const [first, second] = await freePorts(2);
    return { port: first!, controllerPort: second!, clusterId: randomBytes(16).toString('base64url') };
  });
  await mkdir(logDir, { recursive: true, mode: 0o700 });
  await writeFile(loggingFile, logging);
  const properties = { ...defaults(port, controllerPort, logDir), ...options.properties };
  await writeFile(
    propertiesFile,
    Object.entries(properties)
      .map(([key, value]) => `${key}=${value}\n`)
      .join(''),
  );
  const java17 = [...jvm, `-Dlog4j2.configurationFile=${loggingFile}`, '-cp', join(jars, '*')];

  if (!existsSync(join(logDir, 'meta.properties'))) {
    const format = ['kafka.tools.StorageTool', 'format', '--standalone', '-t', clusterId, '-c', propertiesFile];
    await promisify(execFile)(java, [...java17, ...format]).catch((cause: { readonly stderr?: string }) => {
      throw new Fault('service.unavailable', `Kafka's storage cannot be formatted: ${cause.stderr ?? ''}`, { cause });
    });
  }
  const launch = { command: java, args: [...java17, 'kafka.Kafka', propertiesFile] };
  const answers = async () => (await brokerCount(host, port)) === 1;
  const kafka = new LocalKafka({ name: 'Kafka', folder, launch, stopSignal: 'SIGTERM', answers }, port);
  await kafka.startOrDispose();
  return kafka;
}

function defaults(port: number, controllerPort: number, logDir: string): Readonly<Record<string, string>> {
  return {
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.bootstrap.servers': `${host}:${controllerPort}`,
    listeners: `PLAINTEXT://${host}:${port},CONTROLLER://${host}:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': logDir,
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
}
