import { parseLiteral, type Literal } from '@safelight/roc';

/** A reply of a checkpoint, taken apart. */
export interface DialectReply {
  /** What stands between the tags, trimmed; empty when there is no thought. */
  readonly thought: string;
  /** Null when there is none. */
  readonly toolCall: string | null;
  readonly answer: string | null;
  /** True when its state says that the editing is finished. */
  readonly isFinished: boolean;
  /** The tags that were opened and never closed: the reply was cut off, or is nonsense. */
  readonly unclosed: readonly string[];
}

const tags = ['state', 'think', 'tool_call', 'answer'] as const;

/** Takes the last block of each tag: a model that corrects itself means what it said last. */
export function parseReply(text: string): DialectReply {
  const block = (tag: (typeof tags)[number]): string | null => {
    const from = text.lastIndexOf(`<${tag}>`);
    const to = text.indexOf(`</${tag}>`, from);
    return from === -1 || to === -1 ? null : text.slice(from + tag.length + 2, to).trim();
  };
  const unclosed = tags.filter((tag) => text.lastIndexOf(`<${tag}>`) > text.lastIndexOf(`</${tag}>`));
  return {
    thought: block('think') ?? '',
    toolCall: block('tool_call'),
    answer: block('answer'),
    isFinished: (block('state') ?? '').toLowerCase().includes('finished'),
    unclosed,
  };
}

/** What a checkpoint writes instead of a configuration when it takes the wish for a generative one. */
export function isGenerative(toolCall: string): boolean {
  return /\bAIGC-based image editing\b/i.test(toolCall);
}

const scoreKey = 'overall assessment score';

/**
 * The score of an answer, 1 .. 5: an object with "Overall assessment score" as JSON or as a Python dict, its value a
 * number or a text of one; null for anything else, never a guess.
 */
export function scoreOf(answer: string): number | null {
  const read = literalOf(answer);
  if (!(read instanceof Map)) return null;
  const value = [...read].find(([key]) => String(key).trim().toLowerCase() === scoreKey)?.[1];
  const score = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof score === 'number' && score >= 1 && score <= 5 ? score : null;
}

function literalOf(text: string): Literal | undefined {
  try {
    return parseLiteral(text);
  } catch {
    return undefined;
  }
}

/** Passes on what a streamed reply thinks, while it thinks it. */
export class ThoughtStream {
  #held = '';
  #inside = false;
  #done = false;
  #told = false;

  /** The part of the thought that this piece of the reply brings. */
  add(piece: string): string {
    if (this.#done) return '';
    this.#held += piece;
    if (!this.#inside) {
      const from = this.#held.indexOf('<think>');
      if (from === -1) return '';
      this.#inside = true;
      this.#held = this.#held.slice(from + '<think>'.length);
    }
    if (!this.#told) this.#held = this.#held.trimStart();
    const to = this.#held.indexOf('</think>');
    if (to !== -1) {
      this.#done = true;
      return this.#held.slice(0, to).trimEnd();
    }
    // A tag may have begun: it is held back until it is one or is none, spaces before it as well.
    const begun = this.#held.search(/\s*(?:<[^>]{0,8})?$/);
    const told = this.#held.slice(0, begun);
    this.#held = this.#held.slice(begun);
    this.#told ||= told !== '';
    return told;
  }
}
