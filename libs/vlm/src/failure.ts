import { Fault, type FaultCode } from '@safelight/core';
import { z } from 'zod';
import { excerpt } from './chunk.ts';
import type { VlmSettings } from './settings.ts';

/** A failed attempt: what it means, and whether and when another one may help. */
export class AttemptError extends Error {
  readonly fault: Fault;
  readonly retry: boolean;
  /** What the server asks for; null when it says nothing. */
  readonly retryAfterMs: number | null;
  /** Whether it speaks against the server's health. */
  readonly isOutage: boolean;

  constructor(
    fault: Fault,
    how: { readonly retry: boolean; readonly retryAfterMs?: number | null; readonly isOutage: boolean },
  ) {
    super(fault.message, { cause: fault });
    this.fault = fault;
    this.retry = how.retry;
    this.retryAfterMs = how.retryAfterMs ?? null;
    this.isOutage = how.isOutage;
  }
}

const reported = z.object({
  message: z.string().optional(),
  type: z.string().nullish(),
  code: z.union([z.string(), z.number()]).nullish(),
});

/** The text by which servers say that the prompt is too long, where they give it no code of its own. */
const tooLong =
  /context (length|size|window)|maximum (context|input|prompt)|n_ctx|too many tokens|prompt is too long|input is too long/i;

interface Answer {
  readonly status: number;
  /** The body, or the error object of a stream. */
  readonly text: string;
  readonly retryAfter: string | null;
}

/** What an answer other than 200 means; `text` never reaches a caller, and the key is taken out of it. */
export function failureOf({ status, text, retryAfter }: Answer, settings: VlmSettings): AttemptError {
  const detail = `${status}: ${excerpt(settings.apiKey?.scrub(text) ?? text)}`;
  const error = errorIn(text);
  const code = String(error?.code ?? error?.type ?? '');
  const words = `${error?.message ?? text}`;
  const of = (name: FaultCode, message: string): Fault => new Fault(name, message, { detail });
  const { model } = settings;

  if (
    code === 'context_length_exceeded' ||
    code === 'exceed_context_size_error' ||
    (status < 500 && status !== 429 && tooLong.test(words))
  ) {
    const message = `The request is longer than the context of ${model}. Serve it with a longer context, or lower the pixels per picture.`;
    return new AttemptError(of('model.contextTooLong', message), { retry: false, isOutage: false });
  }
  if (code === 'insufficient_quota') {
    return rejected(of('model.rejected', `The quota for ${model} is used up. Raise it with whoever serves the model.`));
  }
  if (status === 429) {
    const message = `The server of ${model} takes no more requests for now. Try again later.`;
    const retryAfterMs = waitOf(retryAfter);
    return new AttemptError(of('model.rateLimited', message), { retry: true, retryAfterMs, isOutage: false });
  }
  if (status === 401 || status === 403) {
    return rejected(
      of('model.rejected', `The server of ${model} refuses the key. Check the key of this model's settings.`),
    );
  }
  if (status === 404) {
    const message = `The server does not know ${model} or the address. Check the model's name and the base URL.`;
    return rejected(of('model.rejected', message));
  }
  if (status === 408 || status >= 500) {
    const fault = of('model.unavailable', `The server of ${model} answers ${status}. Check its log, then try again.`);
    return new AttemptError(fault, { retry: true, retryAfterMs: waitOf(retryAfter), isOutage: true });
  }
  const message = `The server of ${model} rejects the request with ${status}. Its words are in the log; mend the settings of this model.`;
  return rejected(of('model.rejected', message));
}

function rejected(fault: Fault): AttemptError {
  return new AttemptError(fault, { retry: false, isOutage: false });
}

function errorIn(text: string): z.output<typeof reported> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    // vLLM's older servers answer with the error itself, the others with `{ error }`.
    const inner = typeof json === 'object' && json !== null && 'error' in json ? json.error : json;
    return reported.safeParse(inner).data;
  } catch {
    return undefined;
  }
}

/** `Retry-After` in seconds or as a date. */
function waitOf(header: string | null): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  if (header.trim() !== '' && Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}

/** The status that stands for an error object within a stream: servers put an HTTP status or a word into `code`. */
export function statusOfReported(error: unknown): number {
  const { data } = reported.safeParse(error);
  const status = Number(data?.code);
  if (Number.isInteger(status) && status >= 400 && status <= 599) return status;
  return data?.type === 'invalid_request_error' || data?.type === 'BadRequestError' ? 400 : 500;
}

/** What a connection that failed or broke means. */
export function brokenConnection(
  cause: unknown,
  { model }: VlmSettings,
  during: 'connecting' | 'reading',
): AttemptError {
  const what = during === 'connecting' ? 'cannot be reached' : 'cut the connection before the reply ended';
  const message = `The server of ${model} ${what}. Check that it runs and its address, then try again.`;
  const fault = new Fault('model.unavailable', message, { cause, detail: String(cause) });
  return new AttemptError(fault, { retry: true, isOutage: true });
}

const phases = {
  connect: 'connect',
  firstToken: 'write a first token',
  betweenTokens: 'write the next token',
  total: 'be done with the whole call',
} as const;
export type Phase = keyof typeof phases;

export function tooSlow(phase: Phase, limitMs: number, { model }: VlmSettings): Fault {
  const message = `${model} took longer than ${limitMs} ms to ${phases[phase]}. Look at the load of its server, or allow more time.`;
  return new Fault('model.timeout', message);
}
