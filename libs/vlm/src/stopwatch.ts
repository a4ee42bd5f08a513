import { tooSlow, type Phase } from './failure.ts';
import type { VlmSettings } from './settings.ts';

/** Aborts an attempt with a `model.timeout` when a phase takes longer than it may; the caller's signal aborts it too. */
export class Stopwatch implements Disposable {
  readonly #settings: VlmSettings;
  readonly #controller = new AbortController();
  readonly signal: AbortSignal;
  #timer: NodeJS.Timeout | undefined;

  constructor(settings: VlmSettings, outer: AbortSignal) {
    this.#settings = settings;
    this.signal = AbortSignal.any([outer, this.#controller.signal]);
  }

  /** Ends the phase before and begins another. */
  start(phase: Phase, limitMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#controller.abort(tooSlow(phase, limitMs, this.#settings)), limitMs);
  }

  /** Also ends the request that listens to the signal: a reader that leaves early leaves nothing running. */
  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#controller.abort();
  }
}
