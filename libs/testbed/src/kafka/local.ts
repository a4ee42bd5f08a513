import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Fault } from '@safelight/core';
import { inDataFolder, remembered } from '../process/dataFolder.ts';
import { LocalServer } from '../process/localServer.ts';
import { freePorts } from '../process/ports.ts';
import { serverAt } from '../server.ts';
import { newClusterId } from './clusterId.ts';
import { writeConfiguration } from './configuration.ts';
import { type KafkaInstallation, classArchive } from './find.ts';
import type { Kafka, KafkaOptions } from './kafka.ts';
import { brokerCount } from './metadata.ts';

const host = '127.0.0.1';

/** Kafka's own scripts take G1 and a gigabyte; a single broker with little to do starts sooner and stays smaller so. */
const jvm = ['-Xmx384m', '-XX:+UseSerialGC', '-XX:-UsePerfData', '-Djava.awt.headless=true'];

export interface LocalKafkaOptions extends KafkaOptions {
  /** Where to write the archive of classes at the end of an orderly stop; see `classArchive`. */
  readonly recordClassesTo?: string;
}

/** Starts one broker, which is its own controller, from the jars of the cache. */
export function startLocalKafka(
  { java, folder: jars }: KafkaInstallation,
  { dataDir, properties = {}, secured = [], jvm: chosen = [], recordClassesTo }: LocalKafkaOptions,
): Promise<Kafka> {
  return inDataFolder(dataDir, async (folder) => {
    const { port, controllerPort, clusterId } = await remembered(folder, async () => {
      const [first, second] = await freePorts(2);
      return { port: first!, controllerPort: second!, clusterId: newClusterId() };
    });
    const free = (await freePorts(secured.length + 2)).filter((one) => one !== port && one !== controllerPort);
    const addresses = secured.map((protocol, index) => [protocol, `${host}:${free[index]!}`] as const);
    const options = { host, port, controllerPort, secured: addresses, properties };
    const files = await writeConfiguration(folder.path, options);
    const classPath = [`-Dlog4j2.configurationFile=${files.loggingFile}`, '-cp', join(jars, '*')];
    const archived = `-XX:SharedArchiveFile=${classArchive()}`;
    if (!existsSync(join(files.logDir, 'meta.properties'))) {
      await format(java, [...jvm, archived, ...classPath], clusterId, files.propertiesFile);
    }
    const classes = recordClassesTo === undefined ? archived : `-XX:ArchiveClassesAtExit=${recordClassesTo}`;
    const args = [...jvm, classes, ...chosen, ...classPath, 'kafka.Kafka', files.propertiesFile];
    const kafka = new LocalServer({
      name: 'Kafka',
      folder,
      launch: { command: java, args },
      stopSignal: 'SIGTERM',
      answers: async () => (await brokerCount(host, port)) === 1,
    });
    await kafka.start();
    return serverAt(kafka, { brokers: [`${host}:${port}`], secured: Object.fromEntries(addresses) });
  });
}

async function format(java: string, machine: readonly string[], clusterId: string, file: string): Promise<void> {
  const args = ['kafka.tools.StorageTool', 'format', '--standalone', '-t', clusterId, '-c', file];
  try {
    await promisify(execFile)(java, [...machine, ...args]);
  } catch (cause) {
    const { stderr, message } = cause as Error & { readonly stderr?: string };
    throw new Fault('service.unavailable', `Kafka's storage cannot be formatted: ${stderr || message}`, { cause });
  }
}
