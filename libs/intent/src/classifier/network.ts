import { fileURLToPath } from 'node:url';
import { Fault } from '@safelight/core';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { featuresOf } from './features.ts';
import { labelAxes, labelKinds, labelLooks, labelRegions } from './labels.ts';

/** What the network finds likely, each 0 .. 1, in the order of `labels.ts`. */
export interface Answer {
  /** [none, +, −] of each axis. */
  readonly axes: Float32Array;
  /** No region first. */
  readonly regions: Float32Array;
  /** No look first. */
  readonly looks: Float32Array;
  readonly kinds: Float32Array;
}

const sizes: Readonly<Record<keyof Answer, number>> = {
  axes: 3 * labelAxes.length,
  regions: 1 + labelRegions.length,
  looks: 1 + labelLooks.length,
  kinds: labelKinds.length,
};

/** The committed model; source, licence and checksum: `models/README.md`. */
export const committedModel = new URL('../../models/wishes.onnx', import.meta.url);

/** Guesses what a sentence asks of a photo. One session on one thread; a sentence takes a fraction of a millisecond. */
export class WishNetwork {
  readonly #session: InferenceSession;

  private constructor(session: InferenceSession) {
    this.#session = session;
  }

  /** @throws Fault `model.broken` when the file is missing, broken or another network: an installation that must be mended. */
  static async open(file: URL): Promise<WishNetwork> {
    const path = fileURLToPath(file);
    let session: InferenceSession;
    try {
      session = await InferenceSession.create(path, {
        executionProviders: ['cpu'],
        executionMode: 'sequential',
        intraOpNumThreads: 1,
        interOpNumThreads: 1,
        logSeverityLevel: 3,
      });
    } catch (cause) {
      throw new Fault('model.broken', brokenText, { detail: `${path} cannot be opened as a network.`, cause });
    }
    const network = new WishNetwork(session);
    const answer = await network.#run([0], path);
    for (const [name, size] of Object.entries(sizes)) {
      const got = answer[name as keyof Answer].length;
      if (got !== size)
        throw new Fault('model.broken', brokenText, {
          detail: `${path} answers ${got} values of ${name}, not ${size}.`,
        });
    }
    return network;
  }

  /** Null when the text holds no word or character that the network could know. */
  async answer(text: string): Promise<Answer | null> {
    const ids = featuresOf(text);
    return ids.length === 0 ? null : this.#run(ids, 'The network');
  }

  async #run(ids: readonly number[], path: string): Promise<Answer> {
    const tensor = new Tensor('int64', BigInt64Array.from(ids, BigInt), [ids.length]);
    try {
      const results = await this.#session.run({ ids: tensor });
      // A copy: the runtime owns its buffers.
      const copy = (name: keyof Answer): Float32Array => new Float32Array(results[name]!.data as Float32Array);
      return { axes: copy('axes'), regions: copy('regions'), looks: copy('looks'), kinds: copy('kinds') };
    } catch (cause) {
      throw new Fault('model.broken', brokenText, { detail: `${path} does not answer as it should.`, cause });
    }
  }
}

const brokenText =
  'The network that guesses unknown phrases cannot be used. Install Safelight again, or restore libs/intent/models.';
