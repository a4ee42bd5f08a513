import { readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, Fault, sha256, type Trajectory } from '@safelight/core';
import { trajectoryFromJson, trajectoryToJson } from '@safelight/wire';
import { writeDurably } from '@safelight/service-kit/durable';

/**
 * An instruction as far as it makes the same wish: compatibility forms, case, spacing and closing punctuation do not
 * count.
 */
export function normalizeInstruction(instruction: string): string {
  return instruction
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.!,;。！，；]+|[\s.!,;。！，；]+$/gu, '');
}

/**
 * What makes two trajectories comparable: the photo, the edit they started from, and the wish. 32 hex digits; where the
 * start has nothing but settings, the same ones as before there was anything else.
 */
export function inputKey({ photoSha256, instruction, original }: Trajectory): string {
  const { settings, pointColors, corrections, retouch } = original.recipe;
  const plain = pointColors.length + corrections.length + retouch.length === 0;
  const start = canonicalJson(plain ? settings : { settings, pointColors, corrections, retouch });
  return sha256(`${photoSha256}\n${start}\n${normalizeInstruction(instruction)}`).slice(0, 32);
}

/** Where a trajectory lies, relative to the data folder. @throws Fault `request.invalid` for an id that is no name. */
export function trajectoryPath(trajectory: Trajectory): string {
  if (!/^[A-Za-z0-9_-]{1,100}$/.test(trajectory.id)) {
    const message = 'trajectory.id: use up to 100 letters, digits, "_" and "-".';
    throw new Fault('request.invalid', message, { field: 'trajectory.id' });
  }
  return `trajectories/${inputKey(trajectory)}/${trajectory.id}.json`;
}

/** Finished trajectories, one file each, in a folder for each input. */
export class Trajectories {
  readonly #dataDir: string;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  async has(trajectory: Trajectory): Promise<boolean> {
    return (await stat(join(this.#dataDir, trajectoryPath(trajectory))).catch(() => null)) !== null;
  }

  async add(trajectory: Trajectory): Promise<void> {
    const path = join(this.#dataDir, trajectoryPath(trajectory));
    await writeDurably(path, `${JSON.stringify(trajectoryToJson(trajectory))}\n`);
  }

  /** Absent is fine. */
  async remove(trajectory: Trajectory): Promise<void> {
    await rm(join(this.#dataDir, trajectoryPath(trajectory)), { force: true });
  }

  async countOf(key: string): Promise<number> {
    return (await this.#names(key)).length;
  }

  /** All of one input, in order of their ids. */
  async ofInput(key: string): Promise<readonly Trajectory[]> {
    const names = await this.#names(key);
    return Promise.all(names.map((name) => this.read(`trajectories/${key}/${name}`)));
  }

  /** @throws Fault `internal` when the file is not there or not a trajectory. */
  async read(path: string): Promise<Trajectory> {
    try {
      return trajectoryFromJson(JSON.parse(await readFile(join(this.#dataDir, path), 'utf8')));
    } catch (cause) {
      const detail = `${path}: ${String(cause)}`;
      throw new Fault('internal', 'A stored trajectory is missing or damaged.', { cause, detail });
    }
  }

  /** Keys of all inputs, in order. */
  async inputs(): Promise<readonly string[]> {
    return (await readdir(join(this.#dataDir, 'trajectories')).catch(() => [])).sort();
  }

  async #names(key: string): Promise<readonly string[]> {
    const names = await readdir(join(this.#dataDir, 'trajectories', key)).catch(() => []);
    // What a crash left half-written ends in .tmp.
    return names.filter((name) => name.endsWith('.json')).sort();
  }
}
