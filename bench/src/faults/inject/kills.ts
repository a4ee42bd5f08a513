/** F1: kill -9 of every service at random points of a turn. */
import { setTimeout as delay } from 'node:timers/promises';
import { between } from '../bench.ts';
import type { Disturb } from '../bench.ts';

/** After an event of any turn, so that all points of a turn are met; where there is none for long, without one. */
const eventMsMax = 3_000;
const delayMsMax = 400;
const pauseMs = { min: 400, max: 2_400 } as const;

export const kills: Disturb = async (bench, load) => {
  const { stack, options, random } = bench;
  const counts = new Map(stack.members.map(({ name }) => [name, 0]));
  for (let done = 0; done < options.kills;) {
    await delay(between(random, pauseMs.min, pauseMs.max));
    const event = await load.nextEvent(eventMsMax);
    await delay(between(random, 0, delayMsMax));
    // One of those that were killed least, so that every service gets its share.
    const living = stack.members.filter(({ pid }) => pid !== null);
    const fewest = Math.min(...living.map(({ name }) => counts.get(name)!));
    const rarest = living.filter(({ name }) => counts.get(name) === fewest);
    const member = rarest[between(random, 0, rarest.length - 1)];
    if (member === undefined) continue;
    const after =
      event === null ? null : `${event.body.turnId ?? event.sessionId} ${event.sequence} ${event.body.type}`;
    bench.inject('F1', `kill -9 ${member.name} (${member.pid})`, after);
    await member.kill();
    counts.set(member.name, counts.get(member.name)! + 1);
    done++;
  }
  await Promise.all(stack.members.map((member) => member.ready()));
  return { what: 'kill -9 of a service', note: [...counts].map(([name, count]) => `${name} ${count}`).join(', ') };
};
