import { mkdir, open, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '@safelight/core';
import { syncFolder, writeDurably } from '@safelight/service-kit/durable';
import { sampleOfJson, type Sample } from '../sample/sample.ts';

export const manifestName = 'reflections.jsonl';

/**
 * The list of samples: append-only JSON lines. A line counts once its line feed is on disk; a torn last line was never
 * acknowledged to anyone and is cut off at the next start. One writer at a time: the caller sees to that.
 */
export class Manifest {
  readonly #path: string;
  #samples: Sample[];
  #ids: Set<string>;
  #sizeBytes: number;

  private constructor(path: string, samples: Sample[], sizeBytes: number) {
    this.#path = path;
    this.#samples = samples;
    this.#ids = new Set(samples.map(({ id }) => id));
    this.#sizeBytes = sizeBytes;
  }

  /** @throws Fault `config.invalid` for a whole line that is no sample: nothing is thrown away unasked. */
  static async open(dataDir: string): Promise<Manifest> {
    const path = join(dataDir, manifestName);
    await mkdir(dataDir, { recursive: true });
    await (await open(path, 'a')).close();
    await syncFolder(dataDir);
    const bytes = await readFile(path);
    const whole = bytes.lastIndexOf(0x0a) + 1;
    if (whole < bytes.length) await truncate(path, whole);
    const lines = bytes.subarray(0, whole).toString('utf8').split('\n').slice(0, -1);
    const samples = lines.map((line, index) => parseLine(line, `${path}:${index + 1}`));
    return new Manifest(path, samples, whole);
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  get count(): number {
    return this.#samples.length;
  }

  /** Samples from position `start` (0 = oldest), at most `count`. */
  slice(start: number, count: number): readonly Sample[] {
    return this.#samples.slice(start, start + count);
  }

  /** Writes the list anew without some samples; positions that were given out as page tokens begin elsewhere then. */
  async remove(isGone: (sample: Sample) => boolean): Promise<void> {
    const kept = this.#samples.filter((sample) => !isGone(sample));
    if (kept.length === this.#samples.length) return;
    const bytes = Buffer.from(kept.map((sample) => `${JSON.stringify(sample)}\n`).join(''));
    await writeDurably(this.#path, bytes);
    this.#samples = kept;
    this.#ids = new Set(kept.map(({ id }) => id));
    this.#sizeBytes = bytes.byteLength;
  }

  /** Appends and flushes; on failure the file is cut back, so that a later line never continues a torn one. */
  async append(samples: readonly Sample[]): Promise<void> {
    if (samples.length === 0) return;
    const bytes = Buffer.from(samples.map((sample) => `${JSON.stringify(sample)}\n`).join(''));
    try {
      await using file = await open(this.#path, 'a');
      await file.writeFile(bytes);
      await file.sync();
    } catch (cause) {
      await truncate(this.#path, this.#sizeBytes);
      throw cause;
    }
    this.#sizeBytes += bytes.byteLength;
    for (const sample of samples) {
      this.#samples.push(sample);
      this.#ids.add(sample.id);
    }
  }
}

function parseLine(line: string, place: string): Sample {
  try {
    return sampleOfJson(JSON.parse(line));
  } catch (cause) {
    const message = `${place} is not a reflection sample of a known version. Move the file aside or mend that line.`;
    throw new Fault('config.invalid', message, { cause });
  }
}
