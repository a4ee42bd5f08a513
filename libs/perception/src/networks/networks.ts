import { float32Of, float32Tensor } from '@safelight/core';
import { openModels, type InferenceClient, type RemoteModels } from '@safelight/inference-client';

/** The committed models; where each is from and what it expects: `models/README.md`. */
export const networkNames = [
  'person-selfie',
  'face-near',
  'face-far',
  'face-mesh',
  'eye',
  'pose-detection',
  'pose',
  'sky',
] as const;
export type NetworkName = (typeof networkNames)[number];

/** A picture as a network takes it: one channel after another. */
export interface InputTensor {
  readonly width: number;
  readonly height: number;
  /** R plane, G plane, B plane. */
  readonly data: Float32Array;
}

export type Outputs = Readonly<Record<string, Float32Array>>;

const folder = new URL('../../models/', import.meta.url);
const files = Object.fromEntries(networkNames.map((name) => [name, new URL(`${name}.onnx`, folder)]));

/** The networks: here, each opened when it is first asked and kept until the end, or on a server of models. */
export class Networks implements AsyncDisposable {
  readonly #threads: number;
  readonly #remote: RemoteModels | undefined;
  #models: Promise<InferenceClient> | undefined;

  constructor(threads: number, remote?: RemoteModels) {
    this.#threads = threads;
    this.#remote = remote;
  }

  async run(name: NetworkName, image: InputTensor): Promise<Outputs> {
    const models = await (this.#models ??= openModels({ files, threads: this.#threads }, this.#remote));
    const results = await models.infer(name, { image: float32Tensor(image.data, [1, 3, image.height, image.width]) });
    return Object.fromEntries(Object.entries(results).map(([key, tensor]) => [key, float32Of(tensor)]));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await (await this.#models)?.[Symbol.asyncDispose]();
  }
}
