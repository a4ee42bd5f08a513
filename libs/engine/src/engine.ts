import { availableParallelism } from 'node:os';
import { toFault, type PixelImage, type Recipe, type Rgb8Image, type RgbProfile } from '@safelight/core';
import { compile } from './compile/compile.ts';
import { wantedParts } from './compile/wanted.ts';
import { Prepared, type EngineSource, type PreparedPhoto } from './prepared.ts';
import { Executor } from './run/executor.ts';

/** Part of every render's identity: raise it when equal recipes give other pixels. */
export const engineVersion = '1';

export interface EngineOptions {
  /** Worker threads; default one per core, at most 8. */
  readonly workers?: number;
}

export interface RenderTarget<Depth extends 8 | 16 = 8 | 16> {
  /** Bits a channel of the result; default 8, which is dithered. */
  readonly depth?: Depth;
  /** Null = full resolution. Nothing is enlarged. */
  readonly longEdgeMaxPixels: number | null;
  /** Profile of the output's codes. */
  readonly profile: RgbProfile;
  /** Ends the render between two strips. */
  readonly signal?: AbortSignal;
}

/** What a render of a depth gives. */
export type Rendered<Depth extends 8 | 16> = Depth extends 8 ? Rgb8Image : PixelImage;

const workersMax = 8;

/** The develop engine: prepares photos and renders recipes on worker threads. One job runs at a time, on all of them. */
export class Engine implements AsyncDisposable {
  readonly #executor: Executor;

  private constructor(executor: Executor) {
    this.#executor = executor;
  }

  static async open({ workers }: EngineOptions = {}): Promise<Engine> {
    return new Engine(await Executor.open({ workers: workers ?? Math.min(availableParallelism(), workersMax) }));
  }

  /**
   * Makes the canonical analysis image; what else is known of the photo is computed when first needed. Pixels that lie
   * in shared memory are used as they are and must not change afterwards; others are copied.
   */
  prepare(source: EngineSource): Promise<PreparedPhoto> {
    return Prepared.of(source, this.#executor);
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
    const { full, profile: sourceProfile, kind, analysis, asShot } = photo;
    const { longEdgeMaxPixels, profile: outputProfile, signal } = target;
    const deep = target.depth === 16;
    try {
      signal?.throwIfAborted();
      await photo.analyse(wantedParts(recipe), this.#executor);
      const program = compile(recipe, {
        width: full.width,
        height: full.height,
        longEdgeMaxPixels,
        kind,
        sourceProfile,
        outputProfile,
        asShot,
        analysis,
        output: deep ? 'u16' : 'u8',
      });
      const level = await photo.level(program, this.#executor);
      const data = await this.#executor.run(program, level, deep ? 'rgb16' : 'rgb8', signal);
      return { width: program.width, height: program.height, data } as Rendered<Depth>;
    } catch (thrown) {
      throw toFault(thrown);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#executor[Symbol.asyncDispose]();
  }
}
