import type { Secret } from '@safelight/core';

/** What the server of a model can do beyond text; asking for more than it can is refused with 400 or ignored. */
export interface Capabilities {
  /** Native tool calls. */
  readonly tools: boolean;
  /** `response_format` with a JSON Schema that the reply is held to. */
  readonly jsonSchema: boolean;
  /** Pictures in user turns. */
  readonly images: boolean;
}

export interface Timeouts {
  /** TCP and TLS. */
  readonly connectMs: number;
  /** From the request to the first token: waiting in the server's queue and reading the prompt. */
  readonly firstTokenMs: number;
  /** Between two tokens of a stream. */
  readonly betweenTokensMs: number;
  /** The whole call, waiting and retries included. */
  readonly totalMs: number;
}

export interface RetryLimits {
  /** Attempts in all; 1 = no retry. */
  readonly attemptsMax: number;
  /** Full jitter: the wait before attempt k is drawn from 0 .. min(waitMaxMs, waitBaseMs · 2^(k − 2)). */
  readonly waitBaseMs: number;
  readonly waitMaxMs: number;
  /** A server that asks for a longer wait (`Retry-After`) is not asked again. */
  readonly retryAfterMaxMs: number;
}

/** Of this process, before a request is sent; null = no limit. */
export interface RateLimits {
  readonly requestsPerMinute: number | null;
  readonly tokensPerMinute: number | null;
  readonly concurrencyMax: number;
  /** Calls that wait for a place; more are refused. */
  readonly queueLengthMax: number;
}

export interface BreakerLimits {
  /** Failed attempts in a row that open the breaker. */
  readonly failuresMax: number;
  /** How long it stays open before one call may try again. */
  readonly openMs: number;
}

/** US dollars per million tokens. */
export interface Prices {
  readonly promptUsdPerMillion: number;
  readonly completionUsdPerMillion: number;
}

export interface VlmSettings {
  /** Up to and with the version, e.g. `http://127.0.0.1:8000/v1`; `/chat/completions` is added. */
  readonly baseUrl: string;
  readonly model: string;
  /** Null for servers that ask for none. */
  readonly apiKey: Secret | null;
  readonly capabilities: Capabilities;
  /** Tokens of one reply, thoughts included; sent as `outputLimitField`. */
  readonly outputTokensMax: number;
  /** What the server calls that limit: OpenAI's newer name, or the older one that some servers know alone. */
  readonly outputLimitField: 'max_completion_tokens' | 'max_tokens';
  /** Null = the server's own. */
  readonly temperature: number | null;
  /** Pixels of each picture; larger ones are scaled down. */
  readonly imageAreaMaxPixels: number;
  /** Further fields of the request body that this server knows, e.g. `chat_template_kwargs` of vLLM. */
  readonly extraBody: Readonly<Record<string, unknown>>;
  readonly timeouts: Timeouts;
  readonly retry: RetryLimits;
  readonly rate: RateLimits;
  readonly breaker: BreakerLimits;
  readonly prices: Prices;
}

/** Everything but the address; each value can be set by whoever composes the service. */
export const defaultSettings = {
  apiKey: null,
  capabilities: { tools: true, jsonSchema: true, images: true },
  outputTokensMax: 4_096,
  outputLimitField: 'max_completion_tokens',
  temperature: null,
  // 512², the image_max_pixels that JarvisEvo was trained with: ten pictures stay within a context of 20,480 tokens.
  imageAreaMaxPixels: 262_144,
  extraBody: {},
  timeouts: { connectMs: 5_000, firstTokenMs: 60_000, betweenTokensMs: 20_000, totalMs: 180_000 },
  retry: { attemptsMax: 3, waitBaseMs: 500, waitMaxMs: 8_000, retryAfterMaxMs: 30_000 },
  rate: { requestsPerMinute: null, tokensPerMinute: null, concurrencyMax: 8, queueLengthMax: 64 },
  breaker: { failuresMax: 5, openMs: 30_000 },
  prices: { promptUsdPerMillion: 0, completionUsdPerMillion: 0 },
} as const satisfies Omit<VlmSettings, 'baseUrl' | 'model'>;
