import { Fault } from '@safelight/core';

/** Bytes of tensors that wait or run, over all models: however small a request is, their sum is bounded. */
export class Pressure {
  readonly #sizeBytesMax: number;
  #sizeBytes = 0;

  constructor(sizeBytesMax: number) {
    this.#sizeBytesMax = sizeBytesMax;
  }

  /** Dispose it when the request has ended. @throws Fault `request.tooMany` */
  hold(sizeBytes: number): Disposable {
    if (this.#sizeBytes + sizeBytes > this.#sizeBytesMax) {
      const text = `The tensors that wait here would take more than ${this.#sizeBytesMax} bytes. Try again in 1 s, or later.`;
      throw new Fault('request.tooMany', text, { retryAfterSeconds: 1 });
    }
    this.#sizeBytes += sizeBytes;
    return { [Symbol.dispose]: () => void (this.#sizeBytes -= sizeBytes) };
  }
}
