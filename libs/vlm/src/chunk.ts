import { Fault } from '@safelight/core';
import { z } from 'zod';

/**
 * What is read of a streamed chunk. Unknown fields pass, for every server adds some; a known field of another type is an
 * error. `reasoning_content` (vLLM, SGLang, llama.cpp, DeepSeek) and `reasoning` (OpenRouter) are no part of OpenAI's
 * own schema.
 */
const toolCallDelta = z.object({
  // Gemini's compatible door leaves it out and sends each call whole.
  index: z.number().int().min(0).max(1_000).nullish(),
  id: z.string().nullish(),
  function: z.object({ name: z.string().nullish(), arguments: z.string().nullish() }),
});
const delta = z.object({
  content: z.string().nullish(),
  reasoning_content: z.string().nullish(),
  reasoning: z.string().nullish(),
  refusal: z.string().nullish(),
  tool_calls: z.array(toolCallDelta).nullish(),
});
const usage = z.object({ prompt_tokens: z.number().int().min(0), completion_tokens: z.number().int().min(0) });
const chunk = z.object({
  choices: z.array(z.object({ delta, finish_reason: z.string().nullish() })),
  usage: usage.nullish(),
});
/** A server that does not stream answers with one object, whose message has the form of a delta. */
const whole = z.object({
  choices: z.array(z.object({ message: delta, finish_reason: z.string().nullish() })).min(1),
  usage: usage.nullish(),
});
const failed = z.object({ error: z.unknown().refine((error) => error !== null && error !== undefined) });

export type Chunk = z.output<typeof chunk>;
export type Delta = z.output<typeof delta>;

/** An error that a server reports within a stream that began well. */
export interface ReportedError {
  readonly error: unknown;
}

/** @throws Fault model.badReply */
export function readChunk(text: string): Chunk | ReportedError {
  const json = parseJson(text);
  const error = failed.safeParse(json);
  if (error.success) return error.data;
  const result = chunk.safeParse(json);
  if (result.success) return result.data;
  throw unreadable(result.error.issues[0]!, text);
}

/** @throws Fault model.badReply */
export function readWhole(text: string): Chunk {
  const result = whole.safeParse(parseJson(text));
  if (!result.success) throw unreadable(result.error.issues[0]!, text);
  const { choices, usage } = result.data;
  return { choices: choices.map(({ message, finish_reason }) => ({ delta: message, finish_reason })), usage };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = 'The model server sent something that is no JSON. Check that the base URL is that of its API.';
    throw new Fault('model.badReply', message, { cause, detail: excerpt(text) });
  }
}

function unreadable(issue: z.core.$ZodIssue, text: string): Fault {
  const place = issue.path.join('.');
  const message = `The model server sent a chunk whose ${place === '' ? 'form' : place} is wrong: ${issue.message}. Check that it speaks the chat completions API.`;
  return new Fault('model.badReply', message, { detail: excerpt(text) });
}

const excerptLengthChars = 500;

export function excerpt(text: string): string {
  return text.length <= excerptLengthChars ? text : `${text.slice(0, excerptLengthChars)}…`;
}
