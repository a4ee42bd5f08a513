import { availableParallelism } from 'node:os';
import type { PhotoKind, PixelImage, Recipe, Rgb8Image, RgbProfile } from '@safelight/core';
import { analyse, canonicalLongEdgePixels, type Analysis } from './analysis/analysis.ts';
import { compile } from './compile/compile.ts';
import { Executor, shared } from './run/executor.ts';
import type { CodedLevel, PlanarLevel, SourceLevel } from './run/job.ts';

/** Part of every render's identity: raise it when equal recipes give other pixels. */
export const engineVersion = '1';

export interface EngineOptions {
  /** Worker threads; default one per core, at most 8. */
  readonly workers?: number;
}

/** A decoded photo: codes in stored orientation and what they mean. */
export interface EngineSource {
  readonly image: PixelImage;
  readonly profile: RgbProfile;
  readonly kind: PhotoKind;
}

export interface RenderTarget {
  /** Null = full resolution. Nothing is enlarged. */
  readonly longEdgeMaxPixels: number | null;
  /** Profile of the output's codes. */
  readonly profile: RgbProfile;
  readonly signal?: AbortSignal;
}

/** A photo with its analysis and the smaller levels made of it so far. */
export interface PreparedPhoto {
  readonly kind: PhotoKind;
  /** What it holds in memory now; grows with each new level. */
  readonly byteLength: number;
}

const workersMax = 8;
/** Proxy levels kept per photo: the agent looks at one size, a browser at another. */
const levelsMax = 3;

class Prepared implements PreparedPhoto {
  readonly kind: PhotoKind;
  readonly full: CodedLevel;
  readonly profile: RgbProfile;
  readonly analysis: Analysis;
  readonly #levels = new Map<string, Promise<PlanarLevel>>();
  #levelBytes: number;

  constructor(full: CodedLevel, canonical: PlanarLevel, { profile, kind }: EngineSource) {
    this.full = full;
    this.profile = profile;
    this.kind = kind;
    const area = canonical.width * canonical.height;
    const plane = (index: number): Float32Array => canonical.data.subarray(index * area, (index + 1) * area);
    const { width, height } = canonical;
    this.analysis = analyse({ width, height, r: plane(0), g: plane(1), b: plane(2) }, profile);
    this.#levelBytes = canonical.data.byteLength;
    this.#levels.set(`${width}x${height}`, Promise.resolve(canonical));
  }

  get byteLength(): number {
    // The analysis keeps about as much again as the canonical level.
    return this.full.data.byteLength + 2 * this.#levelBytes;
  }

  level(executor: Executor, width: number, height: number): Promise<SourceLevel> {
    if (width >= this.full.width && height >= this.full.height) return Promise.resolve(this.full);
    const key = `${width}x${height}`;
    const known = this.#levels.get(key);
    const level = known ?? executor.reduce(this.full, width, height);
    this.#levels.delete(key);
    this.#levels.set(key, level);
    if (known === undefined) {
      this.#levelBytes += width * height * 12;
      level.catch(() => this.#levels.delete(key));
      if (this.#levels.size > levelsMax) this.#levels.delete(this.#levels.keys().next().value!);
    }
    return level;
  }
}

/** Code → linear for each channel, R, G, B one after the other. */
function decodeTables({ decode }: RgbProfile, codes: number): Float32Array {
  const tables = new Float32Array(new SharedArrayBuffer(3 * codes * 4));
  for (const [channel, curve] of decode.entries()) {
    for (let code = 0; code < codes; code++) {
      const position = (code / (codes - 1)) * (curve.length - 1);
      const index = Math.min(Math.floor(position), curve.length - 2);
      const [from, to] = [curve[index]!, curve[index + 1]!];
      tables[channel * codes + code] = from + (to - from) * (position - index);
    }
  }
  return tables;
}

/** The develop engine: prepares photos and renders recipes on worker threads. */
export class Engine implements AsyncDisposable {
  readonly #executor: Executor;

  private constructor(executor: Executor) {
    this.#executor = executor;
  }

  static async open({ workers }: EngineOptions = {}): Promise<Engine> {
    return new Engine(await Executor.open({ workers: workers ?? Math.min(availableParallelism(), workersMax) }));
  }

  /** Makes the canonical analysis image; what else is known of the photo is computed when first needed. */
  async prepare(source: EngineSource): Promise<PreparedPhoto> {
    const { image, profile } = source;
    const { width, height } = image;
    const decode = decodeTables(profile, image.data.BYTES_PER_ELEMENT === 2 ? 65_536 : 256);
    const full: CodedLevel = { kind: 'coded', width, height, data: shared(image.data), decode };
    const scale = Math.min(1, canonicalLongEdgePixels / Math.max(width, height));
    const size = (length: number): number => Math.max(1, Math.round(length * scale));
    return new Prepared(full, await this.#executor.reduce(full, size(width), size(height)), source);
  }

  /**
   * Develops the whole recipe from the original. The picture comes in stored orientation, cropped, 8 bits a channel.
   * @throws Fault `recipe.invalid` (a crop that leaves nothing), `engine.stuck`, `request.canceled`
   */
  async render(photo: PreparedPhoto, recipe: Recipe, target: RenderTarget): Promise<Rgb8Image> {
    if (!(photo instanceof Prepared)) throw new TypeError('The photo was not prepared by this engine.');
    const { full, profile: sourceProfile, kind, analysis } = photo;
    const { longEdgeMaxPixels, profile: outputProfile, signal } = target;
    const program = compile(recipe, {
      width: full.width,
      height: full.height,
      longEdgeMaxPixels,
      kind,
      sourceProfile,
      outputProfile,
      analysis,
      output: 'u8',
    });
    const { width, height, map } = program;
    // Source pixels per output pixel.
    const step = Math.hypot(map.ux * full.width, map.vx * full.height);
    const size = (length: number): number => Math.max(1, Math.round(length / step));
    const level = await photo.level(this.#executor, size(full.width), size(full.height));
    return { width, height, data: await this.#executor.run(program, level, 'rgb8', signal) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#executor[Symbol.asyncDispose]();
  }
}
