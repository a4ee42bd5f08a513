/** The bus over a driver: checks, batching, subscriptions, dead letters and metrics are the same on every driver. */
import { Fault, toFault } from '@safelight/core';
import type { Logger } from '@safelight/service-kit';
import type { Bus, SubscribeOptions } from './bus.ts';
import { attemptWith } from './consuming/attempt.ts';
import { startSubscription } from './consuming/subscription.ts';
import type { BusDriver } from './driver.ts';
import { messagesPublished, publishFailed } from './events.ts';
import { publishSpans } from './spans.ts';
import { watchLag } from './lag.ts';
import { busLimits } from './limits.ts';
import { prepareTopics } from './preparing.ts';
import { checkMessage } from './publishing/check.ts';
import type { Outgoing } from './publishing/check.ts';
import { Sender } from './publishing/sender.ts';
import type { TopicCatalogue } from './topics.ts';

export interface CreateBusOptions {
  readonly driver: BusDriver;
  readonly catalogue: TopicCatalogue;
  readonly logger: Logger;
}

/** Takes the driver over and closes it when disposed. */
export function createBus({ driver, catalogue, logger }: CreateBusOptions): Bus {
  const senders = new Map<string, Sender>();
  const subscriptions = new Set<AsyncDisposable>();
  const preparing = new AsyncDisposableStack();
  const lagWatch = watchLag((group) => driver.lag(group));

  /** A broker that is silent is asked once by all who want to know. */
  let asking: Promise<boolean> | undefined;

  function senderOf(topic: string): Sender {
    const spec = catalogue.get(topic);
    const sender = senders.get(topic) ?? new Sender((batch) => driver.send(spec, batch));
    senders.set(topic, sender);
    return sender;
  }

  async function publish(topic: string, messages: readonly Outgoing[]): Promise<void> {
    try {
      await senderOf(topic).publish(messages);
    } catch (error) {
      const fault = toFault(error);
      publishFailed(topic, messages.length, fault);
      throw fault;
    }
    messagesPublished(topic, messages.length);
  }

  function subscribe(options: SubscribeOptions): AsyncDisposable {
    checkSubscription(options);
    const topics = options.topics.map((topic) => catalogue.get(topic));
    const attempt = attemptWith({ logger, subscription: options, publish: (topic, one) => publish(topic, [one]) });
    const unwatch = lagWatch.add(options.group);
    const running = startSubscription({ driver, logger, topics, attempt }, options);
    const subscription: AsyncDisposable = {
      async [Symbol.asyncDispose]() {
        unwatch();
        await running[Symbol.asyncDispose]();
        subscriptions.delete(subscription);
      },
    };
    subscriptions.add(subscription);
    return subscription;
  }

  return {
    subscribe,
    async publish(topic, messages) {
      const spec = catalogue.get(topic);
      if (messages.length === 0) return;
      if (messages.length > busLimits.publishCountMax) {
        const text = `One call publishes at most ${busLimits.publishCountMax} messages. Publish them in parts.`;
        throw new Fault('bus.messageInvalid', text, { field: 'messages' });
      }
      const spans = publishSpans(topic, messages);
      try {
        await publish(
          topic,
          spans.messages.map((message, index) => checkMessage(spec, message, index)),
        );
        spans.end('ok');
      } catch (error) {
        spans.end(toFault(error).code);
        throw error;
      }
    },
    lag: (group) => driver.lag(group),
    ensureTopics: () => driver.ensureTopics(),
    async prepareTopics() {
      preparing.use(await prepareTopics(() => driver.ensureTopics(), logger));
    },
    isReady() {
      asking ??= driver.hasTopics().then(
        (has) => has,
        () => false,
      );
      return asking.finally(() => (asking = undefined));
    },
    async [Symbol.asyncDispose]() {
      lagWatch[Symbol.dispose]();
      await preparing.disposeAsync();
      await Promise.all([...subscriptions].map((subscription) => subscription[Symbol.asyncDispose]()));
      await Promise.all([...senders.values()].map((sender) => sender.idle()));
      await driver[Symbol.asyncDispose]();
    },
  };
}

function checkSubscription({ topics, group, concurrency = 1 }: SubscribeOptions): void {
  const wrong = (field: string, text: string) => new Fault('request.invalid', text, { field });
  if (topics.length === 0) throw wrong('topics', 'A subscription names at least one topic.');
  if (group === '' || group.length > busLimits.keyLengthChars) {
    throw wrong('group', `A group has a name of 1 to ${busLimits.keyLengthChars} characters.`);
  }
  if (!Number.isSafeInteger(concurrency) || concurrency < 1 || concurrency > busLimits.concurrencyMax) {
    throw wrong('concurrency', `The concurrency is a whole number from 1 to ${busLimits.concurrencyMax}.`);
  }
}
