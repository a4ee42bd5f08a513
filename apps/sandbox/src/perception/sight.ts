import { sRgbProfile } from '@safelight/codec';
import { canonicalJson, emptyRecipe, limits, type Mask, type Matte, type Orientation } from '@safelight/core';
import type { Engine, Mattes } from '@safelight/engine';
import { findStored, perceivedTools, PerceptionThread } from '@safelight/perception';
import { ByteCache } from '../cache/byteCache.ts';
import type { DevelopablePhoto } from '../photos.ts';

/** Mattes of a few photos; one takes about 0.7 MiB. */
const cacheSizeBytes = 32 * 1024 * 1024;
/** What a remembered "nothing" counts. */
const nothingBytes = 64;

/** A photo to look at, and which way up it is shown. */
export interface Seen {
  readonly sha256: string;
  readonly photo: DevelopablePhoto;
  readonly orientation: Orientation;
}

/** Finds what perceptual masks select. The networks load when first asked; what was found is remembered by photo. */
export class Sight implements AsyncDisposable {
  readonly #engine: Engine;
  readonly #found = new ByteCache<{ readonly matte: Matte | null }>(
    cacheSizeBytes,
    ({ matte }) => matte?.data.byteLength ?? nothingBytes,
  );
  readonly #perception = new PerceptionThread();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /**
   * The mattes of masks by key, in stored orientation; null = the picture does not show it. Masks that nobody here can
   * find are left out.
   */
  async find(seen: Seen, masks: ReadonlyMap<string, Mask>, signal: AbortSignal): Promise<Mattes> {
    const mattes = new Map<string, Matte | null>();
    for (const [key, mask] of masks) {
      if (!perceivedTools.includes(mask.tool)) continue;
      const name = canonicalJson([seen.sha256, seen.orientation, key]);
      const { matte } = await this.#found.getOrMake(name, (own) => this.#look(seen, mask, own), signal);
      mattes.set(key, matte);
    }
    return mattes;
  }

  async #look({ photo, orientation }: Seen, mask: Mask, signal: AbortSignal): Promise<{ matte: Matte | null }> {
    const target = { longEdgeMaxPixels: limits.proxyLongEdgePixels, profile: sRgbProfile, signal };
    const picture = await this.#engine.render(photo.prepared, emptyRecipe, target);
    return { matte: await findStored(this.#perception, picture, orientation, mask, signal) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#perception[Symbol.asyncDispose]();
  }
}
