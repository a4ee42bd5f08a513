/** What the model of a test server says, and the ways in which it can misbehave. */

export interface Speech {
  /** Sent as `reasoning_content`. */
  readonly thought?: string;
  readonly text?: string;
  readonly toolUses?: readonly SpokenToolUse[];
  /** Default: `tool_calls` with tools, else `stop`. */
  readonly finishReason?: string;
  /** Null leaves the count out, as many servers do; default 100 and 20 tokens. */
  readonly usage?: { readonly promptTokens: number; readonly completionTokens: number } | null;
}

export interface SpokenToolUse {
  readonly name: string;
  /** An object becomes JSON; a text is sent as it is. */
  readonly arguments: object | string;
}

export type ServedReply =
  | {
      readonly kind: 'says';
      readonly speech: Speech;
      readonly breaks?: { readonly how: 'stall' | 'cut'; readonly afterDeltas: number };
    }
  /** Takes the request and answers nothing. */
  | { readonly kind: 'stalls' }
  | {
      readonly kind: 'answers';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  /** Tokens without end. */
  | { readonly kind: 'endless' };

export const says = (speech: Speech): ServedReply => ({ kind: 'says', speech });
export const stalls = (): ServedReply => ({ kind: 'stalls' });
export const stallsWithin = (speech: Speech, afterDeltas = 1): ServedReply => ({
  kind: 'says',
  speech,
  breaks: { how: 'stall', afterDeltas },
});
export const cutsOff = (speech: Speech, afterDeltas = 1): ServedReply => ({
  kind: 'says',
  speech,
  breaks: { how: 'cut', afterDeltas },
});
export const endless = (): ServedReply => ({ kind: 'endless' });

const sse = { 'content-type': 'text/event-stream' };

/** A recorded stream, byte for byte. */
export const recording = (stream: string): ServedReply => ({
  kind: 'answers',
  status: 200,
  headers: sse,
  body: stream,
});

/** An error with OpenAI's shape. */
export function refuses(
  status: number,
  error: { readonly code?: string; readonly type?: string; readonly message?: string } = {},
  headers: Readonly<Record<string, string>> = {},
): ServedReply {
  const { code = null, type = 'error', message = `The server answers ${status}.` } = error;
  const body = JSON.stringify({ error: { message, type, param: null, code } });
  return { kind: 'answers', status, headers: { 'content-type': 'application/json', ...headers }, body };
}

export const tooManyRequests = (retryAfterSeconds: number): ServedReply =>
  refuses(429, { code: 'rate_limit_exceeded' }, { 'retry-after': String(retryAfterSeconds) });

/** What a proxy in front of a server that is down answers. */
export const webPage = (status = 502): ServedReply => ({
  kind: 'answers',
  status,
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>',
});

export const nonsense = (): ServedReply => recording('data: {"choices":[{"delta":{"content":"Once\n\n');

/** A tool call whose arguments are an object and whose name is a number. */
export const wrongTypes = (): ServedReply =>
  recording(
    `data: ${JSON.stringify({
      choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { name: 7, arguments: { exposure: 1 } } }] } }],
    })}\n\n`,
  );

const deltaChars = 6;

/** The deltas of a speech in order: thought, text, then the calls, each in small pieces. */
export function deltasOf({ thought = '', text = '', toolUses = [] }: Speech): readonly object[] {
  return [
    ...pieces(thought).map((piece) => ({ reasoning_content: piece })),
    ...pieces(text).map((piece) => ({ content: piece })),
    ...toolUses.flatMap(({ name, arguments: given }, index) => {
      const json = typeof given === 'string' ? given : JSON.stringify(given);
      const call = (rest: object): object => ({ tool_calls: [{ index, ...rest }] });
      return [
        call({ id: `call_${index}_${name}`, type: 'function', function: { name, arguments: '' } }),
        ...pieces(json).map((piece) => call({ function: { arguments: piece } })),
      ];
    }),
  ];
}

function pieces(text: string): readonly string[] {
  const chars = [...text];
  return Array.from({ length: Math.ceil(chars.length / deltaChars) }, (_, i) =>
    chars.slice(i * deltaChars, (i + 1) * deltaChars).join(''),
  );
}
