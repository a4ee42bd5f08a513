import { Fault } from '@safelight/core';
import { fromOrt, openSession, toOrt, type InferenceSession } from '@safelight/inference-client/runtime';
import { signatureOf } from './describe.ts';
import type { Assembled, Executor, Ran } from './executor.ts';
import type { Opening, Signature } from './messages.ts';

/**
 * A session on the thread that serves, for networks that take less time than the way to another thread and back. While it
 * runs nothing else does.
 */
export class MainInstance implements Executor {
  readonly signature: Signature;
  readonly isAlive = true;
  readonly #session: InferenceSession;

  private constructor(session: InferenceSession) {
    this.#session = session;
    this.signature = signatureOf(session);
  }

  /** @throws Fault `model.broken` with the runtime's reason */
  static async open({ path, intraOpThreads, interOpThreads }: Opening): Promise<MainInstance> {
    try {
      return new MainInstance(await openSession(path, { intraOp: intraOpThreads, interOp: interOpThreads }));
    } catch (cause) {
      const message = `The model cannot be opened: ${(cause as Error).message}`;
      throw new Fault('model.broken', message, { detail: path, cause });
    }
  }

  /** Never: it goes with the process. */
  onDeath(): void {}

  async run(inputs: readonly Assembled[], outputs: readonly number[]): Promise<Ran> {
    const began = performance.now();
    const feeds = this.signature.inputs.map(({ name, datatype }, index) => {
      const { shape, pieces } = inputs[index]!;
      const data = pieces.length === 1 ? pieces[0]! : joined(pieces);
      return [name, toOrt({ datatype, shape, data }, name)] as const;
    });
    const names = outputs.map((index) => this.signature.outputs[index]!.name);
    const placed = performance.now();
    try {
      const results = await this.#session.run(Object.fromEntries(feeds), names);
      const inferMs = performance.now() - placed;
      return { outputs: names.map((name) => fromOrt(results[name]!)), inferMs, inputMs: placed - began };
    } catch (cause) {
      throw new Fault('model.failed', (cause as Error).message, { cause });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#session.release();
  }
}

/** Not out of Node's pool of small buffers: the runtime wants boundaries. */
function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}
