import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deltasOf, refuses, type ServedReply, type Speech } from './reply.ts';
import { checkRequest, type Refusal, type Strictness } from './rules.ts';
import type { ChatRequest } from './schema.ts';

/** The replies in order, or what to say to each request. */
export type Script = readonly ServedReply[] | ((request: ChatRequest, index: number) => ServedReply);

export interface ModelServerOptions extends Strictness {
  /** When set, requests must carry it. */
  readonly apiKey?: string;
  /** The stream is written in pieces of so many bytes, also through the middle of a character. Default 61. */
  readonly pieceBytes?: number;
}

/** An OpenAI-compatible server on loopback whose model says what a test wants. Disposing it cuts what still runs. */
export interface ModelServer extends AsyncDisposable {
  /** `http://127.0.0.1:<port>/v1` */
  readonly baseUrl: string;
  /** What was asked, in order; refused requests are not among it. */
  readonly requests: readonly ChatRequest[];
  /** What was wrong with requests. */
  readonly refusals: readonly Refusal[];
  /** Requests whose connection the client gave up before the reply ended. */
  readonly leftEarly: () => number;
}

const bodyBytesMax = 64 * 1024 * 1024;
const model = 'test-model';

export async function startModelServer(script: Script, options: ModelServerOptions = {}): Promise<ModelServer> {
  const requests: ChatRequest[] = [];
  const refusals: Refusal[] = [];
  let leftEarly = 0;
  const stopping = new AbortController();

  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.on('close', () => {
      if (!response.writableEnded && !stopping.signal.aborted) leftEarly++;
    });
    const refused = reject(incoming, options);
    if (refused !== null) return send(response, refused);
    const checked = checkRequest(await bodyOf(incoming), options);
    if ('message' in checked) {
      refusals.push(checked);
      return send(response, invalid(checked));
    }
    const index = requests.push(checked) - 1;
    const reply = typeof script === 'function' ? script(checked, index) : script[index];
    if (reply === undefined)
      return send(response, invalid({ param: null, message: `The script has no reply ${index}` }));
    await serve(response, checked, reply, options.pieceBytes ?? 61);
  };

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error: unknown) => {
      if (!response.destroyed) response.destroy(error instanceof Error ? error : undefined);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    refusals,
    leftEarly: () => leftEarly,
    async [Symbol.asyncDispose]() {
      stopping.abort();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function reject({ method, url, headers }: IncomingMessage, { apiKey }: ModelServerOptions): ServedReply | null {
  if (method !== 'POST' || url !== '/v1/chat/completions') {
    return refuses(404, { type: 'invalid_request_error', message: `Invalid URL (${method} ${url})` });
  }
  if (apiKey !== undefined && headers.authorization !== `Bearer ${apiKey}`) {
    // OpenAI repeats a wrong key, too.
    const given = String(headers.authorization).replace('Bearer ', '');
    return refuses(401, { code: 'invalid_api_key', message: `Incorrect API key provided: ${given}.` });
  }
  if (headers['content-type'] !== 'application/json') {
    return refuses(415, { type: 'invalid_request_error', message: 'Send application/json.' });
  }
  return null;
}

function invalid({ param, message }: Refusal): ServedReply {
  const body = JSON.stringify({ error: { message, type: 'invalid_request_error', param, code: null } });
  return { kind: 'answers', status: 400, headers: { 'content-type': 'application/json' }, body };
}

async function bodyOf(incoming: AsyncIterable<Uint8Array>): Promise<unknown> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of incoming) {
    bytes += piece.length;
    if (bytes > bodyBytesMax) throw new Error('The request is too large.');
    pieces.push(piece);
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'));
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, reply: ServedReply): void {
  if (reply.kind !== 'answers') throw new Error('Only whole answers are sent at once.');
  response.writeHead(reply.status, reply.headers).end(reply.body);
}

async function serve(
  response: ServerResponse,
  request: ChatRequest,
  reply: ServedReply,
  pieceBytes: number,
): Promise<void> {
  switch (reply.kind) {
    case 'stalls':
      return;
    case 'answers':
      if (reply.status !== 200) return send(response, reply);
      response.writeHead(200, reply.headers);
      await write(response, reply.body, pieceBytes);
      response.end();
      return;
    case 'endless':
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      while (!response.destroyed) await write(response, event(chunk({ content: 'again and '.repeat(100) })), 65_536);
      return;
    case 'says':
      if (request.stream !== true) return sendWhole(response, reply.speech);
      return stream(response, reply, request.stream_options?.include_usage === true, pieceBytes);
  }
}

async function stream(
  response: ServerResponse,
  { speech, breaks }: Extract<ServedReply, { kind: 'says' }>,
  includeUsage: boolean,
  pieceBytes: number,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const deltas = [{ role: 'assistant', content: '' }, ...deltasOf(speech)];
  for (const delta of breaks === undefined ? deltas : deltas.slice(0, 1 + breaks.afterDeltas)) {
    await write(response, event(chunk(delta)), pieceBytes);
  }
  if (breaks?.how === 'stall') return;
  if (breaks?.how === 'cut') {
    response.destroy();
    return;
  }
  await write(response, event(chunk({}, finishOf(speech))), pieceBytes);
  const usage = usageOf(speech);
  if (includeUsage && usage !== null) await write(response, event({ ...chunk({}), choices: [], usage }), pieceBytes);
  await write(response, 'data: [DONE]\n\n', pieceBytes);
  response.end();
}

function sendWhole(response: ServerResponse, speech: Speech): void {
  const { text = null, thought, toolUses = [] } = speech;
  const calls = toolUses.map(({ name, arguments: given }, index) => ({
    id: `call_${index}_${name}`,
    type: 'function',
    function: { name, arguments: typeof given === 'string' ? given : JSON.stringify(given) },
  }));
  const message = {
    role: 'assistant',
    content: text,
    ...(thought === undefined ? {} : { reasoning_content: thought }),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  };
  const usage = usageOf(speech);
  const choices = [{ index: 0, message, finish_reason: finishOf(speech), logprobs: null }];
  const body = { ...chunk({}), object: 'chat.completion', choices, ...(usage === null ? {} : { usage }) };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function chunk(delta: object, finishReason: string | null = null): object {
  const choices = [{ index: 0, delta, finish_reason: finishReason, logprobs: null }];
  return { id: 'chatcmpl-test', object: 'chat.completion.chunk', created: 1_700_000_000, model, choices };
}

const event = (json: object): string => `data: ${JSON.stringify(json)}\n\n`;

function finishOf({ finishReason, toolUses = [] }: Speech): string {
  return finishReason ?? (toolUses.length > 0 ? 'tool_calls' : 'stop');
}

function usageOf({ usage = { promptTokens: 100, completionTokens: 20 } }: Speech): object | null {
  if (usage === null) return null;
  const { promptTokens, completionTokens } = usage;
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  };
}

/** Small writes, each handed to the socket before the next. */
async function write(response: ServerResponse, text: string, pieceBytes: number): Promise<void> {
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    if (response.destroyed) return;
    const piece = bytes.subarray(at, at + pieceBytes);
    await new Promise<void>((resolve) => response.write(piece, () => resolve()));
  }
}
