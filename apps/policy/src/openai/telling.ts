import type { Locale } from '@safelight/core';
import type { VlmEvent } from '@safelight/vlm';
import type { NextStepResponse } from '@safelight/wire';

/** A thought is for people; what a model writes beyond is not passed on. */
const thoughtLengthMaxChars = 20_000;

const words = {
  en: { restarted: '(The connection broke; the model begins again.)', silent: 'The model gave no reason.' },
  zh: { restarted: '（连接中断，模型重新开始。）', silent: '模型没有说明理由。' },
} as const satisfies Record<Locale, object>;

type Delta = Extract<NextStepResponse, { type: 'thoughtDelta' }>;

/** Passes a model's words on as thought deltas, reasoning and replies set apart, within a limit. */
export class Telling {
  readonly #textIsThought: boolean;
  readonly #words: (typeof words)[Locale];
  #text = '';
  #last: VlmEvent['type'] | null = null;
  #gap = false;

  constructor(textIsThought: boolean, locale: Locale) {
    this.#textIsThought = textIsThought;
    this.#words = words[locale];
  }

  /** Everything told so far. */
  get text(): string {
    return this.#text;
  }

  *pass(event: Exclude<VlmEvent, { type: 'reply' }>): Generator<Delta> {
    if (event.type === 'restarted') {
      this.#gap = true;
      yield* this.#tell(this.#words.restarted);
      this.#gap = true;
      return;
    }
    if (event.type === 'textDelta' && !this.#textIsThought) return;
    if (this.#last !== null && this.#last !== event.type) this.#gap = true;
    this.#last = event.type;
    yield* this.#tell(event.text);
  }

  /** The thought of a reply that could not be told while it came. */
  *conclude(thought: string): Generator<Delta> {
    if (this.#textIsThought) return;
    if (this.#last !== null) this.#gap = true;
    yield* this.#tell(thought);
  }

  /** Sets what follows apart. */
  pause(): void {
    this.#gap = true;
    this.#last = null;
  }

  *atLeastSomething(): Generator<Delta> {
    if (this.#text.trim() === '') yield* this.#tell(this.#words.silent);
  }

  *#tell(text: string): Generator<Delta> {
    if (text === '' || this.#text.length >= thoughtLengthMaxChars) return;
    const piece = (this.#gap && this.#text !== '' ? `\n\n${text}` : text).slice(
      0,
      thoughtLengthMaxChars - this.#text.length,
    );
    this.#gap = false;
    this.#text += piece;
    yield { type: 'thoughtDelta', text: piece };
  }
}
