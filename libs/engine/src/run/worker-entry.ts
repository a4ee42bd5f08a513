/** Where worker threads begin: the compile cache of the process must be on before a module is loaded. */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { workerData } from 'node:worker_threads';
import type { WorkerData } from './job.ts';

const { compileCacheDir } = workerData as WorkerData;
// A worker without it loads four times as long.
if (compileCacheDir !== undefined) enableCompileCache(compileCacheDir);
await import('./worker.ts');
// Workers are ended, not left to exit: what they compiled would be lost.
if (compileCacheDir !== undefined) flushCompileCache();
