import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { Fault } from '@safelight/core';
import { jarFile, kafkaFolder, kafkaJars } from './find.ts';

const repository = 'https://repo.maven.apache.org/maven2/';
const atOnce = 8;
const triesMax = 4;
const timeoutMs = 120_000;

/** Brings the pinned jars from Maven Central into the cache; those that are there and whole stay. Returns the folder. */
export async function fetchKafka(): Promise<string> {
  await mkdir(kafkaFolder(), { recursive: true });
  const queue = [...kafkaJars];
  const work = async () => {
    for (let jar = queue.pop(); jar !== undefined; jar = queue.pop()) await fetchJar(jar);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return kafkaFolder();
}

async function fetchJar({ path, sha256 }: { readonly path: string; readonly sha256: string }): Promise<void> {
  const target = jarFile(path);
  const there = await readFile(target).catch(() => undefined);
  if (there !== undefined && hashOf(there) === sha256) return;
  const bytes = await download(new URL(path, repository));
  const found = hashOf(bytes);
  if (found !== sha256) {
    const message = `${repository}${path} has SHA-256 ${found}, expected ${sha256}. Do not use it: look who answers.`;
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
