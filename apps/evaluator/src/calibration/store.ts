import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault, limits } from '@safelight/core';
import { writeDurably } from '@safelight/service-kit/durable';
import { lockFolder } from '@safelight/service-kit/lock';
import { calibrationFromJson, calibrationToJson, type Calibration } from '@safelight/wire';

const nameOf = (number: number): string => `cal-${number}`;
const filePattern = /^cal-([1-9]\d{0,5})\.json$/;

/** Calibrations as files, one each, never changed: what an evaluation names can always be looked up. */
export class CalibrationStore {
  readonly #folder: string;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'calibrations');
  }

  /** Under the next free number. */
  add(calibration: Omit<Calibration, 'version'>): Promise<Calibration> {
    const written = this.#writing.then(() => this.#add(calibration));
    this.#writing = written.catch(() => undefined);
    return written;
  }

  async #add(calibration: Omit<Calibration, 'version'>): Promise<Calibration> {
    // Other processes may calibrate too, on the same folder: the number is theirs or ours.
    const lock = await lockFolder(this.#folder);
    try {
      return await this.#write(calibration);
    } finally {
      await lock[Symbol.asyncDispose]();
    }
  }

  async #write(calibration: Omit<Calibration, 'version'>): Promise<Calibration> {
    const numbers = await this.#numbers();
    if (numbers.length >= limits.calibrationsMax) {
      const message = `There are ${limits.calibrationsMax} calibrations already. Move old ones out of the data folder.`;
      throw new Fault('request.tooMany', message);
    }
    const named = { version: nameOf((numbers.at(-1) ?? 0) + 1), ...calibration };
    const text = `${JSON.stringify(calibrationToJson(named), null, 2)}\n`;
    await writeDurably(join(this.#folder, `${named.version}.json`), text);
    return named;
  }

  /** @throws Fault `calibration.notFound` */
  async get(version: string): Promise<Calibration> {
    // The name becomes a path: nothing but a known pattern may.
    const text = filePattern.test(`${version}.json`) ? await this.#read(version) : null;
    if (text === null) {
      const message = `There is no calibration "${version}". ListCalibrations names those that there are.`;
      throw new Fault('calibration.notFound', message, { field: 'calibration' });
    }
    return calibrationFromJson(JSON.parse(text));
  }

  /** Oldest first. */
  async list(): Promise<readonly Calibration[]> {
    return Promise.all((await this.#numbers()).map((number) => this.get(nameOf(number))));
  }

  async #read(version: string): Promise<string | null> {
    return readFile(join(this.#folder, `${version}.json`), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
  }

  async #numbers(): Promise<readonly number[]> {
    await mkdir(this.#folder, { recursive: true });
    const names = await readdir(this.#folder);
    const numbers = names.flatMap((name) => filePattern.exec(name)?.[1] ?? []).map(Number);
    return numbers.sort((one, other) => one - other);
  }
}
