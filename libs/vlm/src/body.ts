import { shrinkToJpeg } from '@safelight/codec';
import { Fault } from '@safelight/core';
import type { Message, Part, VlmRequest } from './message.ts';
import type { VlmSettings } from './settings.ts';

/** The JSON of a chat completion request, as far as we use it. */
export interface ChatBody {
  readonly model: string;
  readonly messages: readonly WireMessage[];
  readonly stream: true;
  readonly stream_options: { readonly include_usage: true };
  readonly [field: string]: unknown;
}

type WireMessage =
  | { readonly role: 'system'; readonly content: string }
  | { readonly role: 'user'; readonly content: readonly WirePart[] }
  | { readonly role: 'assistant'; readonly content: string; readonly tool_calls?: readonly WireToolCall[] }
  | { readonly role: 'tool'; readonly tool_call_id: string; readonly content: string };

type WirePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string } };

interface WireToolCall {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
}

/** Pictures of a call are the same bytes at every repair and retry: each is scaled once. */
const shrunk = new WeakMap<Uint8Array, { readonly areaMaxPixels: number; readonly url: Promise<string> }>();

/** @throws Fault config.invalid when the request needs what the server is said to lack, photo.* for a bad picture */
export async function bodyOf(request: VlmRequest, settings: VlmSettings): Promise<ChatBody> {
  const { tools = [], toolChoice = 'auto', replySchema, seed, stop } = request;
  const temperature = request.temperature ?? settings.temperature;
  if (tools.length > 0 && !settings.capabilities.tools) throw lacks('tools', settings);
  if (replySchema !== undefined && !settings.capabilities.jsonSchema) throw lacks('jsonSchema', settings);
  return {
    model: settings.model,
    messages: await Promise.all(request.messages.map((message) => wireMessage(message, settings))),
    stream: true,
    stream_options: { include_usage: true },
    [settings.outputLimitField]: settings.outputTokensMax,
    ...(temperature === null ? {} : { temperature }),
    ...(seed === undefined ? {} : { seed }),
    ...(stop === undefined ? {} : { stop }),
    ...(tools.length === 0
      ? {}
      : { tools: tools.map((tool) => ({ type: 'function', function: { ...tool } })), tool_choice: toolChoice }),
    ...(replySchema === undefined
      ? {}
      : {
          response_format: { type: 'json_schema', json_schema: { name: replySchema.name, schema: replySchema.schema } },
        }),
    ...settings.extraBody,
  };
}

async function wireMessage(message: Message, settings: VlmSettings): Promise<WireMessage> {
  switch (message.role) {
    case 'system':
      return { role: 'system', content: message.text };
    case 'user':
      return { role: 'user', content: await Promise.all(message.parts.map((part) => wirePart(part, settings))) };
    case 'assistant': {
      const calls = message.toolUses.map(({ id, name, argumentsText }): WireToolCall => ({
        id,
        type: 'function',
        function: { name, arguments: argumentsText },
      }));
      return { role: 'assistant', content: message.text, ...(calls.length === 0 ? {} : { tool_calls: calls }) };
    }
    case 'tool':
      return { role: 'tool', tool_call_id: message.toolUseId, content: message.text };
  }
}

async function wirePart(part: Part, settings: VlmSettings): Promise<WirePart> {
  if (part.type === 'text') return part;
  if (!settings.capabilities.images) throw lacks('images', settings);
  return { type: 'image_url', image_url: { url: await dataUrl(part.data, settings.imageAreaMaxPixels) } };
}

function dataUrl(data: Uint8Array, areaMaxPixels: number): Promise<string> {
  const known = shrunk.get(data);
  if (known?.areaMaxPixels === areaMaxPixels) return known.url;
  const url = shrinkToJpeg(data, areaMaxPixels).then(
    (jpeg) => `data:image/jpeg;base64,${Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.length).toString('base64')}`,
  );
  shrunk.set(data, { areaMaxPixels, url });
  return url;
}

function lacks(capability: string, { model }: VlmSettings): Fault {
  const message = `The model ${model} is configured without ${capability}, and this request needs them. Use another model or mend the setting.`;
  return new Fault('config.invalid', message, { field: `capabilities.${capability}` });
}
