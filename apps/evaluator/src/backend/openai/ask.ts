import { Fault } from '@safelight/core';
import type { Message, Part, Vlm } from '@safelight/vlm';
import { z } from 'zod';

/** Times that a model is told what was wrong with its reply. */
const repairsMax = 2;
/** Marks should not depend on chance. */
const temperature = 0;

export interface Question<T> {
  readonly prompt: string;
  readonly parts: readonly Part[];
  readonly name: string;
  readonly reply: z.ZodType<T>;
}

/**
 * Asks until the reply fits its schema.
 * @throws Fault `model.badReply` when it does not after two repairs: no score is ever made up
 */
export async function ask<T>(vlm: Vlm, { prompt, parts, name, reply }: Question<T>, signal: AbortSignal): Promise<T> {
  const messages: Message[] = [
    { role: 'system', text: prompt },
    { role: 'user', parts },
  ];
  const replySchema = vlm.settings.capabilities.jsonSchema
    ? { replySchema: { name, schema: z.toJSONSchema(reply, { io: 'input' }) } }
    : {};
  let problem = '';
  for (let repair = 0; repair <= repairsMax; repair++) {
    const { text, finish } = await vlm.complete({ messages, ...replySchema, temperature, seed: 0 }, signal);
    const read = finish === 'length' ? { problem: 'The reply was cut off. Be shorter.' } : parse(text, reply);
    if ('value' in read) return read.value;
    problem = read.problem;
    const correction = `That cannot be used: ${problem} Answer again with the one JSON object that was described.`;
    // An empty turn is refused by some servers.
    messages.push({ role: 'assistant', text: text === '' ? '(empty)' : text, toolUses: [] });
    messages.push({ role: 'user', parts: [{ type: 'text', text: correction }] });
  }
  const message = `The model gave no usable judgement in ${repairsMax + 1} replies. Try again, or use the "metrics" back end.`;
  throw new Fault('model.badReply', message, { detail: `${name}: ${problem}` });
}

function parse<T>(text: string, reply: z.ZodType<T>): { readonly value: T } | { readonly problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(withoutFence(text));
  } catch {
    return { problem: 'It is no JSON.' };
  }
  const read = reply.safeParse(json);
  if (read.success) return { value: read.data };
  const issue = read.error.issues[0]!;
  return { problem: `${issue.path.length === 0 ? 'the object' : issue.path.join('.')}: ${issue.message}.` };
}

/** Models like to put JSON into a block of Markdown, and thoughts before it. */
function withoutFence(text: string): string {
  const answer = text.slice(text.lastIndexOf('</think>') + (text.includes('</think>') ? '</think>'.length : 1)).trim();
  return /^```(?:json)?\s*([\s\S]*?)\s*```$/.exec(answer)?.[1] ?? answer;
}
