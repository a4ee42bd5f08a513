import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { limits } from '@safelight/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { featuresOf } from '../src/classifier/features.ts';
import { committedModel } from '../src/classifier/network.ts';
import { labelLooks } from '../src/classifier/labels.ts';
import { readingsOf, readParaphrases, type Paraphrase } from '../src/evaluation/paraphrases.ts';
import { judge, score } from '../src/evaluation/score.ts';
import { readInstruction } from '../src/read.ts';
import { understand } from '../src/understand.ts';
import { generate, type Sentence } from '../training/generate.ts';

/** Words and characters alone: neither case, accents nor punctuation makes another sentence. */
const normalised = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');

let heldOut: readonly Paraphrase[];
let sentences: readonly Sentence[];

beforeAll(async () => {
  heldOut = await readParaphrases('paraphrases');
  sentences = await generate(1);
});

describe('the held-out set', () => {
  it('has 300 sentences or more, in halves, 50 or more of which mean nothing', () => {
    expect(heldOut.length).toBeGreaterThanOrEqual(300);
    const english = heldOut.filter(({ locale }) => locale === 'en').length;
    expect(Math.abs(english - heldOut.length / 2)).toBeLessThan(0.05 * heldOut.length);
    expect(heldOut.filter(({ none }) => none !== null).length).toBeGreaterThanOrEqual(50);
  });

  it('shares no sentence with the sentences for training, nor with the set for looking at errors', async () => {
    const dev = await readParaphrases('paraphrases-dev');
    const trained = new Set([...sentences, ...dev].map(({ text }) => normalised(text)));
    expect(heldOut.map(({ text }) => text).filter((text) => trained.has(normalised(text)))).toEqual([]);
  });

  it('has no wish that is nearly a sentence for training: at most three quarters of their features are the same', () => {
    const wishes = sentences.filter(({ labels }) => !labels[0]!.startsWith('none:'));
    const features = wishes.map(({ text }) => featuresOf(text));
    const sharing = new Map<number, number[]>();
    for (const [index, own] of features.entries())
      for (const feature of own) {
        const list = sharing.get(feature);
        if (list === undefined) sharing.set(feature, [index]);
        else list.push(index);
      }
    const near = heldOut.filter(({ text, none }) => {
      if (none !== null) return false;
      const own = featuresOf(text);
      const shared = new Map<number, number>();
      for (const feature of own)
        for (const index of sharing.get(feature) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1);
      return [...shared].some(([index, count]) => count > 0.75 * (own.length + features[index]!.length - count));
    });
    expect(near.map(({ text }) => text)).toEqual([]);
  });
});

describe('the sentences for training', () => {
  it('are the same for the same seed', async () => {
    expect(await generate(1)).toEqual(sentences);
  });

  it('are of both languages, with and without a wish, and short enough to be an instruction', () => {
    for (const locale of ['en', 'zh'] as const) {
      const own = sentences.filter((sentence) => sentence.locale === locale);
      const none = own.filter(({ labels }) => labels[0]!.startsWith('none:'));
      expect(own.length).toBeGreaterThan(30_000);
      expect(none.length / own.length).toBeGreaterThan(0.1);
    }
    expect(Math.max(...sentences.map(({ text }) => text.length))).toBeLessThan(limits.instructionLengthChars);
  });
});

// The floors lie under what `npm run intent` measures (docs/intent.md), so that a lexicon that grows does not break them.
describe.each(['en', 'zh'] as const)('in %s', (locale) => {
  it('the network reads far more held-out paraphrases than the lexicon alone', async () => {
    const own = heldOut.filter((paraphrase) => paraphrase.locale === locale);
    const alone = score(
      own,
      own.map(({ text }) => readingsOf(readInstruction(text))),
    );
    const both = score(own, await Promise.all(own.map(async ({ text }) => readingsOf(await understand(text)))));
    expect(both.f1).toBeGreaterThan(alone.f1 + 0.2);
    expect(both.exactCount).toBeGreaterThan(alone.exactCount + 0.15 * both.wishCount);
  });
});

it('of the sentences that mean nothing at most 6 % are read as a wish', async () => {
  const none = heldOut.filter((paraphrase) => paraphrase.none !== null);
  const readings = await Promise.all(none.map(async ({ text }) => readingsOf(await understand(text))));
  expect(score(none, readings).falseCount).toBeLessThanOrEqual(0.06 * none.length);
});

it('a look that the network knows is one that the lexicon knows by the same name', () => {
  for (const look of labelLooks) expect(readInstruction(look).looks).toEqual([look]);
});

it('the committed model is small, and the one that its README describes', async () => {
  const model = await readFile(committedModel);
  const readme = await readFile(new URL('../models/README.md', import.meta.url), 'utf8');
  expect(model.byteLength).toBeLessThanOrEqual(4 * 1024 * 1024);
  expect(readme).toContain(createHash('sha256').update(model).digest('hex'));
});

describe('a judged reading', () => {
  const paraphrase: Paraphrase = {
    locale: 'en',
    text: '',
    wanted: [['+lightness', '+shadows'], ['-haze']],
    allowed: ['+contrast'],
    none: null,
  };
  it.each([
    [['+lightness', '-haze'], { exact: true, hits: 2, misses: 0, extras: 0 }],
    [['+shadows', '-haze', '+contrast'], { exact: true, hits: 2, misses: 0, extras: 0 }],
    [['-lightness', '-haze'], { exact: false, hits: 1, misses: 1, extras: 1 }],
    [[], { exact: false, hits: 0, misses: 2, extras: 0 }],
  ])('%j', (readings, judged) => {
    expect(judge(paraphrase, readings)).toEqual(judged);
  });
});
