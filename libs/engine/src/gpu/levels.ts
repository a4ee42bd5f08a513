import { rowBytesOf, type SourceForm } from '../emit/wgsl/source.ts';
import type { SourceLevel } from '../run/job.ts';
import type { GpuSession } from './session.ts';

/** Whole rows of a level in one buffer. */
export interface Band {
  readonly firstRow: number;
  readonly rowCount: number;
  readonly buffer: number;
}

export interface GpuLevel {
  readonly form: SourceForm;
  readonly width: number;
  readonly height: number;
  readonly bands: readonly Band[];
  /** Buffer of the decode tables of a coded level. */
  readonly decode: number | null;
  readonly sizeBytes: number;
}

/** Pictures held for later renders; the one in use is held whatever it takes. */
const levelBytesMax = 1024 * 1024 * 1024;

/** What tells equal samples apart: the tone curves of codes. */
const meaningOf = (source: SourceLevel): SourceLevel['data'] => (source.kind === 'coded' ? source.decode : source.data);

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Pictures in the child by the arrays that hold them here: samples, and with codes what these mean. The least recently used go when they are too large together. */
export class LevelStore {
  readonly #session: GpuSession;
  readonly #levels = new Map<number, GpuLevel>();
  readonly #keys = new WeakMap<object, WeakMap<object, number>>();
  readonly #collected = new FinalizationRegistry<number>((key) => this.#drop(key));

  constructor(session: GpuSession) {
    this.#session = session;
  }

  create(form: SourceForm, width: number, height: number): GpuLevel {
    const rowBytes = rowBytesOf(form, width);
    const bandRows = Math.max(1, Math.floor(this.#session.bufferBytesMax / rowBytes));
    const bands: Band[] = [];
    for (let firstRow = 0; firstRow < height; firstRow += bandRows) {
      const rowCount = Math.min(bandRows, height - firstRow);
      bands.push({ firstRow, rowCount, buffer: this.#session.allocate(rowBytes * rowCount) });
    }
    return { form, width, height, bands, decode: null, sizeBytes: rowBytes * height };
  }

  async get(source: SourceLevel): Promise<GpuLevel> {
    const key = this.#keys.get(source.data)?.get(meaningOf(source));
    const known = key === undefined ? undefined : this.#levels.get(key);
    if (known !== undefined) {
      this.#levels.delete(key!);
      this.#levels.set(key!, known);
      return known;
    }
    const level = await this.#upload(source);
    this.keep(source.data, level, meaningOf(source));
    return level;
  }

  keep(data: SourceLevel['data'], level: GpuLevel, meaning: SourceLevel['data'] = data): void {
    const key = this.#session.nextId();
    const byMeaning = this.#keys.get(data) ?? new WeakMap<object, number>();
    this.#keys.set(data, byMeaning.set(meaning, key));
    this.#levels.set(key, level);
    for (const array of new Set([data, meaning])) this.#collected.register(array, key);
    let sum = [...this.#levels.values()].reduce((total, { sizeBytes }) => total + sizeBytes, 0);
    for (const [old, { sizeBytes }] of this.#levels) {
      if (sum <= levelBytesMax || old === key) break;
      sum -= sizeBytes;
      this.#drop(old);
    }
  }

  #drop(key: number): void {
    const level = this.#levels.get(key);
    this.#levels.delete(key);
    if (level === undefined || !this.#session.process.isAlive) return;
    const ids = [...level.bands.map(({ buffer }) => buffer), ...(level.decode === null ? [] : [level.decode])];
    this.#session.process.send({ type: 'release', ids });
  }

  async #upload(source: SourceLevel): Promise<GpuLevel> {
    const { process } = this.#session;
    const { width, height, data } = source;
    if (source.kind === 'planar') {
      const level = this.create('planar', width, height);
      for (const { firstRow, rowCount, buffer } of level.bands) {
        for (let channel = 0; channel < 3; channel++) {
          const start = (channel * height + firstRow) * width;
          const rows = source.data.subarray(start, start + rowCount * width);
          await process.fill(buffer, channel * rows.byteLength, bytesOf(rows));
        }
      }
      return level;
    }
    const level = this.create(data.BYTES_PER_ELEMENT === 2 ? 'coded16' : 'coded8', width, height);
    for (const { firstRow, rowCount, buffer } of level.bands) {
      await process.fill(buffer, 0, bytesOf(data.subarray(firstRow * width * 3, (firstRow + rowCount) * width * 3)));
    }
    const decode = this.#session.allocate(source.decode.byteLength);
    await process.fill(decode, 0, bytesOf(source.decode));
    return { ...level, decode };
  }
}
