/** Everything at once for a while: memory that grows without end shows itself. */
import { median, type Row } from '../../row.ts';
import type { Child, Figures } from '../child/child.ts';
import type { Ground } from '../ground.ts';
import { drain, follow } from '../load/events.ts';
import { load } from '../load/load.ts';
import type { ApiOptions } from '../options.ts';
import { uploads } from '../pictures.ts';
import { runTurn } from './turn.ts';

const readersCount = 4;
const followersCount = 50;
/** A follower that came goes again after so long. */
const followMs = 2_000;
const uploadEveryMs = 500;
const sampleEveryMs = 1_000;

export async function measureSoak(ground: Ground, { soakMs }: ApiOptions): Promise<readonly Row[]> {
  const { gateway, tenant } = ground;
  const { caller } = tenant;
  const bytes = await uploads();
  const photo = await caller.upload(bytes(0));
  const sessionId = await caller.openSession(photo.id);
  const end = performance.now() + soakMs;
  const isOver = () => performance.now() >= end;
  const counts = { turns: 0, uploads: 0, streams: 0 };
  const samples: Figures[] = [];
  const request = () => ({ path: `/v1/photos/${photo.id}`, headers: caller.headers });
  const [reads] = await Promise.all([
    load({
      ...{ baseUrl: gateway.ready.baseUrl, connections: readersCount, durationMs: soakMs, expected: 200 },
      request,
    }),
    repeat(isOver, 0, async () => void (await runTurn(ground, photo, counts.turns++))),
    repeat(isOver, uploadEveryMs, async () => void (await caller.upload(bytes(++counts.uploads)))),
    ...Array.from({ length: followersCount }, () =>
      repeat(isOver, 0, async () => {
        const signal = AbortSignal.timeout(followMs);
        counts.streams++;
        try {
          await drain(follow(caller, sessionId, { signal }));
        } catch (error) {
          if (!signal.aborted) throw error;
        }
      }),
    ),
    sample(gateway, isOver, samples),
  ]);
  const [rss, heap] = [growth(samples, 'rssMiB'), growth(samples, 'heapMiB')];
  const what = `${reads.count} reads, ${counts.turns} turns, ${counts.uploads} uploads, ${counts.streams} streams`;
  const minutes = `${(soakMs / 60_000).toFixed(1)} minutes`;
  return [
    {
      ...{ name: 'soak, resident memory grows by', value: rss.percent, unit: '%', goal: { atMost: 10 } },
      note: `${minutes}: ${what}; ${rss.from.toFixed(0)} → ${rss.to.toFixed(0)} MiB, second quarter to last`,
    },
    {
      ...{ name: 'soak, used heap grows by', value: heap.percent, unit: '%', goal: { atMost: 10 } },
      note: `${heap.from.toFixed(1)} → ${heap.to.toFixed(1)} MiB after collections`,
    },
    {
      name: 'soak, reads',
      value: reads.perSecond,
      unit: '/s',
      note: `p50 ${reads.p50Ms.toFixed(1)} ms, p99 ${reads.p99Ms.toFixed(1)} ms`,
    },
  ];
}

async function sample(gateway: Child<unknown>, isOver: () => boolean, samples: Figures[]): Promise<void> {
  await repeat(isOver, sampleEveryMs, async () => void samples.push(await gateway.figures()));
}

/** From the second quarter, when caches are warm, to the last one. */
function growth(samples: readonly Figures[], name: keyof Figures) {
  const values = samples.map((figures) => figures[name]);
  const quarter = Math.floor(values.length / 4);
  const [from, to] = [median(values.slice(quarter, 2 * quarter)), median(values.slice(-quarter))];
  return { from, to, percent: Math.max(0, (to / from - 1) * 100) };
}

async function repeat(isOver: () => boolean, everyMs: number, work: () => Promise<void>): Promise<void> {
  while (!isOver()) {
    const next = new Promise((resolve) => setTimeout(resolve, everyMs));
    await work();
    await next;
  }
}
