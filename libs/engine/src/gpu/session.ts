import type { CanonicalPlane } from '../graph/program.ts';
import type { SourceLevel } from '../run/job.ts';
import type { BindingKind } from '../emit/wgsl/words.ts';
import { slotBytes } from './exchange.ts';
import { LevelStore, type GpuLevel } from './levels.ts';
import { PlaneHeap } from './planes.ts';
import type { GpuProcess } from './process.ts';
import { BatchBuilder } from './words.ts';
import type { Read } from './protocol.ts';

/** A kernel as the child gets it. */
export interface NamedKernel {
  readonly key: string;
  readonly code: string;
  readonly kinds: readonly BindingKind[];
}

const kernelsMax = 512;

/** Buffers that every job uses anew, by what they hold. */
export type Scratch = 'arena' | 'window' | 'pixels' | 'tables' | 'sums' | 'columns' | 'rows';

/** What one child process holds: buffers, kernels and pictures. It ends with the child. */
export class GpuSession {
  readonly process: GpuProcess;
  /** What one buffer may hold. */
  readonly bufferBytesMax: number;
  readonly #levels: LevelStore;
  readonly #planes: PlaneHeap;
  readonly #scratch = new Map<Scratch, { readonly id: number; readonly sizeBytes: number }>();
  readonly #kernels = new Set<string>();
  readonly #outgrown: number[] = [];
  #nextId = 1;

  constructor(process: GpuProcess, bufferBytesMax: number) {
    this.process = process;
    this.bufferBytesMax = bufferBytesMax;
    this.#levels = new LevelStore(this);
    this.#planes = new PlaneHeap(this);
  }

  nextId(): number {
    return this.#nextId++;
  }

  allocate(sizeBytes: number): number {
    const id = this.nextId();
    this.process.send({ type: 'buffer', id, sizeBytes });
    return id;
  }

  /** Lets go of what earlier jobs used; none is running. */
  tidy(): void {
    const ids = this.#outgrown.splice(0);
    if (ids.length > 0) this.process.send({ type: 'release', ids });
  }

  /** A buffer of at least this size whose content is of no worth. */
  scratch(name: Scratch, sizeBytes: number): number {
    const known = this.#scratch.get(name);
    if (known !== undefined && known.sizeBytes >= sizeBytes) return known.id;
    if (known !== undefined) this.#outgrown.push(known.id);
    const made = { id: this.allocate(sizeBytes), sizeBytes };
    this.#scratch.set(name, made);
    return made.id;
  }

  /** Makes a kernel known to the child; the least recently used goes when there are too many. */
  kernel({ key, code, kinds }: NamedKernel): void {
    if (!this.#kernels.delete(key)) this.process.compile({ key, code, kinds });
    this.#kernels.add(key);
    if (this.#kernels.size <= kernelsMax) return;
    const oldest = this.#kernels.values().next().value!;
    this.#kernels.delete(oldest);
    this.process.send({ type: 'forget', key: oldest });
  }

  level(source: SourceLevel): Promise<GpuLevel> {
    return this.#levels.get(source);
  }

  /** Keeps a level that was computed in the child; `data` names it from then on. */
  keepLevel(data: Float32Array, level: GpuLevel): void {
    this.#levels.keep(data, level);
  }

  newLevel(width: number, height: number): GpuLevel {
    return this.#levels.create('planar', width, height);
  }

  /** First samples of canonical planes in the one buffer that holds them. */
  planes(planes: readonly CanonicalPlane[]): Promise<{ readonly buffer: number; readonly first: readonly number[] }> {
    return this.#planes.place(planes);
  }

  /** Reads a part of a buffer. */
  async read(buffer: number, offset: number, into: Uint8Array): Promise<void> {
    for (let from = 0; from < into.length; from += slotBytes) {
      const sizeBytes = Math.min(slotBytes, into.length - from);
      const read = { buffer, offset: offset + from, sizeBytes };
      await this.run(new BatchBuilder(), [read], (bytes) => into.set(bytes, from));
    }
  }

  run(
    batch: BatchBuilder,
    reads: readonly Read[] = [],
    take: (bytes: Uint8Array) => void = () => undefined,
  ): Promise<void> {
    return this.process.run(batch.finish(reads), take);
  }
}
