/** One subscription: a driver's member feeds the dispatcher, the committer tells the driver what is finished. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@safelight/service-kit';
import { backoffMs } from '../backoff.ts';
import type { SubscribeOptions } from '../bus.ts';
import { Intake } from '../driver.ts';
import type { BusDriver, Member } from '../driver.ts';
import { subscriptionDisturbed } from '../events.ts';
import { busLimits } from '../limits.ts';
import type { TopicSpec } from '../topics.ts';
import type { Attempt } from './dispatcher.ts';
import { Committer } from './committer.ts';
import { Dispatcher } from './dispatcher.ts';

export interface SubscriptionContext {
  readonly driver: BusDriver;
  readonly logger: Logger;
  readonly topics: readonly TopicSpec[];
  readonly attempt: Attempt;
}

export function startSubscription(context: SubscriptionContext, options: SubscribeOptions): AsyncDisposable {
  const { driver, logger, topics, attempt } = context;
  const { group, concurrency = busLimits.concurrencyDefault, drainTimeoutMs = busLimits.drainTimeoutMs } = options;
  const onError = (what: string) => (error: unknown) => subscriptionDisturbed(logger, group, what, error);
  const dispatcher = new Dispatcher({ concurrency, attempt, onProgress: (offset) => committer.note(offset) });
  const member = driver.join(new Intake(group, topics, dispatcher, () => committer));
  const committer = new Committer((offsets) => member.commit(offsets), onError('commit'));
  const stopping = new AbortController();
  const running = keepRunning(member, stopping.signal, onError('connection'));
  let stopped: Promise<void> | undefined;
  return {
    [Symbol.asyncDispose]() {
      stopped ??= (async () => {
        stopping.abort();
        await dispatcher.stop(drainTimeoutMs);
        await committer.stop(busLimits.finalCommitTimeoutMs);
        await member.leave().catch(onError('leave'));
        await running;
      })();
      return stopped;
    },
  };
}

const firstRestMs = 200;
const restMsMax = 5_000;
/** A run of this length counts as a good one. */
const steadyMs = 30_000;

async function keepRunning(member: Member, signal: AbortSignal, onError: (error: unknown) => void): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const start = performance.now();
    try {
      await member.run(signal);
    } catch (error) {
      if (signal.aborted) return;
      failures = performance.now() - start > steadyMs ? 1 : failures + 1;
      onError(error);
      await delay(backoffMs(failures, firstRestMs, restMsMax), undefined, { signal }).catch(() => undefined);
    }
  }
}
