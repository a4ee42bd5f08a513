import { Fault } from '@safelight/core';
import type { StoreFormat } from '../emit/wasm/kernel.ts';
import type { Program } from '../graph/program.ts';
import { allocateOutput, type OutputData } from '../run/executor.ts';
import type { LevelShape } from '../run/geometry.ts';
import type { PlanarLevel, SourceLevel } from '../run/job.ts';
import { StageKernels, type StageKernel } from './kernels.ts';
import { planProgram, type ProgramPlan } from './plan.ts';
import { GpuProcess, NoAdapter, type GpuProcessOptions } from './process.ts';
import { reduceBatches } from './reduce.ts';
import { renderTile, renderTiles, type RenderContext } from './render.ts';
import { GpuSession } from './session.ts';
import { heightOf, widthOf, type Area } from './tiles.ts';
import { rowWords } from '../emit/wgsl/store.ts';

export { NoAdapter };

export type GpuOptions = Partial<GpuProcessOptions> & {
  /** Default 64. */
  readonly queueLengthMax?: number;
  /** Default 96 MiB: three quarters of what a compatibility adapter binds. */
  readonly bufferBytesMax?: number;
};

const mebibyte = 1024 * 1024;

/** Batches that the device has at a time: one that it computes and one whose bytes travel. */
const batchesInFlightMax = 2;

/** Runs programs on a graphics adapter, in a child process. The same contract as `run/executor.ts`. */
export class GpuExecutor implements AsyncDisposable {
  readonly #options: GpuProcessOptions;
  readonly #queueLengthMax: number;
  readonly #bufferBytesMax: number;
  readonly #kernels = new StageKernels();
  readonly #plans = new WeakMap<Program['stages'], ProgramPlan>();
  #session: GpuSession;
  #queueLength = 0;
  #tail: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  private constructor(
    process: GpuProcess,
    options: GpuProcessOptions,
    { queueLengthMax = 64, bufferBytesMax = 96 * mebibyte }: GpuOptions,
  ) {
    this.#session = new GpuSession(process, bufferBytesMax);
    this.#options = options;
    this.#queueLengthMax = queueLengthMax;
    this.#bufferBytesMax = bufferBytesMax;
  }

  /** @throws NoAdapter when the machine has none that is worth using */
  static async open(options: GpuOptions = {}): Promise<GpuExecutor> {
    const processOptions: GpuProcessOptions = {
      flags: [],
      softwareAllowed: false,
      stuckTimeoutMs: 20_000,
      childUrl: new URL('./child.ts', import.meta.url),
      ...options,
    };
    return new GpuExecutor(await GpuProcess.open(processOptions), processOptions, options);
  }

  /** The graphics adapter's name. */
  get adapter(): string {
    return this.#session.process.adapter;
  }

  /** One job at a time; a new child when the last one has died. */
  #turn<T>(work: (session: GpuSession) => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (this.#queueLength > this.#queueLengthMax) {
      return Promise.reject(
        new Fault('service.unavailable', 'The engine has too many renders waiting. Try again in a moment.'),
      );
    }
    this.#queueLength++;
    const turn = this.#tail
      .then(async () => {
        signal?.throwIfAborted();
        if (this.#isClosed) throw new Fault('service.unavailable', 'The engine has been closed. Open a new one.');
        if (!this.#session.process.isAlive) {
          this.#session = new GpuSession(await reopened(this.#options), this.#bufferBytesMax);
        }
        this.#session.tidy();
        return work(this.#session);
      })
      .finally(() => this.#queueLength--);
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  run<F extends StoreFormat>(
    program: Program,
    source: SourceLevel,
    format: F,
    signal?: AbortSignal,
  ): Promise<OutputData[F]> {
    return this.#turn(async (session) => {
      const output = allocateOutput(
        format,
        program.width * program.height,
        program.stages.at(-1)?.graph.outputs.length ?? 0,
      );
      const context = await this.#context(session, program, source, format);
      await inFlight(renderTiles(context), signal, async (tile) => {
        const { batch, reads } = renderTile(context, tile);
        await session.run(batch, reads, (bytes) => place(output, format, program, tile, bytes));
      });
      return output as OutputData[F];
    }, signal);
  }

  /** Lets the child compile a program's kernels ahead of its first run. */
  warm(program: Program, format: StoreFormat): Promise<void> {
    return this.#turn(async (session) => void this.#kernelsOf(session, program, this.#planOf(program), format));
  }

  #planOf(program: Program): ProgramPlan {
    const plan = this.#plans.get(program.stages) ?? planProgram(program);
    this.#plans.set(program.stages, plan);
    return plan;
  }

  #kernelsOf(
    session: GpuSession,
    { stages, map }: Program,
    plan: ProgramPlan,
    format: StoreFormat,
  ): readonly StageKernel[] {
    return stages.map(({ graph }, i) => {
      const isLast = i === stages.length - 1;
      const kernel = this.#kernels.get(graph, isLast ? format : 'stage', plan.stages[i]!.canonical, map);
      session.kernel(kernel);
      return kernel;
    });
  }

  async #context(
    session: GpuSession,
    program: Program,
    source: SourceLevel,
    format: StoreFormat,
  ): Promise<RenderContext> {
    const plan = this.#planOf(program);
    const kernels = this.#kernelsOf(session, program, plan, format);
    for (const { layout } of kernels) {
      for (const { name } of layout.params) checkFinite(`parameter "${name}"`, program.params[name]);
    }
    const level = await session.level(source);
    const names = [...new Set(kernels.flatMap(({ layout }) => layout.planes.map(({ name }) => name)))];
    const placed = await session.planes(names.map((name) => program.planes[name]!));
    const planes = {
      buffer: placed.buffer,
      first: Object.fromEntries(names.map((name, i) => [name, placed.first[i]!])),
    };
    return {
      session,
      program,
      plan,
      kernels,
      level,
      format,
      planes,
      tables: await sendTables(session, program, kernels),
    };
  }

  /** Area average of a part of a level (not smaller than the result); the result stays in the child as well. */
  reduce(source: SourceLevel, shape: LevelShape, signal?: AbortSignal): Promise<PlanarLevel> {
    return this.#turn(async (session) => {
      const { width, height } = shape;
      const level = await session.level(source);
      const { target, batches } = await reduceBatches(session, level, shape);
      await inFlight(batches, signal, (batch) => session.run(batch));
      const data = new Float32Array(new SharedArrayBuffer(width * height * 12));
      for (const { firstRow, rowCount, buffer } of target.bands) {
        for (let channel = 0; channel < 3; channel++) {
          const plane = new Uint8Array(data.buffer, (channel * height + firstRow) * width * 4, rowCount * width * 4);
          await session.read(buffer, channel * plane.length, plane);
        }
      }
      session.keepLevel(data, target);
      return { kind: 'planar', width, height, data };
    }, signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    await this.#session.process[Symbol.asyncDispose]();
  }
}

/** A new child after the last one died. The adapter was there before, so that it is not found now may pass. */
async function reopened(options: GpuProcessOptions): Promise<GpuProcess> {
  try {
    return await GpuProcess.open(options);
  } catch (error) {
    if (!(error instanceof NoAdapter)) throw error;
    const text = 'The graphics adapter does not answer any more. Try again; start the service anew when it stays away.';
    throw new Fault('engine.stuck', text, { detail: error.message });
  }
}

/** Works through a list, a few at a time; stops between two when the signal says so. */
async function inFlight<T>(
  list: readonly T[],
  signal: AbortSignal | undefined,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const running: Promise<unknown>[] = [];
  try {
    for (const item of list) {
      signal?.throwIfAborted();
      if (running.length === batchesInFlightMax) await running.shift();
      running.push(work(item));
    }
    await Promise.all(running);
  } finally {
    await Promise.allSettled(running);
  }
  signal?.throwIfAborted();
}

function checkFinite(what: string, value: number | undefined): void {
  if (value === undefined) throw new Error(`The kernel reads the ${what}, which the program lacks.`);
  if (!Number.isFinite(value)) throw new Error(`The ${what} holds ${value}; it must be finite.`);
}

/** All tables of a program one after the other in one buffer. */
async function sendTables(
  session: GpuSession,
  program: Program,
  kernels: readonly StageKernel[],
): Promise<RenderContext['tables']> {
  const names = [...new Set(kernels.flatMap(({ layout }) => layout.tables.map(({ name }) => name)))];
  const first: Record<string, number> = {};
  let length = 0;
  for (const name of names) {
    const samples = program.tables[name];
    if (samples === undefined) throw new Error(`The kernel reads the table "${name}", which the program lacks.`);
    first[name] = length;
    length += samples.length;
  }
  const all = new Float32Array(Math.max(1, length));
  for (const name of names) {
    for (const sample of program.tables[name]!) checkFinite(`table "${name}"`, sample);
    all.set(program.tables[name]!, first[name]);
  }
  const buffer = session.scratch('tables', all.byteLength);
  await session.process.fill(buffer, 0, new Uint8Array(all.buffer));
  return { buffer, first };
}

/** Copies a tile's bytes to where they belong in the output. */
function place(
  output: OutputData[StoreFormat],
  format: StoreFormat,
  { width, height }: Program,
  tile: Area,
  bytes: Uint8Array,
): void {
  const [columns, rows] = [widthOf(tile), heightOf(tile)];
  const target = new Uint8Array(output.buffer);
  const pixelBytes = format === 'rgb8' ? 3 : format === 'rgb16' ? 6 : 4;
  const planes = format === 'planes' ? bytes.length / (columns * rows * 4) : 1;
  const strideBytes = rowWords(format, columns) * 4;
  for (let plane = 0; plane < planes; plane++) {
    for (let row = 0; row < rows; row++) {
      const from = (plane * rows + row) * strideBytes;
      const to = ((plane * height + tile.top + row) * width + tile.left) * pixelBytes;
      target.set(bytes.subarray(from, from + columns * pixelBytes), to);
    }
  }
}
