import { Fault } from '@safelight/core';
import type { Chunk, Delta } from './chunk.ts';
import type { Reply, ToolUse } from './message.ts';

/** What servers call the end, and what it is here; a word that is missing is an error, not a guess. */
const finishes: Readonly<Record<string, Reply['finish'] | 'filtered'>> = {
  stop: 'stop',
  eos: 'stop',
  tool_calls: 'toolCalls',
  function_call: 'toolCalls',
  length: 'length',
  content_filter: 'filtered',
};

export interface Assembled extends Pick<Reply, 'text' | 'thought' | 'toolUses' | 'finish'> {
  readonly counted: { readonly prompt: number; readonly completion: number } | null;
}

interface OpenToolUse {
  id: string;
  name: string;
  argumentsText: string;
}

/** Puts the deltas of one stream together. */
export class Assembly {
  readonly #toolUses = new Map<number, OpenToolUse>();
  readonly #charsMax: number;
  #text = '';
  #thought = '';
  #finishReason: string | null = null;
  #counted: Assembled['counted'] = null;
  #chars = 0;

  /** A server that forgets its limit of tokens is cut off at so many characters. */
  constructor(charsMax: number) {
    this.#charsMax = charsMax;
  }

  get isFinished(): boolean {
    return this.#finishReason !== null;
  }

  /** Text of everything so far, for guesses at what a broken stream cost. */
  get written(): string {
    return this.#thought + this.#text + [...this.#toolUses.values()].map((use) => use.argumentsText).join('');
  }

  /** @throws Fault model.badReply for tokens without end */
  add({ choices, usage }: Chunk): { readonly thought: string; readonly text: string } {
    if (usage) this.#counted = { prompt: usage.prompt_tokens, completion: usage.completion_tokens };
    const [choice] = choices;
    if (choice === undefined) return { thought: '', text: '' };
    const thought = choice.delta.reasoning_content ?? choice.delta.reasoning ?? '';
    const text = (choice.delta.content ?? '') + (choice.delta.refusal ?? '');
    this.#thought += thought;
    this.#text += text;
    this.#chars += thought.length + text.length;
    for (const call of choice.delta.tool_calls ?? []) this.#addToolUse(call);
    if (this.#chars > this.#charsMax) {
      const message = `The model wrote more than ${this.#charsMax} characters and did not end, though it was given a limit. Check that its server honours the limit of output tokens.`;
      throw new Fault('model.badReply', message);
    }
    this.#finishReason = choice.finish_reason ?? this.#finishReason;
    return { thought, text };
  }

  #addToolUse(delta: NonNullable<Delta['tool_calls']>[number]): void {
    const open = this.#placeOf(delta);
    open.id = delta.id ?? open.id;
    open.name += delta.function.name ?? '';
    const piece = delta.function.arguments ?? '';
    open.argumentsText += piece;
    this.#chars += piece.length + (delta.function.name ?? '').length;
  }

  /** By index; where a server numbers nothing, an id that was not seen begins another call. */
  #placeOf({ index, id }: NonNullable<Delta['tool_calls']>[number]): OpenToolUse {
    const last = this.#toolUses.size - 1;
    const begins = id !== null && id !== undefined && id !== this.#toolUses.get(last)?.id;
    const place = index ?? (begins || last < 0 ? last + 1 : last);
    const known = this.#toolUses.get(place);
    if (known !== undefined) return known;
    const open: OpenToolUse = { id: '', name: '', argumentsText: '' };
    this.#toolUses.set(place, open);
    return open;
  }

  /** @throws Fault model.badReply, model.rejected */
  finish(): Assembled {
    const finish = Object.hasOwn(finishes, this.#finishReason ?? '') ? finishes[this.#finishReason ?? ''] : undefined;
    if (finish === undefined) {
      const message = `The model server ended a reply for the reason "${this.#finishReason}", which is not known here. See the log of the server.`;
      throw new Fault('model.badReply', message);
    }
    if (finish === 'filtered') {
      const message =
        "The content filter of the model's server stopped the reply. Change the instruction or the model.";
      throw new Fault('model.rejected', message);
    }
    const toolUses = [...this.#toolUses.entries()]
      .toSorted(([a], [b]) => a - b)
      .map(([place, use]) => close(use, place));
    return {
      text: this.#text,
      thought: this.#thought,
      toolUses,
      // Servers of the llama.cpp family once said "stop" after tool calls; the calls themselves say more.
      finish: finish === 'stop' && toolUses.length > 0 ? 'toolCalls' : finish,
      counted: this.#counted,
    };
  }
}

function close({ id, name, argumentsText }: OpenToolUse, place: number): ToolUse {
  // Some servers send no id, and some no arguments for a function without any.
  const text = argumentsText.trim() === '' ? '{}' : argumentsText;
  return { id: id === '' ? `call_${place}` : id, name, argumentsText: text, arguments: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
