/** One engine worker: takes strips of the current job until none is left. Runs as a worker thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { analyse, type AnalysisParts } from '../analysis/analysis.ts';
import { blurPlaneNames, blurPlanes } from '../groups/lens-blur/blur.ts';
import { retouch } from '../groups/retouch/retouch.ts';
import { instantiate, type RowFunction } from './bound.ts';
import { collectGarbage } from './collect.ts';
import { fullPicture } from './full-picture.ts';
import { control, planesOf, type Answer, type Job, type StageJob, type Structural } from './job.ts';
import { prepareReduce } from './reduce-strips.ts';
import { Region } from './region.ts';
import { prepareRender, type StripRenderer } from './render-strips.ts';

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

/** For work that is one strip but has steps: tells that one is done, and whether the next is wanted. */
const goesOn = (job: Job) => (): boolean => {
  Atomics.add(job.control, control.stripsDone, 1);
  return Atomics.load(job.control, control.canceled) === 0;
};

/** What to do with the rows (of an analysis: the parts) from one to another, and how many there are. */
function prepare(job: Job, made: Record<string, unknown>): readonly [run: StripRenderer, height: number] {
  switch (job.type) {
    case 'render':
      return [prepareRender(job, region, structural, rowFunction), job.height];
    case 'reduce':
      return [prepareReduce(job, region, structural), job.target.height];
    case 'analyse': {
      const full = job.full === null ? undefined : fullPicture(job.full);
      const analysis = analyse(planesOf(job.source), job.profile, full);
      const run: StripRenderer = (first) => {
        const part = job.parts[first]!;
        made[part] = analysis[part]();
      };
      return [run, job.parts.length];
    }
    case 'retouch':
      return [() => retouch(job.level, job.spots, goesOn(job)), 1];
    case 'blur': {
      const run: StripRenderer = () => {
        const shown = analyse(planesOf(job.source), job.profile).shown();
        const planes = blurPlanes(shown, job.depth, job.request, goesOn(job));
        for (const name of blurPlaneNames) job.target[name].data.set(planes[name].data);
      };
      return [run, 1];
    }
  }
}

function work(job: Job): Partial<AnalysisParts> {
  const made: Partial<AnalysisParts> = {};
  region.reset();
  const [run, height] = prepare(job, made);
  while (Atomics.load(job.control, control.canceled) === 0) {
    const first = Atomics.add(job.control, control.nextStrip, 1) * job.stripRows;
    if (first >= height) break;
    run(first, Math.min(first + job.stripRows, height));
    Atomics.add(job.control, control.stripsDone, 1);
  }
  return made;
}

parentPort!.on('message', (job: Job) => {
  let answer: Answer;
  try {
    answer = { id: job.id, parts: work(job) };
  } catch (error) {
    answer = { id: job.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  parentPort!.postMessage(answer);
  if (job.collect) collectGarbage();
});
