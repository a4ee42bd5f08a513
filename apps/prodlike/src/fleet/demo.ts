/** A base load, so many times as much for a while, and the base load again until the fleet is small: what came of it. */
import { check, settle, type Verdict } from './check.ts';
import { scaleFleet, type LoadedFleet, type ScalingOptions } from './fleet.ts';
import { Load } from './load.ts';
import { scalingOf, type Burst, type Moment, type Scaling } from './timeline.ts';

export interface DemoOptions extends Omit<ScalingOptions, 'onMoment'> {
  /** Of the base load. */
  readonly turnsPerSecond: number;
  /** How many times as much the burst is. */
  readonly burstFactor: number;
  readonly baseSeconds: number;
  readonly burstSeconds: number;
  /** Longest wait for the fleet to be small again. */
  readonly backSecondsMax: number;
  readonly onMoment: (moment: Moment, phase: string, load: Load) => void;
}

export interface DemoResult {
  readonly asked: number;
  readonly refused: readonly string[];
  readonly verdict: Verdict;
  readonly scaling: Scaling;
  readonly burst: Burst;
  readonly moments: readonly Moment[];
  /** Processes in the trace of that turn of the burst which went through most of them; null: no traces are kept. */
  readonly traced: { readonly turnId: string; readonly processes: readonly string[] } | null;
  /** All processes that the traces of the burst's turns went through. */
  readonly tracedInAll: readonly string[];
}

const settleMs = 90_000;
/** Spans are sent every few seconds. */
const tracePatienceMs = 6_000;

export async function runDemo(fleet: LoadedFleet, options: DemoOptions, signal: AbortSignal): Promise<DemoResult> {
  const { turnsPerSecond, burstFactor, baseSeconds, burstSeconds, backSecondsMax } = options;
  const { client } = fleet;
  const load = new Load(client, fleet.photoId);
  const moments: Moment[] = [];
  let phase = 'base';
  const startedAt = performance.now();
  const now = () => (performance.now() - startedAt) / 1000;
  let burst: Burst;
  {
    await using scaling = new AsyncDisposableStack();
    const onMoment = (moment: Moment): void => {
      moments.push(moment);
      options.onMoment(moment, phase, load);
    };
    scaling.use(scaleFleet(fleet, { ...options, onMoment }));
    await load.run(phase, turnsPerSecond, baseSeconds, signal);
    phase = 'burst';
    const fromSeconds = now();
    await load.run(phase, turnsPerSecond * burstFactor, burstSeconds, signal);
    burst = { fromSeconds, toSeconds: now() };
    phase = 'after';
    while (!signal.aborted && now() < burst.toSeconds + backSecondsMax) {
      await load.run(phase, turnsPerSecond, 1 / turnsPerSecond, signal);
      if (scalingOf(moments, burst).inSeconds !== null) break;
    }
    await load.answered();
    await settle(client, load.acknowledged, settleMs);
  }
  const verdict = await check(client, load.acknowledged);
  const ofBurst = load.acknowledged.filter((turn) => turn.phase === 'burst').map(({ turnId }) => turnId);
  const { traced, all } = await tracesOf(fleet, ofBurst);
  const { asked, refused } = load;
  return { asked, refused, verdict, scaling: scalingOf(moments, burst), burst, moments, traced, tracedInAll: all };
}

async function tracesOf(
  { traces }: LoadedFleet,
  turnIds: readonly string[],
): Promise<{ readonly traced: DemoResult['traced']; readonly all: readonly string[] }> {
  if (traces === null || turnIds.length === 0) return { traced: null, all: [] };
  await new Promise((resolve) => setTimeout(resolve, tracePatienceMs));
  const found = turnIds.map((turnId) => ({ turnId, processes: traces.processesOf(turnId) }));
  const [traced] = found.toSorted((left, right) => right.processes.length - left.processes.length);
  return { traced: traced!, all: [...new Set(found.flatMap(({ processes }) => processes))].sort() };
}
