import { setFlagsFromString } from 'node:v8';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts a worker thread; every thread of the product starts here.
 *
 * V8 13 keeps the compiled entries from WebAssembly to JavaScript in one cache for all threads of a process. When its
 * collector of WebAssembly code frees an entry while another thread takes it from the cache, the process ends with
 * SIGSEGV or "Check failed: jit_page.has_value()" (nodejs/node#64500). Node loads TypeScript with a WebAssembly parser,
 * so threads that only start and end are enough. The collector is therefore off as soon as there is a second thread:
 * replaced code then stays until its whole module goes, which is kilobytes a module.
 */
export function startThread(url: URL, options: WorkerOptions = {}): Worker {
  setFlagsFromString('--no-wasm-code-gc');
  // Flags meant for the program's own entry, such as --input-type, would keep a thread from starting.
  return new Worker(url, { execArgv: [], ...options });
}
