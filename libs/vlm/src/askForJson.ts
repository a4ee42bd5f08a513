import { Fault } from '@safelight/core';
import { z } from 'zod';
import type { Vlm } from './client.ts';
import type { Message, Part, VlmRequest } from './message.ts';

/** Times that a model is told what was wrong with its reply. */
const repairsMax = 2;

export interface Question<T> extends Pick<VlmRequest, 'temperature' | 'seed'> {
  readonly prompt: string;
  readonly parts: readonly Part[];
  /** Of the reply, for the server and the log. */
  readonly name: string;
  /** What the reply must be; its messages are what the model is told. */
  readonly reply: z.ZodType<T>;
  /** Text of the fault when no reply fits: what is missing, and what the caller can do. */
  readonly failureMessage: string;
}

/**
 * Asks for one JSON object until the reply fits its schema.
 * @throws Fault `model.badReply` when it does not after two repairs: nothing is ever made up; else as `Vlm.complete`
 */
export async function askForJson<T>(vlm: Vlm, question: Question<T>, signal: AbortSignal): Promise<T> {
  const { prompt, parts, name, reply, failureMessage, ...sampling } = question;
  const messages: Message[] = [
    { role: 'system', text: prompt },
    { role: 'user', parts },
  ];
  const replySchema = vlm.settings.capabilities.jsonSchema
    ? { replySchema: { name, schema: z.toJSONSchema(reply, { io: 'input' }) } }
    : {};
  let problem = '';
  for (let repair = 0; repair <= repairsMax; repair++) {
    const { text, finish } = await vlm.complete({ messages, ...replySchema, ...sampling }, signal);
    const read = finish === 'length' ? { problem: 'The reply was cut off. Be shorter.' } : parse(text, reply);
    if ('value' in read) return read.value;
    problem = read.problem;
    const correction = `That cannot be used: ${problem} Answer again with the one JSON object that was described.`;
    // An empty turn is refused by some servers.
    messages.push({ role: 'assistant', text: text === '' ? '(empty)' : text, toolUses: [] });
    messages.push({ role: 'user', parts: [{ type: 'text', text: correction }] });
  }
  throw new Fault('model.badReply', failureMessage, { detail: `${name}: ${problem}` });
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
  const where = issue.path.length === 0 ? 'the object' : issue.path.join('.');
  return { problem: `${where}: ${issue.message.replace(/\.$/, '')}.` };
}

/** Models like to put JSON into a block of Markdown, and thoughts before it. */
function withoutFence(text: string): string {
  const thoughtEnd = '</think>';
  const start = text.lastIndexOf(thoughtEnd);
  const answer = text.slice(start < 0 ? 0 : start + thoughtEnd.length).trim();
  return /^```(?:json)?\s*([\s\S]*?)\s*```$/.exec(answer)?.[1] ?? answer;
}
