import { Fault } from '@safelight/core';
import { EventSourceParserStream, ParseError } from 'eventsource-parser/stream';
import { errors, request, type Dispatcher } from 'undici';
import { Assembly, type Assembled } from './assemble.ts';
import type { ChatBody } from './body.ts';
import { excerpt, readChunk, readWhole, type Chunk } from './chunk.ts';
import { AttemptError, brokenConnection, failureOf, statusOfReported, tooSlow } from './failure.ts';
import type { VlmSettings } from './settings.ts';
import { Stopwatch } from './stopwatch.ts';

/** More than any tokenizer packs into a token on average; what is longer ignores its limit. */
const charsPerTokenMax = 16;
const errorBodyBytesMax = 64 * 1024;
/** One event of the stream; a chunk of a reply has some hundred. */
const eventCharsMax = 1024 * 1024;

export type AttemptEvent =
  | { readonly type: 'thoughtDelta' | 'textDelta'; readonly text: string }
  | { readonly type: 'end'; readonly assembled: Assembled };

/**
 * Sends one request and reads its reply. `assembly` shows what was read when it breaks.
 * @throws AttemptError; the signal's reason when it aborts
 */
export async function* attempt(
  body: ChatBody,
  settings: VlmSettings,
  dispatcher: Dispatcher,
  assembly: Assembly,
  outer: AbortSignal,
): AsyncGenerator<AttemptEvent> {
  using watch = new Stopwatch(settings, outer);
  const { timeouts } = settings;
  watch.start('firstToken', timeouts.firstTokenMs);
  try {
    for await (const chunk of chunks(body, settings, dispatcher, watch)) {
      watch.start('betweenTokens', timeouts.betweenTokensMs);
      const { thought, text } = assembly.add(chunk);
      if (thought !== '') yield { type: 'thoughtDelta', text: thought };
      if (text !== '') yield { type: 'textDelta', text };
    }
    if (!assembly.isFinished) throw brokenConnection('The stream ended without a reason.', settings, 'reading');
    yield { type: 'end', assembled: assembly.finish() };
  } catch (error) {
    throw explain(error, watch.signal, settings, outer);
  }
}

export function assemblyFor({ outputTokensMax }: VlmSettings): Assembly {
  return new Assembly(outputTokensMax * charsPerTokenMax);
}

async function* chunks(
  body: ChatBody,
  settings: VlmSettings,
  dispatcher: Dispatcher,
  watch: Stopwatch,
): AsyncGenerator<Chunk> {
  const response = await request(`${settings.baseUrl.replace(/\/+$/, '')}/chat/completions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream, application/json',
      ...(settings.apiKey === null ? {} : { authorization: `Bearer ${settings.apiKey.reveal()}` }),
    },
    body: JSON.stringify(body),
    dispatcher,
    signal: watch.signal,
  }).catch((error: unknown) => {
    throw watch.signal.aborted ? error : notConnected(error, settings);
  });
  const { statusCode, headers } = response;
  if (statusCode !== 200) {
    const retryAfter = headers['retry-after'];
    const text = await textOf(response.body, errorBodyBytesMax);
    throw failureOf(
      { status: statusCode, text, retryAfter: typeof retryAfter === 'string' ? retryAfter : null },
      settings,
    );
  }
  const type = String(headers['content-type'] ?? '').toLowerCase();
  if (type.startsWith('application/json')) {
    yield readWhole(await textOf(response.body, settings.outputTokensMax * charsPerTokenMax));
  } else if (type.startsWith('text/event-stream')) {
    yield* events(response.body, settings);
  } else {
    const message = `The model server answers with ${type === '' ? 'no content type' : type} instead of a reply. Check that the base URL is that of its API.`;
    throw new Fault('model.badReply', message, { detail: excerpt(await textOf(response.body, errorBodyBytesMax)) });
  }
}

async function* events(body: Dispatcher.ResponseData['body'], settings: VlmSettings): AsyncGenerator<Chunk> {
  const bytes = ReadableStream.from(body as AsyncIterable<Uint8Array>);
  const stream = bytes
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream({ maxBufferSize: eventCharsMax }));
  for await (const { data } of stream) {
    if (data.trim() === '[DONE]') return;
    const chunk = readChunk(data);
    if ('error' in chunk) {
      const text = JSON.stringify(chunk);
      throw failureOf({ status: statusOfReported(chunk.error), text, retryAfter: null }, settings);
    }
    yield chunk;
  }
}

/** The beginning of a body; the rest of a long one is left unread. */
async function textOf(body: AsyncIterable<Uint8Array>, bytesMax: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes > bytesMax) break;
  }
  return Buffer.concat(pieces).subarray(0, bytesMax).toString('utf8');
}

function explain(error: unknown, signal: AbortSignal, settings: VlmSettings, outer: AbortSignal): unknown {
  if (outer.aborted) return outer.reason;
  if (signal.aborted) return new AttemptError(signal.reason as Fault, { retry: true, isOutage: true });
  if (error instanceof AttemptError) return error;
  if (error instanceof ParseError) {
    const message =
      'The model server sends a stream that is no stream of events. Check that the base URL is that of its API.';
    return new AttemptError(new Fault('model.badReply', message, { cause: error }), { retry: false, isOutage: false });
  }
  if (error instanceof Fault) return new AttemptError(error, { retry: false, isOutage: false });
  return brokenConnection(error, settings, 'reading');
}

function notConnected(error: unknown, settings: VlmSettings): AttemptError {
  if (!(error instanceof errors.ConnectTimeoutError)) return brokenConnection(error, settings, 'connecting');
  const fault = tooSlow('connect', settings.timeouts.connectMs, settings);
  return new AttemptError(fault, { retry: true, isOutage: true });
}
