import type { Output, Signature } from './messages.ts';

/** Inputs of one run, in the order of the model; each is several pieces that follow each other. */
export interface Assembled {
  readonly shape: readonly number[];
  readonly pieces: readonly Uint8Array[];
}

export interface Ran {
  readonly outputs: readonly Output[];
  /** Within the runtime. */
  readonly inferMs: number;
  /** Copying the inputs together. */
  readonly inputMs: number;
}

/** One session of a model. It runs one batch at a time. */
export interface Executor extends AsyncDisposable {
  readonly signature: Signature;
  readonly isAlive: boolean;
  /** Calls it once, when the session is gone. */
  onDeath(listener: () => void): void;
  /**
   * @param outputs indices of those that are wanted
   * @throws Fault `model.failed` with the runtime's reason; `engine.stuck` when it died or took too long
   */
  run(inputs: readonly Assembled[], outputs: readonly number[]): Promise<Ran>;
}
