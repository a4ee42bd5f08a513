import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Fault } from '@safelight/core';
import { type KafkaInstallation, classArchive, findKafka, kafkaFolder, kafkaJars } from './find.ts';
import { startLocalKafka } from './local.ts';

const mavenCentral = 'https://repo.maven.apache.org/maven2/';
const atOnce = 8;
const triesMax = 4;
const timeoutMs = 120_000;

export interface Jar {
  /** Its path in a Maven repository. */
  readonly path: string;
  readonly sha256: string;
}

/** Brings the pinned Kafka from Maven Central into the cache; what is there and whole stays. Returns the folder. */
export async function fetchKafka(): Promise<string> {
  const folder = kafkaFolder();
  await fetchJars(kafkaJars, mavenCentral, folder);
  const found = findKafka();
  // Without Java there is nothing to record now, and the next fetch does it.
  if (typeof found !== 'string' && !existsSync(classArchive())) await recordClasses(found);
  return folder;
}

/** Lets a broker start and stop once, at whose end Java writes the archive; whole or not at all. */
async function recordClasses(found: KafkaInstallation): Promise<void> {
  const part = `${classArchive()}.${process.pid}`;
  {
    await using kafka = await startLocalKafka(found, { recordClassesTo: part });
    await kafka.stop();
  }
  await rename(part, classArchive());
}

/** @throws Fault `service.unavailable` when one cannot be had or is not what its checksum says */
export async function fetchJars(jars: readonly Jar[], repository: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const queue = [...jars];
  const work = async () => {
    for (let jar = queue.pop(); jar !== undefined; jar = queue.pop()) await fetchJar(jar, repository, folder);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

async function fetchJar({ path, sha256 }: Jar, repository: string, folder: string): Promise<void> {
  const target = join(folder, basename(path));
  const there = await readFile(target).catch(() => undefined);
  if (there !== undefined && hashOf(there) === sha256) return;
  const url = new URL(path, repository);
  const bytes = await download(url);
  const found = hashOf(bytes);
  if (found !== sha256) {
    const message = `${url} has SHA-256 ${found}, expected ${sha256}. Do not use it; find out who answers there.`;
    throw new Fault('service.unavailable', message);
  }
  // Whole or not at all, also when two fetch at once.
  const part = `${target}.${process.pid}`;
  try {
    await writeFile(part, bytes);
    await rename(part, target);
  } finally {
    await rm(part, { force: true });
  }
}

async function download(url: URL): Promise<Buffer> {
  for (let tries = 1; ; tries += 1) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
      if (!response.ok) throw new Error(`status ${response.status}`);
      return Buffer.from(await response.arrayBuffer());
    } catch (cause) {
      if (tries < triesMax) continue;
      const why = cause instanceof Error ? `${cause.message} ${String(cause.cause ?? '')}`.trim() : String(cause);
      throw new Fault('service.unavailable', `Cannot fetch ${url} (${why}). Check the network and run again.`, {
        cause,
      });
    }
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
