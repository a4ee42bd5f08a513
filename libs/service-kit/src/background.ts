/** Runs work beside everything else until disposed: its signal aborts then, and disposing waits for it to end. */
export function inBackground(work: (signal: AbortSignal) => Promise<void>): AsyncDisposable {
  const stopping = new AbortController();
  const working = work(stopping.signal);
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await working;
    },
  };
}
