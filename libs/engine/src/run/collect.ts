import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collector: (() => void) | undefined;

/**
 * Collects garbage in this thread. V8 does not count shared memory as a reason to collect (its backing stores belong
 * to no single isolate), and a worker that handles a few small objects a render would keep every picture it has seen.
 */
export function collectGarbage(): void {
  if (collector === undefined) {
    setFlagsFromString('--expose-gc');
    collector = runInNewContext('gc') as () => void;
  }
  collector();
}

/** Counts shared memory that was handed out, to say when it is time to collect. */
export class SharedMemoryGauge {
  readonly #limitBytes: number;
  #bytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  note(sizeBytes: number): void {
    this.#bytes += sizeBytes;
  }

  /** Whether to collect now; starts to count anew when it says so. */
  isDue(): boolean {
    if (this.#bytes < this.#limitBytes) return false;
    this.#bytes = 0;
    return true;
  }
}
