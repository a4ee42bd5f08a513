import { accessSync, constants, existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { cacheFolder, readEnv } from '../config/env.ts';
import pinned from './jars.json' with { type: 'json' };

const javaMajorNeeded = 17;

export interface KafkaInstallation {
  readonly java: string;
  /** The folder of the jars. */
  readonly folder: string;
}

/** The jars of the pinned Kafka by the path they have in a Maven repository, and what each must hash to. */
export const kafkaJars = pinned.jars;

export const { kafkaVersion } = pinned;

export function kafkaFolder(): string {
  return cacheFolder(`kafka-${kafkaVersion}`);
}

/**
 * Kafka's classes as the Java machine lays them out in memory: a third less work at each start. Java passes over an
 * archive that is missing or that another Java has made.
 */
export function classArchive(): string {
  return join(kafkaFolder(), 'classes.jsa');
}

/** Kafka as it lies on this machine, or one line that says what is missing and how to get it. */
export function findKafka(): KafkaInstallation | string {
  const java = findJava();
  if (java === undefined) return `no Java ≥ ${javaMajorNeeded}; on Debian: apt-get install openjdk-17-jre-headless`;
  if (!kafkaJars.every(({ path }) => existsSync(join(kafkaFolder(), basename(path))))) {
    return `Kafka ${kafkaVersion} is not fetched; run: npm run testbed -- fetch kafka`;
  }
  return { java, folder: kafkaFolder() };
}

function findJava(): string | undefined {
  const { JAVA_HOME, PATH } = readEnv();
  const folders = [...(JAVA_HOME === undefined ? [] : [join(JAVA_HOME, 'bin')]), ...PATH.split(delimiter)];
  return folders.map((folder) => join(folder, 'java')).find((path) => isExecutable(path) && isNewEnough(path));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Reads the file that every JDK carries instead of starting one; a launcher without it gets the benefit of the doubt. */
function isNewEnough(java: string): boolean {
  const release = join(dirname(dirname(realpathSync(java))), 'release');
  if (!existsSync(release)) return true;
  const version = /^JAVA_VERSION="(?:1\.)?(\d+)/m.exec(readFileSync(release, 'utf8'))?.[1];
  return version === undefined || Number(version) >= javaMajorNeeded;
}
