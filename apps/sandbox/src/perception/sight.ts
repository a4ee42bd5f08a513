import { sRgbProfile } from '@safelight/codec';
import {
  canonicalJson,
  emptyRecipe,
  limits,
  type Mask,
  type Matte,
  type Orientation,
  type Rgb8Image,
} from '@safelight/core';
import type { Engine, Mattes } from '@safelight/engine';
import type { RemoteModels } from '@safelight/inference-client';
import { findStored, perceivedTools, PerceptionThread, uprightPicture, type SceneFigures } from '@safelight/perception';
import { ByteCache } from '../cache/byteCache.ts';
import type { DevelopablePhoto } from '../photos.ts';

/** Mattes of a few photos; one takes about 0.7 MiB. */
const cacheSizeBytes = 32 * 1024 * 1024;
/** What a remembered "nothing" counts. */
const nothingBytes = 64;

/** A photo to look at, and which way up it is shown. */
export interface Seen {
  readonly sha256: string;
  readonly tenant: string;
  readonly photo: DevelopablePhoto;
  readonly orientation: Orientation;
}

/**
 * Finds what perceptual masks select. The networks load when first asked; what was found is remembered by tenant and
 * photo.
 */
export class Sight implements AsyncDisposable {
  readonly #engine: Engine;
  readonly #found = new ByteCache<{ readonly matte: Matte | null }>(
    cacheSizeBytes,
    ({ matte }) => matte?.data.byteLength ?? nothingBytes,
  );
  readonly #perception: PerceptionThread;

  /** @param models the server that runs the networks; undefined: they run here */
  constructor(engine: Engine, models?: RemoteModels) {
    this.#engine = engine;
    this.#perception = new PerceptionThread(models === undefined ? {} : { remote: models });
  }

  /**
   * The mattes of masks by key, in stored orientation; null = the picture does not show it. Masks that nobody here can
   * find are left out.
   */
  async find(seen: Seen, masks: ReadonlyMap<string, Mask>, signal: AbortSignal): Promise<Mattes> {
    const mattes = new Map<string, Matte | null>();
    for (const [key, mask] of masks) {
      if (!perceivedTools.includes(mask.tool)) continue;
      const name = canonicalJson([seen.tenant, seen.sha256, seen.orientation, key]);
      const { matte } = await this.#found.getOrMake(name, (own) => this.#look(seen, mask, own), signal);
      mattes.set(key, matte);
    }
    return mattes;
  }

  /** What the photo shows as a whole; the picture is the one that mattes were found in, so its faces are known. */
  async describe(seen: Seen, signal: AbortSignal): Promise<SceneFigures> {
    return this.#perception.describe(uprightPicture(await this.#picture(seen, signal), seen.orientation), signal);
  }

  async #look(seen: Seen, mask: Mask, signal: AbortSignal): Promise<{ matte: Matte | null }> {
    const picture = await this.#picture(seen, signal);
    return { matte: await findStored(this.#perception, picture, seen.orientation, mask, signal) };
  }

  /** In stored orientation. */
  #picture({ photo }: Seen, signal: AbortSignal): Promise<Rgb8Image> {
    const target = { longEdgeMaxPixels: limits.proxyLongEdgePixels, profile: sRgbProfile, signal };
    return this.#engine.render(photo.prepared, emptyRecipe, target);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#perception[Symbol.asyncDispose]();
  }
}
