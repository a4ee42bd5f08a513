import type { Matte, Orientation, PhotoKind, PixelImage, RetouchArea, RgbProfile, WhitePoint } from '@safelight/core';
import { analyse, canonicalLongEdgePixels, type Analysis, type AnalysisPart } from './analysis/analysis.ts';
import { Settings } from './compile/settings.ts';
import type { Program } from './graph/program.ts';
import type { Edit } from './groups/feature.ts';
import { wantedBlur } from './groups/lens-blur/lens-blur.ts';
import { spotsOf, type Spot } from './groups/retouch/area.ts';
import type { Executor } from './run/executor.ts';
import { fullPicture } from './run/full-picture.ts';
import { levelShape, type LevelShape } from './run/geometry.ts';
import { planesOf, type CodedLevel, type PlanarLevel, type SourceLevel } from './run/job.ts';

/** A decoded photo: codes in stored orientation and what they mean. */
export interface EngineSource {
  readonly image: PixelImage;
  readonly profile: RgbProfile;
  readonly kind: PhotoKind;
  /** How the file says that its rows and columns are shown, default 1; it tells upright what is up. */
  readonly orientation?: Orientation | undefined;
  /** The light that a raw photo stands balanced for. */
  readonly asShot?: WhitePoint | undefined;
}

/** A photo with its analysis and the smaller levels made of it so far. */
export interface PreparedPhoto {
  readonly kind: PhotoKind;
  /** What it holds in memory now; grows with each new level, up to three beside the canonical one. */
  readonly byteLength: number;
}

/** Levels kept per photo beside the canonical one: the agent looks at one size, a browser at another. */
const levelsMax = 3;

/** Code → linear for each channel, R, G, B one after the other, in shared memory. */
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

/** The shape of the whole picture's area average with this long edge; nothing is enlarged. */
function wholeShape(width: number, height: number, longEdgePixels: number): LevelShape {
  const scale = Math.min(1, longEdgePixels / Math.max(width, height));
  const size = (length: number): number => Math.max(1, Math.round(length * scale));
  return { area: { x: 0, y: 0, width, height }, width: size(width), height: size(height) };
}

const keyOf = ({ area, width, height }: LevelShape): string =>
  [area.x, area.y, area.width, area.height, width, height].map((length) => length.toFixed(2)).join(' ');

/** What a photo's codes mean. */
type Meaning = Omit<EngineSource, 'image'>;

interface RetouchedPhoto {
  /** The places that were repaired. */
  readonly key: string;
  readonly photo: Promise<Prepared>;
  made?: Prepared;
}

export class Prepared implements PreparedPhoto {
  readonly kind: PhotoKind;
  readonly full: CodedLevel;
  readonly profile: RgbProfile;
  readonly orientation: Orientation;
  readonly asShot: WhitePoint | undefined;
  readonly analysis: Analysis;
  readonly #canonical: PlanarLevel;
  readonly #canonicalKey: string;
  readonly #shape: LevelShape;
  readonly #analysing = new Map<AnalysisPart, Promise<void>>();
  #retouched: RetouchedPhoto | undefined;
  readonly #levels = new Map<string, { readonly byteLength: number; readonly level: Promise<PlanarLevel> }>();

  private constructor(full: CodedLevel, shape: LevelShape, canonical: PlanarLevel, source: Meaning) {
    const { profile, kind, asShot, orientation = 1 } = source;
    this.full = full;
    this.profile = profile;
    this.kind = kind;
    this.orientation = orientation;
    this.asShot = asShot;
    this.#canonical = canonical;
    this.#canonicalKey = keyOf(shape);
    this.#shape = shape;
    this.analysis = analyse(planesOf(canonical), profile, fullPicture(full));
  }

  static async of(source: EngineSource, executor: Executor): Promise<Prepared> {
    const { image, profile } = source;
    const { width, height, data } = image;
    const decode = decodeTables(profile, data.BYTES_PER_ELEMENT === 2 ? 65_536 : 256);
    const full: CodedLevel = { kind: 'coded', width, height, data: executor.share(data), decode };
    const shape = wholeShape(width, height, canonicalLongEdgePixels);
    return new Prepared(full, shape, await executor.reduce(full, shape), source);
  }

  get byteLength(): number {
    let sum = this.full.data.byteLength + this.#canonical.data.byteLength + this.analysis.byteLength;
    for (const { byteLength } of this.#levels.values()) sum += byteLength;
    return sum + (this.#retouched?.made?.byteLength ?? 0);
  }

  /**
   * The photo with places repaired: itself when there are none that can be seen. The latest is kept, since a session
   * works on one recipe; it holds the photo's pixels once more.
   */
  async retouched(areas: readonly RetouchArea[], executor: Executor): Promise<Prepared> {
    const { spots } = spotsOf(areas, this.full);
    if (spots.length === 0) return this;
    const key = JSON.stringify(spots);
    if (this.#retouched?.key === key) return this.#retouched.photo;
    const entry: RetouchedPhoto = { key, photo: this.#repair(spots, executor) };
    this.#retouched = entry;
    try {
      return (entry.made = await entry.photo);
    } catch (error) {
      if (this.#retouched === entry) this.#retouched = undefined;
      throw error;
    }
  }

  async #repair(spots: readonly Spot[], executor: Executor): Promise<Prepared> {
    const full = await executor.retouch(this.full, spots);
    return new Prepared(full, this.#shape, await executor.reduce(full, this.#shape), this);
  }

  /** Lets the workers make the parts that are not known yet; who asks for the same part meanwhile waits for it too. */
  async analyse(parts: readonly AnalysisPart[], executor: Executor): Promise<void> {
    const missing = parts.filter((part) => !this.analysis.has(part) && !this.#analysing.has(part));
    if (missing.length > 0) {
      const making = executor.analyse(this.#canonical, this.profile, missing, this.full).then((made) => {
        for (const [part, value] of Object.entries(made)) this.analysis.keep(part as AnalysisPart, value);
      });
      for (const part of missing) this.#analysing.set(part, making);
      const done = (): void => missing.forEach((part) => this.#analysing.delete(part));
      making.then(done, done);
    }
    await Promise.all(parts.map((part) => this.#analysing.get(part)));
  }

  /** Lets a worker make the planes of a lens blur, where they are not known yet. */
  async blur(edit: Edit, depthMap: Matte | undefined, executor: Executor): Promise<void> {
    const { analysis } = this;
    const wanted = wantedBlur({ settings: new Settings(edit, this.kind), analysis, depthMap });
    if (wanted === null || analysis.kept.has(wanted.key)) return;
    const planes = await executor.blur(this.#canonical, this.profile, wanted);
    analysis.kept.getOrMake(wanted.key, () => planes);
  }

  /** The level that a program reads; the least recently used goes when there are too many. */
  async level(program: Program, executor: Executor): Promise<SourceLevel> {
    const shape = levelShape(program, this.full);
    if (shape === null) return this.full;
    const key = keyOf(shape);
    if (key === this.#canonicalKey) return this.#canonical;
    const byteLength = shape.width * shape.height * 12;
    const entry = this.#levels.get(key) ?? { byteLength, level: executor.reduce(this.full, shape) };
    this.#levels.delete(key);
    this.#levels.set(key, entry);
    if (this.#levels.size > levelsMax) this.#levels.delete(this.#levels.keys().next().value!);
    try {
      return await entry.level;
    } catch (error) {
      if (this.#levels.get(key) === entry) this.#levels.delete(key);
      throw error;
    }
  }
}
