/** One engine worker: takes strips of the current job until none is left. Runs as a worker thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { instantiate, type RowFunction } from './bound.ts';
import { collectGarbage } from './collect.ts';
import { control, type Answer, type Job, type StageJob, type Structural } from './job.ts';
import { prepareReduce } from './reduce-strips.ts';
import { Region } from './region.ts';
import { prepareRender } from './render-strips.ts';

const instancesMax = 256;

const structural = workerData as Structural;
const region = new Region();
const instances = new Map<string, RowFunction>();

/** The least recently used instance goes when there are too many. */
function rowFunction(stage: StageJob): RowFunction {
  const row = instances.get(stage.key) ?? instantiate(stage, region);
  instances.delete(stage.key);
  instances.set(stage.key, row);
  if (instances.size > instancesMax) instances.delete(instances.keys().next().value!);
  return row;
}

function work(job: Job): void {
  const height = job.type === 'render' ? job.height : job.target.height;
  region.reset();
  const run =
    job.type === 'render'
      ? prepareRender(job, region, structural, rowFunction)
      : prepareReduce(job, region, structural);
  while (Atomics.load(job.control, control.canceled) === 0) {
    const first = Atomics.add(job.control, control.nextStrip, 1) * job.stripRows;
    if (first >= height) return;
    run(first, Math.min(first + job.stripRows, height));
    Atomics.add(job.control, control.stripsDone, 1);
  }
}

parentPort!.on('message', (job: Job) => {
  let answer: Answer = { id: job.id };
  try {
    work(job);
  } catch (error) {
    answer = { id: job.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  parentPort!.postMessage(answer);
  if (job.collect) collectGarbage();
});
