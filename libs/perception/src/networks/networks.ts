import { fileURLToPath } from 'node:url';
import { InferenceSession, Tensor } from 'onnxruntime-node';

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

/** The networks, each opened when it is first asked and kept until the end. */
export class Networks implements AsyncDisposable {
  readonly #sessions = new Map<NetworkName, Promise<InferenceSession>>();
  readonly #threads: number;

  constructor(threads: number) {
    this.#threads = threads;
  }

  async run(name: NetworkName, image: InputTensor): Promise<Outputs> {
    const session = await this.#session(name);
    const tensor = new Tensor('float32', image.data, [1, 3, image.height, image.width]);
    const results = await session.run({ image: tensor });
    // A copy: the runtime owns its buffers.
    return Object.fromEntries(
      Object.entries(results).map(([key, value]) => [key, new Float32Array(value.data as Float32Array)]),
    );
  }

  #session(name: NetworkName): Promise<InferenceSession> {
    let session = this.#sessions.get(name);
    if (session === undefined) {
      session = InferenceSession.create(fileURLToPath(new URL(`${name}.onnx`, folder)), {
        executionProviders: ['cpu'],
        executionMode: 'sequential',
        intraOpNumThreads: this.#threads,
        interOpNumThreads: 1,
        // Idle threads sleep: a spinning pool would take processors from the renderer.
        extra: { session: { intra_op: { allow_spinning: '0' }, inter_op: { allow_spinning: '0' } } },
        logSeverityLevel: 3,
      });
      this.#sessions.set(name, session);
    }
    return session;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const sessions = await Promise.allSettled(this.#sessions.values());
    this.#sessions.clear();
    for (const session of sessions) {
      if (session.status === 'fulfilled') {
        await session.value.release();
      }
    }
  }
}
