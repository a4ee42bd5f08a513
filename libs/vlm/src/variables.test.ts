import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defaultSettings } from './settings.ts';
import { vlmSettingsOf, vlmVariables } from './variables.ts';

const schema = z.object(vlmVariables('JUDGE_'));
const read = (environment: Record<string, string>) => vlmSettingsOf(schema.parse(environment), 'JUDGE_');
const needed = { JUDGE_BASE_URL: 'http://127.0.0.1:8000/v1', JUDGE_MODEL: 'm' };

describe('the variables of a model', () => {
  it('need a server and a name; the rest has defaults', () => {
    expect(read(needed)).toEqual({ ...defaultSettings, baseUrl: needed.JUDGE_BASE_URL, model: 'm' });
    expect(() => read({ JUDGE_MODEL: 'm' })).toThrow(expect.objectContaining({ field: 'JUDGE_BASE_URL' }));
    expect(() => read({ JUDGE_BASE_URL: needed.JUDGE_BASE_URL })).toThrow(
      expect.objectContaining({ field: 'JUDGE_MODEL' }),
    );
  });

  it('set capabilities, limits, prices and fields that only this server knows', () => {
    const settings = read({
      ...needed,
      JUDGE_CAPABILITIES: 'images, jsonSchema',
      JUDGE_TEMPERATURE: '0',
      JUDGE_REQUESTS_PER_MINUTE: '30',
      JUDGE_PROMPT_USD_PER_MILLION: '0.4',
      JUDGE_EXTRA_BODY: '{"chat_template_kwargs":{"enable_thinking":false}}',
    });
    expect(settings).toMatchObject({
      capabilities: { tools: false, jsonSchema: true, images: true },
      temperature: 0,
      rate: { requestsPerMinute: 30, tokensPerMinute: null },
      prices: { promptUsdPerMillion: 0.4, completionUsdPerMillion: 0 },
      extraBody: { chat_template_kwargs: { enable_thinking: false } },
    });
  });

  it.each([
    ['JUDGE_CAPABILITIES', 'telepathy'],
    ['JUDGE_EXTRA_BODY', '{'],
    ['JUDGE_BASE_URL', 'file:///etc/passwd'],
    ['JUDGE_ATTEMPTS', '0'],
  ])('refuse %s=%s', (name, value) => {
    expect(schema.safeParse({ ...needed, [name]: value }).success).toBe(false);
  });

  it('take the key from a file, without its last line break', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'safelight-'));
    await writeFile(join(folder, 'key'), 'sk-1\n');
    expect(read({ ...needed, JUDGE_API_KEY_FILE: join(folder, 'key') }).apiKey?.reveal()).toBe('sk-1');
    expect(() => read({ ...needed, JUDGE_API_KEY_FILE: join(folder, 'none') })).toThrow(/cannot be read/);
    await rm(folder, { recursive: true });
  });
});
