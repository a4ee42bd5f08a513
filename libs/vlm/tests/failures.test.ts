import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { Secret } from '@safelight/core';
import { describe, expect, it } from 'vitest';
import {
  cutsOff,
  endless,
  nonsense,
  recording,
  refuses,
  says,
  stalls,
  stallsWithin,
  tooManyRequests,
  webPage,
  wrongTypes,
  type ServedReply,
} from '../src/testing/index.ts';
import { asking, faultOf, listen, never, openBench } from './support.ts';

const brief = { connectMs: 2_000, firstTokenMs: 5_000, betweenTokensMs: 5_000, totalMs: 10_000 };
const once = { attemptsMax: 1, waitBaseMs: 500, waitMaxMs: 8_000, retryAfterMaxMs: 30_000 };
const hello = says({ text: 'Hello' });

describe('a server in trouble', () => {
  it.each<[string, ServedReply]>([
    ['500', refuses(500)],
    ['a web page of its proxy', webPage(502)],
    ['a cut connection', cutsOff({ text: 'Half of a sentence' }, 2)],
    ['an error within the stream', recording('data: {"error":{"message":"worker died","code":500}}\n\n')],
  ])('is asked again after %s, with growing waits in full jitter', async (_name, trouble) => {
    await using bench = await openBench([trouble, trouble, hello]);
    expect((await bench.vlm.complete(asking('Hi'), never())).text).toBe('Hello');
    expect(bench.clock.slept).toEqual([250, 500]);
  });

  it('is given up after the last attempt, and the fault says that the server is to blame', async () => {
    await using bench = await openBench([refuses(503), refuses(503), refuses(503), hello]);
    const fault = await faultOf(bench.vlm.complete(asking('Hi'), never()));
    expect(fault).toMatchObject({ code: 'model.unavailable', retryable: true });
    expect(fault.message).toContain('503');
    expect(bench.server.requests).toHaveLength(3);
  });

  it('begins its reply anew, and says so, when the stream broke after some of it was passed on', async () => {
    await using bench = await openBench([cutsOff({ text: 'Half of a sentence' }, 2), hello]);
    const { events, reply } = await listen(bench.vlm, asking('Hi'));
    expect(events.map(({ type }) => type)).toEqual(['textDelta', 'textDelta', 'restarted', 'textDelta', 'reply']);
    expect(reply.text).toBe('Hello');
  });

  it('is paid for the half that it wrote', async () => {
    const usage = { promptTokens: 10, completionTokens: 2 };
    await using bench = await openBench([cutsOff({ text: 'Half of a sentence' }, 2), says({ text: 'Hello', usage })]);
    const reply = await bench.vlm.complete(asking('Hi'), never());
    expect(reply.usage.estimated).toBe(true);
    expect(reply.usage.completionTokens).toBe(2 + 3);
  });

  it('is not reached where nothing listens', async () => {
    const closed = createServer();
    const port = await new Promise<number>((resolve) =>
      closed.listen(0, '127.0.0.1', () => resolve((closed.address() as { port: number }).port)),
    );
    await new Promise((resolve) => closed.close(resolve));
    await using bench = await openBench([], { baseUrl: `http://127.0.0.1:${port}/v1`, retry: once });
    const fault = await faultOf(bench.vlm.complete(asking('Hi'), never()));
    expect(fault.code).toBe('model.unavailable');
    expect(fault.message).toContain('cannot be reached');
  });
});

describe('a server that is slow', () => {
  it.each([
    ['to begin', stalls(), { firstTokenMs: 40 }, 'first token'],
    ['to go on', stallsWithin({ text: 'Half of a sentence' }), { betweenTokensMs: 40 }, 'next token'],
    ['in all', stallsWithin({ text: 'Half of a sentence' }), { totalMs: 80 }, 'whole call'],
  ])('%s is left with a fault that says which limit it crossed', async (_name, reply, limit, words) => {
    await using bench = await openBench([reply], { timeouts: { ...brief, ...limit }, retry: once });
    const fault = await faultOf(bench.vlm.complete(asking('Hi'), never()));
    expect(fault.code).toBe('model.timeout');
    expect(fault.message).toContain(words);
  });

  it('is asked once more when it did not begin in time', async () => {
    await using bench = await openBench([stalls(), hello], { timeouts: { ...brief, firstTokenMs: 150 } });
    expect((await bench.vlm.complete(asking('Hi'), never())).text).toBe('Hello');
  });

  it('is left at once when the caller goes away, and learns of it', async () => {
    await using bench = await openBench([stallsWithin({ text: 'Half of a sentence' })]);
    const leaving = new AbortController();
    const reading = (async () => {
      for await (const event of bench.vlm.stream(asking('Hi'), leaving.signal)) if (event) leaving.abort();
    })();
    await expect(reading).rejects.toHaveProperty('name', 'AbortError');
    await expect.poll(() => bench.server.leftEarly()).toBe(1);
  });

  it('is left when the reader stops reading', async () => {
    await using bench = await openBench([endless()]);
    for await (const event of bench.vlm.stream(asking('Hi'), never())) if (event) break;
    await expect.poll(() => bench.server.leftEarly()).toBe(1);
  });
});

describe('a server with a limit', () => {
  it('is asked again when it said, and a little later', async () => {
    await using bench = await openBench([tooManyRequests(7), hello]);
    await bench.vlm.complete(asking('Hi'), never());
    expect(bench.clock.slept).toEqual([7_250]);
  });

  it('is not waited for longer than is allowed', async () => {
    await using bench = await openBench([tooManyRequests(31), hello]);
    const fault = await faultOf(bench.vlm.complete(asking('Hi'), never()));
    expect(fault).toMatchObject({ code: 'model.rateLimited', retryable: true });
    expect(bench.clock.slept).toEqual([]);
  });

  it.each([
    ['OpenAI', refuses(400, { code: 'context_length_exceeded', message: 'Too long.' })],
    ['vLLM', refuses(400, { type: 'BadRequestError', message: "This model's maximum context length is 4096 tokens." })],
    ['llama.cpp', refuses(400, { type: 'exceed_context_size_error', message: 'the request exceeds it' })],
  ])('of context tokens says so in the words of %s, and is not asked again', async (_name, reply) => {
    await using bench = await openBench([reply, hello]);
    const fault = await faultOf(bench.vlm.complete(asking('Hi'), never()));
    expect(fault).toMatchObject({ code: 'model.contextTooLong', retryable: false });
    expect(bench.server.requests).toHaveLength(1);
  });
});

describe('a reply that is none', () => {
  it.each<[string, ServedReply]>([
    ['nonsense JSON', nonsense()],
    ['a tool call with wrong types', wrongTypes()],
    ['a web page', webPage(200)],
    ['tokens without end', endless()],
    ['an end for an unknown reason', says({ text: 'Hm', finishReason: 'tired' })],
    ['one line without end', recording(`data: ${'x'.repeat(1_100_000)}`)],
  ])('%s: is a fault and never an answer', async (_name, reply) => {
    await using bench = await openBench([reply, hello], { outputTokensMax: 100 }, { pieceBytes: 65_536 });
    const fault = await faultOf(bench.vlm.complete(asking('Hi'), never()));
    expect(fault.code).toBe('model.badReply');
    expect(bench.server.requests).toHaveLength(1);
  });

  it.each<[string, ServedReply]>([
    ['no such model', refuses(404)],
    ['a used-up quota', refuses(429, { code: 'insufficient_quota' })],
    ['an unknown parameter', refuses(400, { message: 'Unrecognized request argument: seed' })],
    ['its content filter', says({ text: 'I', finishReason: 'content_filter' })],
  ])('is refused for good for %s', async (_name, reply) => {
    await using bench = await openBench([reply, hello]);
    const fault = await faultOf(bench.vlm.complete(asking('Hi'), never()));
    expect(fault).toMatchObject({ code: 'model.rejected', retryable: false });
  });
});

describe('the key', () => {
  it('is sent, and stands in no fault, no log and no JSON, though the server repeats it', async () => {
    const key = 'sk-very-secret-0123456789';
    await using good = await openBench([hello], { apiKey: new Secret(key) }, { apiKey: key });
    expect((await good.vlm.complete(asking('Hi'), never())).text).toBe('Hello');

    await using bad = await openBench([], { apiKey: new Secret(key) }, { apiKey: 'another' });
    const fault = await faultOf(bad.vlm.complete(asking('Hi'), never()));
    expect(fault.code).toBe('model.rejected');
    expect(fault.detail).toContain('Incorrect API key provided');
    for (const told of [fault, bad.vlm, bad.vlm.settings]) {
      expect(inspect(told, { depth: 9, showHidden: true })).not.toContain(key);
      expect(JSON.stringify(told)).not.toContain(key);
    }
    expect(fault.detail).not.toContain(key);
    expect(`${String(bad.vlm.settings.apiKey)}`).toBe('[secret]');
  });
});

describe('the breaker', () => {
  const breaker = { failuresMax: 2, openMs: 1_000 };

  it('opens after failures in a row, refuses without asking, and closes when a trial succeeds', async () => {
    await using bench = await openBench([refuses(500), refuses(500), hello], { breaker, retry: once });
    for (const state of ['closed', 'open']) {
      await faultOf(bench.vlm.complete(asking('Hi'), never()));
      expect(bench.vlm.breakerState).toBe(state);
    }
    const fault = await faultOf(bench.vlm.complete(asking('Hi'), never()));
    expect(fault.message).toContain('failed 2 times in a row');
    expect(bench.server.requests).toHaveLength(2);
    await bench.clock.sleep(1_000, never());
    expect(bench.vlm.breakerState).toBe('halfOpen');
    await bench.vlm.complete(asking('Hi'), never());
    expect(bench.vlm.breakerState).toBe('closed');
  });

  it('stays closed for a server that refuses, for that one is up', async () => {
    await using bench = await openBench([refuses(400), refuses(429), refuses(400)], { breaker, retry: once });
    for (let i = 0; i < 3; i++) await faultOf(bench.vlm.complete(asking('Hi'), never()));
    expect(bench.vlm.breakerState).toBe('closed');
  });
});

describe('calls at once', () => {
  it('wait for a place, and too many are refused', async () => {
    const rate = { requestsPerMinute: null, tokensPerMinute: null, concurrencyMax: 1, queueLengthMax: 1 };
    await using bench = await openBench(() => hello, { rate });
    const results = await Promise.allSettled([1, 2, 3].map(() => bench.vlm.complete(asking('Hi'), never())));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(results[2]).toMatchObject({ reason: { code: 'model.rateLimited' } });
  });

  it('are held to so many requests and tokens a minute', async () => {
    const rate = { requestsPerMinute: 2, tokensPerMinute: null, concurrencyMax: 8, queueLengthMax: 8 };
    await using bench = await openBench(() => hello, { rate });
    for (let i = 0; i < 3; i++) await bench.vlm.complete(asking('Hi'), never());
    expect(bench.clock.slept).toEqual([30_000]);
  });
});
