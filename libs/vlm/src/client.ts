import { Fault } from '@safelight/core';
import { Agent } from 'undici';
import type { Assembled } from './assemble.ts';
import { assemblyFor, attempt } from './attempt.ts';
import { bodyOf } from './body.ts';
import { Breaker, type BreakerState } from './breaker.ts';
import { systemClock, type Clock } from './clock.ts';
import { estimatePrompt, estimateTokens, usageOf, type Tokens } from './estimate.ts';
import { AttemptError, tooSlow } from './failure.ts';
import type { Reply, VlmEvent, VlmRequest } from './message.ts';
import { RateLimiter } from './rate.ts';
import type { VlmSettings } from './settings.ts';
import { Slots } from './slots.ts';

/** A model behind an OpenAI-compatible server. */
export interface Vlm extends AsyncDisposable {
  readonly settings: VlmSettings;
  readonly breakerState: BreakerState;
  /**
   * Streams one reply: deltas, then the reply. Leaving the loop early ends the request.
   * @throws Fault model.*, photo.* for a bad picture, config.invalid when the request needs what the model lacks
   */
  stream(request: VlmRequest, signal: AbortSignal): AsyncGenerator<VlmEvent>;
  /** The reply alone. @throws as `stream` */
  complete(request: VlmRequest, signal: AbortSignal): Promise<Reply>;
}

/** Opens a client; who opens it disposes it. Nothing is sent before the first call. */
export function openVlm(settings: VlmSettings, clock: Clock = systemClock): Vlm {
  const { timeouts, rate, breaker: breakerLimits } = settings;
  const agent = new Agent({
    connect: { timeout: timeouts.connectMs },
    // Waiting has limits of its own here; those of the agent would cut a slow prompt after five minutes.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const breaker = new Breaker(breakerLimits, clock);
  const slots = new Slots(rate);
  const limiter = new RateLimiter(rate, clock);

  async function* stream(request: VlmRequest, outer: AbortSignal): AsyncGenerator<VlmEvent> {
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(tooSlow('total', timeouts.totalMs, settings)), timeouts.totalMs);
    const signal = AbortSignal.any([outer, deadline.signal]);
    let giveBack: (() => void) | undefined;
    try {
      const body = await bodyOf(request, settings);
      giveBack = await slots.take(signal);
      const spent: Tokens[] = [];
      for (let tries = 1; ; tries++) {
        let passedOn = false;
        try {
          for await (const event of tryOnce(body, request, spent, signal)) {
            passedOn ||= event.type !== 'reply';
            yield event;
          }
          return;
        } catch (error) {
          if (!(error instanceof AttemptError)) throw error;
          await waitBeforeRetry(error, tries, signal);
          if (passedOn) yield { type: 'restarted' };
        }
      }
    } finally {
      clearTimeout(timer);
      giveBack?.();
    }
  }

  async function* tryOnce(
    body: Awaited<ReturnType<typeof bodyOf>>,
    request: VlmRequest,
    spent: Tokens[],
    signal: AbortSignal,
  ): AsyncGenerator<VlmEvent> {
    const prompt = estimatePrompt(request, settings.imageAreaMaxPixels);
    const leave = breaker.enter();
    const assembly = assemblyFor(settings);
    let outcome: keyof typeof leave = 'abandoned';
    let settle: ((used: number) => void) | undefined;
    let counted: Assembled['counted'] = null;
    const tokens = (): Tokens => {
      if (counted !== null) return { ...counted, estimated: false };
      // A reply that broke off was written, and is paid for; one that never began is not.
      if (assembly.written === '') return { prompt: 0, completion: 0, estimated: false };
      return { prompt, completion: estimateTokens(assembly.written), estimated: true };
    };
    try {
      settle = await limiter.take(prompt + settings.outputTokensMax, signal);
      for await (const event of attempt(body, settings, agent, assembly, signal)) {
        if (event.type !== 'end') {
          yield event;
          continue;
        }
        outcome = 'succeeded';
        const { counted: told, ...reply } = event.assembled;
        counted = told;
        yield { type: 'reply', reply: { ...reply, usage: usageOf([...spent, tokens()], settings) } };
      }
    } catch (error) {
      // A server that refuses is up.
      if (error instanceof AttemptError) outcome = error.isOutage ? 'failed' : 'succeeded';
      throw error;
    } finally {
      leave[outcome]();
      spent.push(tokens());
      const { prompt: read, completion } = tokens();
      settle?.(read + completion);
    }
  }

  /** @throws the attempt's fault when no further attempt is due */
  async function waitBeforeRetry(error: AttemptError, tries: number, signal: AbortSignal): Promise<void> {
    const { attemptsMax, waitBaseMs, waitMaxMs, retryAfterMaxMs } = settings.retry;
    if (!error.retry || tries >= attemptsMax || breaker.state === 'open') throw error.fault;
    const asked = error.retryAfterMs ?? 0;
    if (asked > retryAfterMaxMs) throw error.fault;
    // Full jitter (Brooker 2015): many clients that failed together do not come back together.
    const jitter = clock.random() * Math.min(waitMaxMs, waitBaseMs * 2 ** (tries - 1));
    await clock.sleep(asked + jitter, signal);
  }

  return {
    settings,
    get breakerState() {
      return breaker.state;
    },
    stream,
    async complete(request, signal) {
      for await (const event of stream(request, signal)) if (event.type === 'reply') return event.reply;
      throw new Fault('internal', 'A stream of the model ended without a reply and without a fault.');
    },
    [Symbol.asyncDispose]: () => agent.destroy(),
  };
}
