import type {
  ChatCompletionContentPartImage,
  ChatCompletionCreateParams,
  ChatCompletionFunctionTool,
  ChatCompletionStreamOptions,
  ChatCompletionToolMessageParam,
  ChatCompletionUserMessageParam,
} from 'openai/resources/chat/completions';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { checkRequest } from './rules.ts';
import { chatRequest, type ChatRequest } from './schema.ts';

/** A JPEG begins so. */
const jpeg = `data:image/jpeg;base64,${Buffer.from([0xff, 0xd8, 0xff, 0xe0]).toString('base64')}`;
const user = { role: 'user', content: 'Hi' };
const plain = { model: 'm', messages: [user] };
const call = { id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } };
const asked = { role: 'assistant', content: null, tool_calls: [call] };
const answered = { role: 'tool', tool_call_id: 'a', content: 'done' };
const tool = (definition: object) => ({
  ...plain,
  tools: [{ type: 'function', function: { name: 'f', ...definition } }],
});
const pictures = (...content: object[]) => ({ ...plain, messages: [{ role: 'user', content }] });
const picture = { type: 'image_url', image_url: { url: jpeg } };
const words = { type: 'text', text: 'Hi' };

describe('the request schema of the test server', () => {
  it("has the fields of OpenAI's public schema, no more and no fewer", () => {
    expectTypeOf<keyof ChatRequest>().toEqualTypeOf<keyof ChatCompletionCreateParams>();
    type Tool = NonNullable<ChatRequest['tools']>[number];
    expectTypeOf<keyof Tool['function']>().toEqualTypeOf<keyof ChatCompletionFunctionTool['function']>();
    type StreamOptions = NonNullable<ChatRequest['stream_options']>;
    expectTypeOf<keyof StreamOptions>().toEqualTypeOf<keyof ChatCompletionStreamOptions>();
    type Turn<Role extends string> = Extract<ChatRequest['messages'][number], { role: Role }>;
    expectTypeOf<keyof Turn<'user'>>().toEqualTypeOf<keyof ChatCompletionUserMessageParam>();
    expectTypeOf<keyof Turn<'tool'>>().toEqualTypeOf<keyof ChatCompletionToolMessageParam>();
    type Part = Exclude<Turn<'user'>['content'], string>[number];
    expectTypeOf<keyof Extract<Part, { type: 'image_url' }>>().toEqualTypeOf<keyof ChatCompletionContentPartImage>();
    expect(Object.keys(chatRequest.shape)).toContain('messages');
  });

  it.each<[string, object]>([
    ['a plain question', plain],
    ['pictures and text', pictures(picture, words, picture)],
    ['an answered tool call', { ...plain, messages: [user, asked, answered, user] }],
    ['a tool', tool({ parameters: { type: 'object', properties: { x: { type: 'number', minimum: 0 } } } })],
  ])('accepts %s', (_name, request) => {
    expect(checkRequest(request, {})).toHaveProperty('model');
  });

  it.each<[string, string | null, object]>([
    ['no messages', 'messages', { model: 'm' }],
    ['an unknown field', null, { ...plain, top_k: 5 }],
    ['an unknown part', 'messages[0].content[0].type', pictures({ type: 'image', data: 'x' })],
    ['a field of another part', 'messages[0].content[0]', pictures({ ...words, image_url: { url: jpeg } })],
    ['a number as text', 'messages[0].content', { ...plain, messages: [{ role: 'user', content: 5 }] }],
    [
      'a picture that is none',
      'messages[0].content[0].image_url',
      pictures({ type: 'image_url', image_url: { url: 'data:image/jpeg;base64,AAAA' } }),
    ],
    [
      'a picture elsewhere',
      'messages[0].content[0].image_url',
      pictures({ type: 'image_url', image_url: { url: 'https://example.com/a.jpg' } }),
    ],
    ['a temperature out of range', 'temperature', { ...plain, temperature: 3 }],
    ['a function name with a dot', 'tools[0].function.name', tool({ name: 'a.b' })],
    [
      'a schema that is none',
      'tools[0].function.parameters',
      tool({ parameters: { type: 'object', properties: { x: { type: 'numeral' } } } }),
    ],
    ['a schema of a list', 'tools[0].function.parameters', tool({ parameters: { type: 'array' } })],
    [
      'a reference to nothing',
      'tools[0].function.parameters',
      tool({ parameters: { type: 'object', properties: { x: { $ref: '#/$defs/none' } } } }),
    ],
    [
      'a loose schema in strict mode',
      'tools[0].function.parameters',
      tool({
        strict: true,
        parameters: { type: 'object', properties: { x: { type: 'number' } }, additionalProperties: false },
      }),
    ],
    ['a choice without tools', 'tool_choice', { ...plain, tool_choice: 'auto' }],
    ['a call without its answer', 'messages[2]', { ...plain, messages: [user, asked, user] }],
    ['an answer without a call', 'messages[1]', { ...plain, messages: [user, answered] }],
    ['options of a stream without one', 'stream_options', { ...plain, stream_options: { include_usage: true } }],
  ])('refuses %s', (_name, param, request) => {
    expect(checkRequest(request, {})).toMatchObject({ param, message: expect.any(String) as string });
  });

  it('can insist that pictures stand before text', () => {
    expect(checkRequest(pictures(words, picture), { imagesFirst: true })).toMatchObject({
      param: 'messages[0].content[1]',
    });
    expect(checkRequest(pictures(picture, words), { imagesFirst: true })).toHaveProperty('model');
  });
});
