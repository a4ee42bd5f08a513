/** The two ways in which a model calls functions: natively, or, where its server has no tools, as constrained JSON. */
import type { Message, ModelTool, Reply, VlmRequest } from '@safelight/vlm';
import { z } from 'zod';
import type { FunctionCall } from './calls.ts';
import { prompt } from './prompts.ts';

export interface Said {
  readonly thought: string;
  readonly calls: readonly FunctionCall[];
  /** What could not be read as a call. */
  readonly problems: readonly string[];
}

export interface Manner {
  /** Whether the text of a reply is the thought, to be passed on as it comes. */
  readonly textIsThought: boolean;
  /** What is added to the system prompt. */
  introduce(functions: readonly ModelTool[]): string;
  /** What of a request makes the functions known. */
  offer(functions: readonly ModelTool[]): Pick<VlmRequest, 'tools' | 'toolChoice' | 'replySchema'>;
  read(reply: Reply): Said;
  /** A past turn of the model's, with what came of each call. */
  recall(said: Pick<Said, 'thought' | 'calls'>, id: string, outcome: string): readonly Message[];
  /** A reply that was refused, as it was given. */
  recallRefused(reply: Reply, id: string): readonly Message[];
}

const anyObject = z.record(z.string(), z.unknown());
const functionName = /^[a-zA-Z0-9_-]{1,64}$/;
const quotedLengthMax = 200;

export const native: Manner = {
  textIsThought: true,
  introduce: () => '',
  // One function alone is asked for by force; among several, forcing would keep many servers from writing thoughts.
  offer: (functions) => ({ tools: functions, toolChoice: functions.length === 1 ? 'required' : 'auto' }),
  read({ text, toolUses }) {
    const calls: FunctionCall[] = [];
    const problems: string[] = [];
    for (const { name, arguments: given, argumentsText } of toolUses) {
      const read = anyObject.safeParse(given);
      if (read.success) calls.push({ name, arguments: read.data });
      else problems.push(`${name}: the arguments are no JSON object: ${argumentsText.slice(0, quotedLengthMax)}`);
    }
    return { thought: text, calls, problems };
  },
  recall({ thought, calls }, id, outcome) {
    const toolUses = calls.map(({ name, arguments: given }, index) => ({
      id: `${id}_${index}`,
      name,
      argumentsText: JSON.stringify(given),
    }));
    return answered(thought, toolUses, outcome);
  },
  recallRefused({ text, toolUses }, id) {
    // Servers parse earlier calls again to fill their templates: what is no JSON, or no name, would fail there.
    const safe = toolUses.map(({ name, arguments: given }, index) => ({
      id: `${id}_${index}`,
      name: functionName.test(name) ? name : 'unknown',
      argumentsText: JSON.stringify(anyObject.safeParse(given).data ?? {}),
    }));
    return answered(text, safe, 'Not carried out.');
  },
};

function answered(
  text: string,
  toolUses: readonly { readonly id: string; readonly name: string; readonly argumentsText: string }[],
  outcome: string,
): readonly Message[] {
  const answers = toolUses.map(({ id }): Message => ({ role: 'tool', toolUseId: id, text: outcome }));
  return [{ role: 'assistant', text, toolUses }, ...answers];
}

const callsMax = 16;
/** Characters of a thought for each token of a reply: what is left, at a token a character, is room for the calls. */
const thoughtShare = 1 / 4;
const constrainedReply = z.object({
  thought: z.string(),
  calls: z.array(z.object({ function: z.string(), arguments: anyObject })),
});

export const constrained = (outputTokensMax: number): Manner => ({
  textIsThought: false,
  introduce: (functions) =>
    prompt('constrained', { functions: functions.map((one) => JSON.stringify(one)).join('\n') }),
  offer: (functions) => ({
    replySchema: { name: 'step', schema: stepSchema(functions, Math.floor(outputTokensMax * thoughtShare)) },
  }),
  read({ text }) {
    const read = constrainedReply.safeParse(parseJson(text));
    if (!read.success) {
      const shown = text.slice(0, quotedLengthMax);
      return { thought: '', calls: [], problems: [`The reply is no object with "thought" and "calls": ${shown}`] };
    }
    const { thought, calls } = read.data;
    return {
      thought,
      calls: calls.map(({ function: name, arguments: given }) => ({ name, arguments: given })),
      problems: [],
    };
  },
  recall({ thought, calls }, _id, outcome) {
    const told = calls.map(({ name, arguments: given }) => ({ function: name, arguments: given }));
    const text = JSON.stringify({ thought, calls: told });
    return [{ role: 'assistant', text, toolUses: [] }, said(outcome)];
  },
  recallRefused: ({ text }) => [{ role: 'assistant', text, toolUses: [] }],
});

function said(text: string): Message {
  return { role: 'user', parts: [{ type: 'text', text }] };
}

function stepSchema(functions: readonly ModelTool[], thoughtLengthMax: number): object {
  const oneOf = functions.map(({ name, parameters }) => ({
    type: 'object',
    properties: { function: { const: name }, arguments: parameters },
    required: ['function', 'arguments'],
    additionalProperties: false,
  }));
  return {
    type: 'object',
    properties: {
      thought: { type: 'string', maxLength: thoughtLengthMax },
      calls: { type: 'array', minItems: 1, maxItems: callsMax, items: { anyOf: oneOf } },
    },
    required: ['thought', 'calls'],
    additionalProperties: false,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
