import { readFile } from 'node:fs/promises';
import { inspectPhoto } from '@safelight/codec';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { says, type ChatRequest } from '../src/testing/index.ts';
import { asking, faultOf, listen, never, openBench, recorded } from './support.ts';

const tool = {
  name: 'develop_light',
  description: 'Sets light.',
  parameters: { type: 'object', properties: { exposure: { type: 'number' } }, additionalProperties: false },
};

describe('a stream', () => {
  it('gives the text as it comes and whole at its end, though bytes split its characters', async () => {
    const text = '天空太暗了。🌅 The sky is too dark.';
    await using bench = await openBench([says({ text, thought: '看一看…' })], {}, { pieceBytes: 1 });
    const { events, reply } = await listen(bench.vlm, asking('Look.'));
    const told = events.flatMap((event) => (event.type === 'textDelta' ? [event.text] : []));
    expect(told.length).toBeGreaterThan(2);
    expect(told.join('')).toBe(text);
    expect(reply).toMatchObject({ text, thought: '看一看…', finish: 'stop', toolUses: [] });
  });

  it('puts tool calls together from their pieces, each with its own arguments', async () => {
    const toolUses = [
      { name: 'develop_light', arguments: { exposure: 0.7, note: '"}{"' } },
      { name: 'develop_light', arguments: {} },
    ];
    await using bench = await openBench([says({ text: 'First', toolUses })]);
    const { reply } = await listen(bench.vlm, asking('Brighter.', { tools: [tool] }));
    expect(reply.finish).toBe('toolCalls');
    expect(reply.toolUses.map((use) => use.arguments)).toEqual(toolUses.map((use) => use.arguments));
    expect(new Set(reply.toolUses.map(({ id }) => id)).size).toBe(2);
  });

  it('tells arguments that are no JSON as such and does not guess', async () => {
    await using bench = await openBench([
      says({ toolUses: [{ name: 'develop_light', arguments: '{"exposure": +1}' }] }),
    ]);
    const { reply } = await listen(bench.vlm, asking('Brighter.', { tools: [tool] }));
    expect(reply.toolUses[0]).toMatchObject({ argumentsText: '{"exposure": +1}', arguments: undefined });
  });

  it('sends pictures in turn order, each within its budget of pixels', async () => {
    const photo = await readFile(new URL('../../../fixtures/photos/city-sunset.jpg', import.meta.url));
    await using bench = await openBench([says({ text: 'ok' })], { imageAreaMaxPixels: 10_000 }, { imagesFirst: true });
    const shown = (text: string) => ({
      role: 'user' as const,
      parts: [
        { type: 'image' as const, data: photo },
        { type: 'text' as const, text },
      ],
    });
    const messages = [shown('one'), { role: 'assistant' as const, text: 'done', toolUses: [] }, shown('two')];
    await bench.vlm.complete({ messages }, never());
    const sent = bench.server.requests[0]!.messages;
    expect(sent.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
    for (const url of [0, 2].map((index) => imageUrl(sent[index]!))) {
      const { width, height } = await inspectPhoto(Buffer.from(url.split(',')[1]!, 'base64'));
      expect(width * height).toBeLessThanOrEqual(10_000);
      expect(width * height).toBeGreaterThan(9_000);
    }
  });

  it('asks for a reply of a JSON Schema', async () => {
    await using bench = await openBench([says({ text: '{"score":4}' })]);
    const replySchema = { name: 'score', schema: { type: 'object', properties: { score: { type: 'number' } } } };
    await bench.vlm.complete(asking('Score it.', { replySchema, seed: 7, temperature: 0 }), never());
    expect(bench.server.requests[0]).toMatchObject({
      response_format: { type: 'json_schema', json_schema: replySchema },
      seed: 7,
      temperature: 0,
    });
  });

  it.each(['tools', 'jsonSchema', 'images'] as const)(
    'sends nothing that needs %s to a model without',
    async (lacking) => {
      const capabilities = { tools: true, jsonSchema: true, images: true, [lacking]: false };
      await using bench = await openBench([], { capabilities });
      const request = {
        messages: [{ role: 'user' as const, parts: [{ type: 'image' as const, data: new Uint8Array(1) }] }],
        ...(lacking === 'tools' ? { tools: [tool] } : {}),
        ...(lacking === 'jsonSchema' ? { replySchema: { name: 'x', schema: { type: 'object' } } } : {}),
      };
      const fault = await faultOf(bench.vlm.complete(request, never()));
      expect(fault).toMatchObject({ code: 'config.invalid', field: `capabilities.${lacking}` });
      expect(bench.server.requests).toHaveLength(0);
    },
  );
});

function imageUrl({ content }: ChatRequest['messages'][number]): string {
  const part = Array.isArray(content) ? content[0] : undefined;
  if (part?.type !== 'image_url') throw new Error('The turn does not begin with a picture.');
  return part.image_url.url;
}

describe('what a reply cost', () => {
  const prices = { promptUsdPerMillion: 2.5, completionUsdPerMillion: 10 };

  it('is counted from what the server tells at its end', async () => {
    const usage = { promptTokens: 1_000, completionTokens: 200 };
    await using bench = await openBench([says({ text: 'ok', usage })], { prices });
    const { usage: counted } = await bench.vlm.complete(asking('Hello'), never());
    expect(counted).toEqual({ ...usage, costMicroUsd: 4_500, estimated: false });
  });

  it('is guessed, and marked as a guess, when the server tells nothing', async () => {
    await using bench = await openBench([says({ text: 'x'.repeat(400), usage: null })], { prices });
    const { usage } = await bench.vlm.complete(asking('y'.repeat(4_000)), never());
    expect(usage.estimated).toBe(true);
    expect(usage.promptTokens).toBeGreaterThan(900);
    expect(usage.completionTokens).toBe(100);
    expect(usage.costMicroUsd).toBeGreaterThan(2_250);
  });
});

describe('replies of servers that differ from OpenAI', () => {
  it.each([
    ['calls-without-index', [{ exposure: 0.4 }, { saturation: -10 }]],
    ['call-in-one-piece-ended-by-stop', [{ exposure: 0.4 }]],
  ])('%s: every call is whole', async (name, expected) => {
    await using bench = await openBench([recorded(name)]);
    const { reply } = await listen(bench.vlm, asking('Go on.', { tools: [tool] }));
    expect(reply.finish).toBe('toolCalls');
    expect(reply.toolUses.map((use) => use.arguments)).toEqual(expected);
  });

  it('comments-while-queued: comments are no tokens', async () => {
    await using bench = await openBench([recorded('comments-while-queued')]);
    const { reply } = await listen(bench.vlm, asking('Go on.'));
    expect(reply).toMatchObject({ text: 'Ready', thought: 'Hm.' });
  });

  it('an answer that is not streamed is read as well', async () => {
    const body = { choices: [{ index: 0, message: { role: 'assistant', content: 'Whole' }, finish_reason: 'stop' }] };
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    await using bench = await openBench([{ kind: 'answers', status: 200, headers, body: JSON.stringify(body) }]);
    expect((await bench.vlm.complete(asking('Go on.'), never())).text).toBe('Whole');
  });
});

describe('the test server', () => {
  it("serves OpenAI's own client", async () => {
    const toolUses = [{ name: 'develop_light', arguments: { exposure: 1 } }];
    await using bench = await openBench(
      [says({ text: 'Hello', toolUses }), says({ text: 'Whole' })],
      {},
      { apiKey: 'k' },
    );
    const official = new OpenAI({ apiKey: 'k', baseURL: bench.server.baseUrl, maxRetries: 0 });
    const messages = [{ role: 'user' as const, content: 'Hi' }];
    const stream = official.chat.completions.stream({
      model: 'test-model',
      messages,
      tools: [{ type: 'function', function: tool }],
    });
    const [choice] = (await stream.finalChatCompletion()).choices;
    expect(choice!.message.content).toBe('Hello');
    expect(choice!.message.tool_calls?.[0]).toMatchObject({ function: { arguments: '{"exposure":1}' } });
    const whole = await official.chat.completions.create({ model: 'test-model', messages });
    expect(whole.choices[0]!.message.content).toBe('Whole');
  });
});
