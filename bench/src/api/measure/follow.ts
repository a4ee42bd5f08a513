/** A thousand followers: how long an event takes from its commit to each of them, and what they cost in memory. */
import { Agent } from 'undici';
import type { Row } from '../../row.ts';
import type { Ground } from '../ground.ts';
import { follow } from '../load/events.ts';
import { quantile } from '../load/load.ts';
import type { ApiOptions } from '../options.ts';
import { smallPictures } from '../pictures.ts';

const followersCount = 1_000;
/** Of each session; every one comes with a commit of its own. */
const appendEveryMs = 200;
const startDeadlineMs = 60_000;

/** On so many sessions, evenly. */
export function measureFollow(sessionsCount: number) {
  return async (ground: Ground, options: ApiOptions): Promise<readonly Row[]> => {
    const { tenant, gateway } = ground;
    const { caller } = tenant;
    const [picture] = await smallPictures(1);
    const photo = await caller.upload(picture!);
    const sessions = await Promise.all(Array.from({ length: sessionsCount }, () => caller.openSession(photo.id)));
    const before = await gateway.figures();
    const ending = new AbortController();
    const lags: number[] = [];
    const seen = Array.from({ length: followersCount }, () => 0);
    const wrong: string[] = [];
    const agent = new Agent({ connections: null });
    const following = Array.from({ length: followersCount }, async (_, index) => {
      try {
        for await (const { event, atMs } of follow(caller, sessionOf(index), { signal: ending.signal, agent })) {
          if (event.sequence !== seen[index]! + 1) wrong.push(`${event.sequence} after ${seen[index]}`);
          seen[index] = event.sequence;
          if (measuring) lags.push(atMs - Date.parse(event.time));
        }
      } catch (error) {
        if (!ending.signal.aborted) throw error;
      }
    });
    let measuring = false;
    function sessionOf(index: number): string {
      return sessions[index % sessionsCount]!;
    }
    const all = Promise.all(following);
    all.catch(() => undefined);
    await until(() => seen.every((sequence) => sequence > 0), all);
    measuring = true;
    const end = performance.now() + options.roundMs * 2;
    let peakMiB = 0;
    const appended = await Promise.all(
      sessions.map(async (sessionId, index) => {
        let last = 1;
        await pause((appendEveryMs * index) / sessionsCount);
        while (performance.now() < end) {
          const next = pause(appendEveryMs);
          last = await append(sessionId);
          if (index === 0) peakMiB = Math.max(peakMiB, (await gateway.figures()).rssMiB);
          await next;
        }
        return last;
      }),
    );
    await until(() => seen.every((sequence, index) => sequence >= appended[index % sessionsCount]!), all);
    ending.abort();
    await all;
    await agent.destroy();
    if (wrong.length > 0) throw new Error(`Events were missed or came out of order: ${wrong.slice(0, 5).join(', ')}`);
    lags.sort((left, right) => left - right);
    const of = `${followersCount} followers of ${sessionsCount === 1 ? 'one session' : `${sessionsCount} sessions`}`;
    const events = appended.reduce((sum, last) => sum + last - 1, 0);
    return [
      {
        name: `${of}, lag p50`,
        value: quantile(lags, 0.5),
        unit: 'ms',
        note: `${events} events, ${lags.length} times`,
      },
      { name: `${of}, lag p99`, value: quantile(lags, 0.99), unit: 'ms', goal: { atMost: 1_000 } },
      {
        ...{ name: `${of}, the gateway’s memory`, value: peakMiB, unit: 'MiB', goal: { atMost: 400 } },
        note: `${before.rssMiB.toFixed(0)} MiB before`,
      },
    ];

    /** A turn that is asked for and canceled: two events, and nothing is rendered. @returns the newest event */
    async function append(sessionId: string): Promise<number> {
      const path = `/v1/sessions/${sessionId}`;
      const { id } = await caller.call<{ id: string }>('POST', `${path}/turns`, { instruction: 'brighter' });
      await caller.call('POST', `${path}/turns/${id}/cancel`);
      return (await caller.call<{ lastSequence: number }>('GET', path)).lastSequence;
    }
  };
}

async function until(isTrue: () => boolean, failing: Promise<unknown>): Promise<void> {
  const deadline = performance.now() + startDeadlineMs;
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error('Not every follower got every event in time.');
    await Promise.race([pause(50), failing]);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
