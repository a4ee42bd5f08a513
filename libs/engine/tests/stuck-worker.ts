/** The engine's worker, except that a picture 13 pixels wide never ends: what a runaway job would look like. */
import { parentPort } from 'node:worker_threads';
import type { Job } from '../src/run/job.ts';

parentPort!.on('message', (job: Job) => {
  while (job.type === 'render' && job.width === 13);
});
await import('../src/run/worker.ts');
