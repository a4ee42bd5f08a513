import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byteTokenizer } from '../../tests/tokenizer.ts';
import { openTokenizer } from './tokens.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokens-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const write = async (name: string, json: unknown): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, JSON.stringify(json));
  return path;
};

describe('the spans of tokens', () => {
  it('cover the text without gaps, also where a token is a part of a character', async () => {
    const tokens = await openTokenizer(await write('tokenizer.json', byteTokenizer()));
    const text = '<think> 暖 🙂 </think> the end';
    const spans = tokens.of(text);
    expect(text.slice(...spans[0]!)).toBe('<think>');
    // Each byte is a token here: three for 暖, four for the smile.
    expect(spans.filter(([from, to]) => text.slice(from, to) === '暖')).toHaveLength(3);
    expect(spans.filter(([from, to]) => text.slice(from, to) === '🙂')).toHaveLength(4);
    const touched = new Set(spans.flatMap(([from, to]) => Array.from({ length: to - from }, (_, at) => from + at)));
    expect(touched.size).toBe(text.length);
    expect(spans.some(([from, to]) => text.slice(from, to) === 'the')).toBe(true);
  });

  it('are refused for a tokenizer that does not spell its text', async () => {
    const json = byteTokenizer();
    const wordy = { ...json, pre_tokenizer: { type: 'Whitespace' }, decoder: null };
    const tokens = await openTokenizer(await write('wordy.json', wordy));
    expect(() => tokens.of('a b')).toThrow(/byte by byte/);
  });

  it('are refused for a file that is none, with the field that named it', async () => {
    await expect(openTokenizer(join(folder, 'none.json'))).rejects.toMatchObject({
      code: 'request.invalid',
      field: 'tokenizerPath',
    });
  });
});
