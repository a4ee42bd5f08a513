import { fileURLToPath } from 'node:url';
import { Fault, float32Of, float32Tensor } from '@safelight/core';
import { openModels, type InferenceClient, type RemoteModels } from '@safelight/inference-client';
import type { Features } from './features.ts';

/** The committed model; source, licence and checksum: `models/README.md`. */
export const committedModel = new URL('../../models/ranker.onnx', import.meta.url);

const brokenText =
  'The network that ranks edits cannot be used. Install Safelight again, or restore apps/evaluator/models.';

/** How good an edit is for what was asked, learnt from pairs (RetouchIQ's reward model, in small). */
export class Ranker {
  readonly #path: string;
  readonly #open: () => Promise<InferenceClient>;
  #models: Promise<InferenceClient> | undefined;

  /** @param remote the server that runs the network; undefined: it runs here */
  constructor(model = committedModel, remote?: RemoteModels) {
    this.#path = fileURLToPath(model);
    this.#open = () => openModels({ files: { ranker: model } }, remote);
  }

  /**
   * 0 (poor) .. 10. The network is opened with the first edit and kept.
   * @throws Fault `model.broken` when the file is missing, broken or another network; what tells that its server fails
   */
  async value(features: Features): Promise<number> {
    const values = Float32Array.from(Object.values(features));
    const models = await (this.#models ??= this.#open());
    try {
      const { rank } = await models.infer('ranker', { features: float32Tensor(values, [1, values.length]) });
      return 10 / (1 + Math.exp(-float32Of(rank!)[0]!));
    } catch (cause) {
      if (cause instanceof Fault && cause.code !== 'model.failed' && cause.code !== 'model.broken') throw cause;
      throw new Fault('model.broken', brokenText, { detail: `${this.#path} does not answer as it should.`, cause });
    }
  }
}
