import { availableParallelism } from 'node:os';
import {
  toFault,
  type PhotoKind,
  type Matte,
  type PixelImage,
  type Recipe,
  type Rgb8Image,
  type RgbProfile,
} from '@safelight/core';
import { analyse } from './analysis/analysis.ts';
import { compile } from './compile/compile.ts';
import { wantedParts } from './compile/wanted.ts';
import { openBackend, type Backend, type BackendChoice } from './gpu/backend.ts';
import type { GpuOptions } from './gpu/executor.ts';
import { depthMapKey } from './groups/lens-blur/lens-blur.ts';
import { wantedMattes, type Mattes } from './masks/mattes.ts';
import type { Turn, UprightMode } from './analysis/upright.ts';
import { straightening, type Straightening } from './groups/crop/straighten.ts';
import { undistorted } from './groups/lens/distortion.ts';
import { turnOf } from './groups/transform/upright.ts';
import { Prepared, type EngineSource, type PreparedPhoto } from './prepared.ts';
import { Executor } from './run/executor.ts';

/** Part of every render's identity: raise it when equal recipes give other pixels. */
export const engineVersion = '2';

export interface EngineOptions {
  /** Worker threads; default one per core, at most 8. */
  readonly workers?: number;
  /**
   * Where pixels are computed; default `cpu`, which gives the same bytes on every machine. `auto` takes a graphics
   * adapter when there is a real one: its bytes may differ by up to two codes.
   */
  readonly backend?: BackendChoice;
  /** How the graphics adapter is found and watched; for tests on a software driver. */
  readonly gpu?: GpuOptions;
}

export interface RenderTarget<Depth extends 8 | 16 = 8 | 16> {
  /** Bits a channel of the result; default 8, which is dithered. */
  readonly depth?: Depth;
  /** Null = full resolution. Nothing is enlarged. */
  readonly longEdgeMaxPixels: number | null;
  /** Profile of the output's codes. */
  readonly profile: RgbProfile;
  /**
   * What was found for the masks that `wantedMattes(recipe)` names, by its keys. A mask whose matte is null or missing
   * selects nothing; `masksNotFound` tells which. The key `depthMapKey` may hold a depth map, 0 nearest … 255 farthest.
   */
  readonly mattes?: Mattes;
  /** Ends the render between two strips. */
  readonly signal?: AbortSignal;
  /** Told of each pass when it has ended, also by a failure; what waited for workers is in its time. */
  readonly onPass?: (pass: RenderPass) => void;
}

/**
 * `retouch` repairs places; `analyse`, `blur` and `level` make what the photo keeps for later renders; `compile` makes the
 * kernels' graphs; `kernels` runs all of them over the picture, fused, strip by strip.
 */
export interface RenderPass {
  readonly name: 'retouch' | 'analyse' | 'blur' | 'compile' | 'level' | 'kernels';
  readonly begunAt: Date;
  readonly endedAt: Date;
  /** Kernels that the pass ran one after the other on each strip; only of `kernels`. */
  readonly stagesCount?: number;
}

/** What a render of a depth gives. */
export type Rendered<Depth extends 8 | 16> = Depth extends 8 ? Rgb8Image : PixelImage;

/** What a photo's header tells of it. */
export interface PhotoShape {
  readonly width: number;
  readonly height: number;
  readonly kind: PhotoKind;
  readonly profile: RgbProfile;
}

const workersMax = 8;

/** Stands for a matte that is not known yet. */
const anyMatte: Matte = { width: 1, height: 1, data: Uint8Array.of(255), confidence: 1 };

/** Does a pass and tells of it. */
function passesTold(onPass: RenderTarget['onPass']) {
  return async <T>(
    name: RenderPass['name'],
    work: () => Promise<T>,
    more: Pick<RenderPass, 'stagesCount'> = {},
  ): Promise<T> => {
    if (onPass === undefined) return work();
    const begunAt = new Date();
    try {
      return await work();
    } finally {
      onPass({ name, begunAt, endedAt: new Date(), ...more });
    }
  };
}

/** The develop engine: prepares photos and renders recipes on worker threads. One job runs at a time, on all of them. */
export class Engine implements AsyncDisposable {
  readonly #executor: Executor;
  /** Where pixels are computed: beside `engineVersion` part of every render's identity. */
  readonly backend: Backend;
  /** One line: the graphics adapter's name, or why the processor computes. */
  readonly backendReason: string;

  private constructor(executor: Executor, backend: Backend, reason: string) {
    this.#executor = executor;
    this.backend = backend;
    this.backendReason = reason;
  }

  /** @throws Fault `config.invalid` when the backend `gpu` is asked for and there is no adapter that will do */
  static async open({ workers, backend: choice = 'cpu', gpu }: EngineOptions = {}): Promise<Engine> {
    const { backend, reason, device } = await openBackend(choice, gpu);
    const count = workers ?? Math.min(availableParallelism(), workersMax);
    return new Engine(await Executor.open({ workers: count, device }), backend, reason);
  }

  /**
   * Makes the canonical analysis image; what else is known of the photo is computed when first needed. Pixels that lie
   * in shared memory are used as they are and must not change afterwards; others are copied.
   */
  prepare(source: EngineSource): Promise<PreparedPhoto> {
    return Prepared.of(source, this.#executor);
  }

  /**
   * Compiles a recipe's kernels while the photo is still being decoded, from what its header tells. Automatic settings
   * may turn out to need others; those are then compiled by the render.
   * @throws Fault `recipe.invalid` (a crop that leaves nothing)
   */
  async warm(photo: PhotoShape, recipe: Recipe, target: RenderTarget): Promise<void> {
    const { width, height, kind, profile } = photo;
    const grey = new Float32Array([0.2]);
    const program = compile(recipe, {
      width,
      height,
      longEdgeMaxPixels: target.longEdgeMaxPixels,
      kind,
      sourceProfile: profile,
      outputProfile: target.profile,
      analysis: analyse({ width: 1, height: 1, r: grey, g: grey, b: grey }, profile),
      // What is looked for is mostly found.
      mattes: target.mattes ?? new Map([...wantedMattes(recipe).keys()].map((key) => [key, anyMatte])),
      output: target.depth === 16 ? 'u16' : 'u8',
    });
    await this.#executor.warm(program, target.depth === 16 ? 'rgb16' : 'rgb8');
  }

  /**
   * Develops the whole recipe from the original. The picture comes in stored orientation, cropped.
   * @throws Fault `recipe.invalid` (a crop that leaves nothing), `engine.stuck`, `request.canceled`,
   * `request.deadlineExceeded`, `service.unavailable` (too many renders waiting)
   */
  async render<Depth extends 8 | 16 = 8>(
    photo: PreparedPhoto,
    recipe: Recipe,
    target: RenderTarget<Depth>,
  ): Promise<Rendered<Depth>> {
    if (!(photo instanceof Prepared)) throw new TypeError('The photo was not prepared by this engine.');
    const { longEdgeMaxPixels, profile: outputProfile, signal } = target;
    const deep = target.depth === 16;
    const pass = passesTold(target.onPass);
    try {
      signal?.throwIfAborted();
      const source = await pass('retouch', () => photo.retouched(recipe.retouch, this.#executor));
      const { full, profile: sourceProfile, kind, orientation, analysis, asShot } = source;
      await pass('analyse', () => source.analyse(wantedParts(recipe, source.kind), this.#executor));
      const depthMap = target.mattes?.get(depthMapKey) ?? undefined;
      await pass('blur', () => source.blur(recipe, depthMap, this.#executor));
      const shape = {
        width: full.width,
        height: full.height,
        longEdgeMaxPixels,
        kind,
        orientation,
        sourceProfile,
        outputProfile,
        asShot,
        analysis,
        mattes: target.mattes,
        output: deep ? 'u16' : 'u8',
      } as const;
      const program = await pass('compile', async () => compile(recipe, shape));
      const level = await pass('level', async () => source.level(program, this.#executor));
      const stagesCount = program.stages.length;
      const run = () => this.#executor.run(program, level, deep ? 'rgb16' : 'rgb8', signal);
      const data = await pass('kernels', run, { stagesCount });
      return { width: program.width, height: program.height, data } as Rendered<Depth>;
    } catch (thrown) {
      throw toFault(thrown);
    }
  }

  /** How a mode of upright would turn the photo; null when its lines do not tell, or when it stands as it should. */
  async uprightTurn(photo: PreparedPhoto, mode: UprightMode): Promise<Turn | null> {
    if (!(photo instanceof Prepared)) throw new TypeError('The photo was not prepared by this engine.');
    const { full, orientation, analysis } = photo;
    await photo.analyse(['segments'], this.#executor);
    const view = { width: full.width, height: full.height, orientation, distortion: undistorted };
    return turnOf(analysis.segments(), mode, view);
  }

  /** The `cropAngle` that levels the photo, and how sure that is; null when its lines do not tell or it is level. */
  async straightenAngle(photo: PreparedPhoto): Promise<Straightening | null> {
    const turn = await this.uprightTurn(photo, 'level');
    return turn === null ? null : straightening(turn, (photo as Prepared).orientation);
  }

  /** Kernels that are compiled and kept. */
  get kernelCount(): number {
    return this.#executor.kernelCount;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#executor[Symbol.asyncDispose]();
  }
}
