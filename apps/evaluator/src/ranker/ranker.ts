import { fileURLToPath } from 'node:url';
import { Fault } from '@safelight/core';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Features } from './features.ts';

/** The committed model; source, licence and checksum: `models/README.md`. */
export const committedModel = new URL('../../models/ranker.onnx', import.meta.url);

const brokenText =
  'The network that ranks edits cannot be used. Install Safelight again, or restore apps/evaluator/models.';

/** How good an edit is for what was asked, learnt from pairs (RetouchIQ's reward model, in small). */
export class Ranker {
  readonly #path: string;
  #session: Promise<InferenceSession> | undefined;

  constructor(model = committedModel) {
    this.#path = fileURLToPath(model);
  }

  /**
   * 0 (poor) .. 10. The network is opened with the first edit and kept.
   * @throws Fault `model.broken` when the file is missing, broken or another network
   */
  async value(features: Features): Promise<number> {
    const values = Float32Array.from(Object.values(features));
    try {
      const session = await (this.#session ??= this.#open());
      const { rank } = await session.run({ features: new Tensor('float32', values, [1, values.length]) });
      return 10 / (1 + Math.exp(-(rank!.data as Float32Array)[0]!));
    } catch (cause) {
      throw new Fault('model.broken', brokenText, { detail: `${this.#path} does not answer as it should.`, cause });
    }
  }

  #open(): Promise<InferenceSession> {
    return InferenceSession.create(this.#path, {
      executionProviders: ['cpu'],
      executionMode: 'sequential',
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
    });
  }
}
