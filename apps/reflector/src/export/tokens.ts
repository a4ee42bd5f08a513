/** Spans of a tokenizer's tokens in the text that they were made from. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Fault } from '@safelight/core';
import type { Span } from '@safelight/sepo';

export interface TokenSpans {
  /** The tokens of a text as spans of its characters (UTF-16), in order; a character may be split over several. */
  readonly of: (text: string) => readonly Span[];
}

/** GPT-2's alphabet: each byte as one printable character, those that print as themselves. */
const byteOfCharacter: ReadonlyMap<string, number> = (() => {
  const printable = (byte: number): boolean =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);
  const table = new Map<string, number>();
  let next = 256;
  for (let byte = 0; byte < 256; byte++) table.set(String.fromCodePoint(printable(byte) ? byte : next++), byte);
  return table;
})();

/**
 * Reads a byte-level BPE `tokenizer.json`, as Qwen's, Llama's and GPT's are, with `tokenizer_config.json` beside it when
 * there is one. @throws Fault `request.invalid` for a file that is none
 */
export async function openTokenizer(path: string): Promise<TokenSpans> {
  const field = 'tokenizerPath';
  try {
    const { Tokenizer } = await import('@huggingface/tokenizers');
    const json = JSON.parse(await readFile(path, 'utf8')) as object;
    const beside = await readFile(join(dirname(path), 'tokenizer_config.json'), 'utf8').catch(() => '{}');
    const tokenizer = new Tokenizer(json, JSON.parse(beside) as object);
    const added = new Map([...tokenizer.get_added_tokens_decoder().values()].map(({ content }) => [content, true]));
    return {
      of: (text) =>
        spansOf(text, tokenizer.encode(text, { add_special_tokens: false }).tokens, (one) => added.has(one)),
    };
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    const message = `${path} cannot be read as a tokenizer.json. Give the file that lies beside the model's weights.`;
    throw new Fault('request.invalid', message, { field, cause });
  }
}

function spansOf(text: string, tokens: readonly string[], isAdded: (token: string) => boolean): readonly Span[] {
  const places = placesOf(text);
  let byte = 0;
  const spans = tokens.map((token): Span => {
    const from = places[byte]?.start;
    byte += isAdded(token) ? Buffer.byteLength(token) : bytesIn(token);
    // A token that ends within a character reaches to its end.
    const to = places[byte]?.end;
    if (from === undefined || to === undefined) throw notByteLevel();
    return [from, to];
  });
  if (byte !== places.length - 1) throw notByteLevel();
  return spans;
}

function bytesIn(token: string): number {
  for (const character of token) if (!byteOfCharacter.has(character)) throw notByteLevel();
  return [...token].length;
}

/**
 * For each byte of the text's UTF-8, and the one past the end: where the character begins that it is part of, and where a
 * token ends that stops before it.
 */
function placesOf(text: string): readonly { readonly start: number; readonly end: number }[] {
  const places: { start: number; end: number }[] = [];
  let at = 0;
  for (const character of text) {
    const after = at + character.length;
    for (let inside = 0; inside < Buffer.byteLength(character); inside++) {
      places.push({ start: at, end: inside === 0 ? at : after });
    }
    at = after;
  }
  return [...places, { start: at, end: at }];
}

function notByteLevel(): Fault {
  const message =
    'The tokens of this tokenizer do not spell the text byte by byte, so that their places cannot be told. Use a ' +
    'byte-level BPE tokenizer, or leave tokenizerPath out for spans in characters.';
  return new Fault('request.invalid', message, { field: 'tokenizerPath' });
}
