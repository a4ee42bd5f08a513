import { regionNames, type Matte, type RegionName, type Rgb8Image } from '@safelight/core';
import type { RemoteModels } from '@safelight/inference-client';
import type { Intent } from '@safelight/intent';
import { masksOf, PerceptionThread, uniteMattes } from '@safelight/perception';
import type { Sight } from '../evaluate.ts';
import type { FoundMatte } from '../part/part.ts';
import { regionsOf } from '../part/part.ts';
import type { Picture } from '../picture/picture.ts';

/** Below this perception takes no pictures. */
const edgePixelsMin = 16;
/** From this confidence on a tilt was right within half a degree; below it is a guess and not judged by. */
const tiltConfidenceMin = 0.75;

/** Looks for what an instruction needs found, and for nothing else: networks load with the first such instruction. */
export class Seer implements AsyncDisposable {
  readonly #perception: PerceptionThread;

  /** @param models the server that runs the networks; undefined: they run here */
  constructor(models?: RemoteModels) {
    this.#perception = new PerceptionThread(models === undefined ? {} : { remote: models });
  }

  async look(intent: Intent, before: Picture, after: Picture): Promise<Sight> {
    const wanted = new Set(regionsOf(intent).flatMap((region) => (region.kind === 'matte' ? region.name : [])));
    const mattes = new Map<RegionName, FoundMatte | null>();
    for (const name of regionNames) if (wanted.has(name)) mattes.set(name, await this.#find(before.image, name));
    const tilts = intent.geometry?.straighten === true ? await this.#tilts(before, after) : null;
    return { mattes, tilts };
  }

  async #find(image: Rgb8Image, name: RegionName): Promise<FoundMatte | null> {
    if (Math.min(image.width, image.height) < edgePixelsMin) return null;
    const found: Matte[] = [];
    for (const tool of masksOf[name]) {
      const matte = await this.#perception.find(image, { tool, settings: {} });
      if (matte !== null) found.push(matte);
    }
    return found.length === 0 ? null : found.reduce(uniteMattes);
  }

  async #tilts(before: Picture, after: Picture): Promise<Sight['tilts']> {
    const degrees: number[] = [];
    for (const { image } of [before, after]) {
      if (Math.min(image.width, image.height) < edgePixelsMin) return null;
      const { tilt } = await this.#perception.describe(image);
      if (tilt.confidence < tiltConfidenceMin) return null;
      degrees.push(tilt.degrees);
    }
    return { before: degrees[0]!, after: degrees[1]! };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#perception[Symbol.asyncDispose]();
  }
}
