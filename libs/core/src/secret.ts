import { inspect } from 'node:util';

/** A text that must not be printed: logs, faults and JSON show `[secret]`; only `reveal` gives it. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  /** Takes the text out of words of others, such as a server's error that repeats the key. */
  scrub(words: string): string {
    return this.#text === '' ? words : words.replaceAll(this.#text, '[secret]');
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}
