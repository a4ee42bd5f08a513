import type { AnalysisPart, AnalysisParts, LightProfile } from '../analysis/analysis.ts';
import type { CanonicalPlane, Program } from '../graph/program.ts';
import { blurPlaneNames, type BlurPlanes } from '../groups/lens-blur/blur.ts';
import type { WantedBlur } from '../groups/lens-blur/lens-blur.ts';
import type { Spot } from '../groups/retouch/area.ts';
import type { StoreFormat } from '../emit/wasm/kernel.ts';
import { sourceWindow, type LevelShape } from './geometry.ts';
import type { CodedLevel, PlanarLevel, SourceLevel } from './job.ts';
import { KernelCache } from './kernel-cache.ts';
import { reachOf } from './plan.ts';
import { WorkerPool } from './pool.ts';
import { compileStructural } from './structural.ts';

export interface ExecutorOptions {
  readonly workers: number;
  /** Default 20 s without one finished strip. */
  readonly stuckTimeoutMs?: number;
  /** Default 64. */
  readonly queueLengthMax?: number;
  /** Default: as many strips as keep all workers busy to the end. */
  readonly stripRows?: number;
  /** What the worker threads run. */
  readonly workerUrl?: URL;
  /** Runs programs and averages areas in the workers' stead; ends with the executor. */
  readonly device?: Device | null;
}

/** Another place where programs run, by the same contract. */
export type Device = Pick<Executor, 'run' | 'reduce' | 'warm'> & AsyncDisposable;

/** Result of a program by store format. */
export interface OutputData {
  readonly rgb8: Uint8Array<SharedArrayBuffer>;
  readonly rgb16: Uint16Array<SharedArrayBuffer>;
  /** The last stage's outputs, one plane after the other. */
  readonly planes: Float32Array<SharedArrayBuffer>;
}

const kernelsMax = 256;
const stripRowsMin = 8;
const stripRowsMax = 64;
/** A strip has at least so many times the rows that a program looks beyond it on either side. */
const stripReaches = 6;

/** A copy in shared memory, unless it lies there already: workers then see it without copies of their own. */
export function shared<T extends Float32Array | Uint8Array | Uint16Array>(array: T): T {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const Constructor = array.constructor as new (buffer: SharedArrayBuffer) => T;
  const copy = new Constructor(new SharedArrayBuffer(array.byteLength));
  copy.set(array);
  return copy;
}

/** Runs programs on worker threads, or on a device when it has one. */
export class Executor {
  readonly #pool: WorkerPool;
  readonly #kernels = new KernelCache(kernelsMax);
  readonly #planes = new WeakMap<Float32Array, Float32Array>();
  readonly #options: ExecutorOptions;

  private constructor(pool: WorkerPool, options: ExecutorOptions) {
    this.#pool = pool;
    this.#options = options;
  }

  static async open(options: ExecutorOptions): Promise<Executor> {
    const structural = await compileStructural();
    const pool = new WorkerPool({
      workers: options.workers,
      stuckTimeoutMs: options.stuckTimeoutMs ?? 20_000,
      queueLengthMax: options.queueLengthMax ?? 64,
      workerUrl: options.workerUrl ?? new URL('./worker.ts', import.meta.url),
      structural,
    });
    pool.start();
    return new Executor(pool, options);
  }

  /** The array itself, or its copy in shared memory; either way it counts as handed to the workers. */
  share<T extends Float32Array | Uint8Array | Uint16Array>(array: T): T {
    this.#pool.note(array.byteLength);
    return shared(array);
  }

  /** Canonical planes belong to a photo and serve many renders: they are copied once. */
  #sharedPlane(plane: Float32Array): Float32Array {
    const copy = this.#planes.get(plane) ?? this.share(plane);
    this.#planes.set(plane, copy);
    return copy;
  }

  /** `reach`: rows around a strip that its first stages compute as well; they are to be few against the strip's own. */
  #stripRows(height: number, reach = 0): number {
    if (this.#options.stripRows !== undefined) return this.#options.stripRows;
    const { workers } = this.#options;
    const even = Math.ceil(height / (workers * 12));
    // As many wide strips for one worker as for the other.
    const rounds = Math.max(1, Math.round(height / (workers * Math.max(reach, 1) * stripReaches)));
    const wide = reach === 0 ? 0 : Math.ceil(height / (workers * rounds));
    return Math.max(Math.min(Math.max(even, stripRowsMin), stripRowsMax), wide);
  }

  /** Kernels that are compiled and kept. */
  get kernelCount(): number {
    return this.#kernels.size;
  }

  /** Compiles a program's kernels ahead of its first run. */
  async warm(program: Program, format: StoreFormat): Promise<void> {
    if (this.#options.device) return this.#options.device.warm(program, format);
    await this.#kernels.program(program, format);
  }

  async run<F extends StoreFormat>(
    program: Program,
    source: SourceLevel,
    format: F,
    signal?: AbortSignal,
  ): Promise<OutputData[F]> {
    if (this.#options.device) return this.#options.device.run(program, source, format, signal);
    const { width, height, params, tables, map } = program;
    const stages = await this.#kernels.program(program, format);
    signal?.throwIfAborted();
    const planes = Object.fromEntries(
      Object.entries(program.planes).map(([name, plane]): [string, CanonicalPlane] => {
        return [name, { ...plane, data: this.#sharedPlane(plane.data) }];
      }),
    );
    const output = allocateOutput(format, width * height, program.stages.at(-1)?.graph.outputs.length ?? 0);
    this.#pool.note(output.byteLength);
    const window = sourceWindow(program, source);
    const stripRows = this.#stripRows(height, reachOf(stages.map(({ layout }) => layout)));
    await this.#pool.run(
      { type: 'render', width, height, source, window, map, stages, params, tables, planes, format, output, stripRows },
      signal,
    );
    return output as OutputData[F];
  }

  /** Area average of a part of a level (not smaller than the result). */
  async reduce(source: SourceLevel, shape: LevelShape, signal?: AbortSignal): Promise<PlanarLevel> {
    if (this.#options.device) return this.#options.device.reduce(source, shape, signal);
    const { area, width, height } = shape;
    const data = new Float32Array(new SharedArrayBuffer(width * height * 3 * 4));
    this.#pool.note(data.byteLength);
    const target: PlanarLevel = { kind: 'planar', width, height, data };
    await this.#pool.run({ type: 'reduce', source, area, target, stripRows: this.#stripRows(height) }, signal);
    return target;
  }

  /** A copy of a level with places repaired. */
  async retouch(level: CodedLevel, spots: readonly Spot[]): Promise<CodedLevel> {
    const memory = new SharedArrayBuffer(level.data.byteLength);
    const data = level.data.BYTES_PER_ELEMENT === 2 ? new Uint16Array(memory) : new Uint8Array(memory);
    data.set(level.data);
    this.#pool.note(memory.byteLength);
    const copy: CodedLevel = { ...level, data };
    await this.#pool.run({ type: 'retouch', level: copy, spots, stripRows: 1 });
    return copy;
  }

  /** The planes of a lens blur of a canonical image. */
  async blur(source: PlanarLevel, profile: LightProfile, { depth, request }: WantedBlur): Promise<BlurPlanes> {
    const { width, height } = source;
    const plane = (): CanonicalPlane => {
      return { width, height, data: new Float32Array(new SharedArrayBuffer(width * height * 4)) };
    };
    const target = Object.fromEntries(blurPlaneNames.map((name) => [name, plane()])) as unknown as BlurPlanes;
    this.#pool.note(blurPlaneNames.length * width * height * 4);
    const { toXyzD50, light = 'displayed' } = profile;
    await this.#pool.run({ type: 'blur', source, profile: { toXyzD50, light }, depth, request, target, stripRows: 1 });
    return target;
  }

  /** Makes parts of a photo's analysis, side by side. */
  analyse(
    source: PlanarLevel,
    profile: LightProfile,
    parts: readonly AnalysisPart[],
    full: CodedLevel | null = null,
  ): Promise<Partial<AnalysisParts>> {
    const { toXyzD50, light = 'displayed' } = profile;
    return this.#pool.run({ type: 'analyse', source, full, profile: { toXyzD50, light }, parts, stripRows: 1 });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#pool[Symbol.asyncDispose](), this.#options.device?.[Symbol.asyncDispose]()]);
  }
}

export function allocateOutput(format: StoreFormat, area: number, outputs: number): OutputData[StoreFormat] {
  if (format === 'rgb8') return new Uint8Array(new SharedArrayBuffer(area * 3));
  if (format === 'rgb16') return new Uint16Array(new SharedArrayBuffer(area * 3 * 2));
  return new Float32Array(new SharedArrayBuffer(area * outputs * 4));
}
