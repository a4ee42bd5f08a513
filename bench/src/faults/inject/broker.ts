/** F2: the broker is killed, stopped in order, and held. */
import { setTimeout as delay } from 'node:timers/promises';
import { between } from '../bench.ts';
import type { Disturb } from '../bench.ts';
import { bounce } from './guard.ts';

const downMs = { min: 500, max: 3_000 } as const;
const heldMs = { min: 3_000, max: 8_000 } as const;
const restMs = 3_000;
const eventMsMax = 5_000;

export const broker: Disturb = async (bench, load) => {
  const { stack, options, random } = bench;
  const { kafka } = stack;
  for (let round = 0; round < (options.quick ? 1 : 2); round++) {
    await load.nextEvent(eventMsMax);
    bench.inject('F2', 'kill -9 Kafka');
    await bounce(bench, kafka, 'kill', between(random, downMs.min, downMs.max));
    await delay(restMs);
    await load.nextEvent(eventMsMax);
    const ms = between(random, heldMs.min, heldMs.max);
    bench.inject('F2', `hold Kafka for ${ms} ms (SIGSTOP)`);
    await kafka.pause();
    await delay(ms);
    await kafka.resume();
    await delay(restMs);
    if (options.quick) continue;
    bench.inject('F2', 'restart Kafka in order');
    await bounce(bench, kafka, 'stop', 0);
    await delay(restMs);
  }
  return { what: 'Kafka killed, restarted, held' };
};
