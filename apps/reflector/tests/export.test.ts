import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256 } from '@safelight/core';
import { readRoc } from '@safelight/roc';
import { createClient, silentLogger, type Client, type RunningService } from '@safelight/service-kit';
import { reflectorContract, type DatasetForm, type ExportRequest } from '@safelight/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharegptSchema, type Sharegpt } from '../src/export/sharegpt.ts';
import type { SepoGroup } from '../src/export/sepo.ts';
import { startReflector } from '../src/index.ts';
import { byteTokenizer } from './tokenizer.ts';
import { better, submission, worse, worst } from './trajectories.ts';

let dataDir: string;
let service: RunningService;
let client: Client<typeof reflectorContract>;

/** Three candidates of one turn, and one edit of another photo. */
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'reflector-export-'));
  service = await startReflector({ dataDir, logger: silentLogger });
  client = createClient(reflectorContract, service.address);
  for (const [candidate, sketch] of [worst, worse, better].entries()) {
    const { trajectory, images } = submission(sketch);
    await client.submitTrajectory({ trajectory: { ...trajectory, candidate }, images });
  }
  const other = submission({ ...better, id: 'trj_other', photo: 'other', instruction: '暖一点 <image>', locale: 'zh' });
  await client.submitTrajectory({ ...other, trajectory: { ...other.trajectory, turnId: 'trn_2' } });
});

afterAll(async () => {
  client.close();
  await service[Symbol.asyncDispose]();
  await rm(dataDir, { recursive: true, force: true });
});

async function exported(form: DatasetForm, more: Partial<ExportRequest> = {}): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for await (const { path, data } of client.export({
    form,
    scoreMin: null,
    locale: null,
    tokenizerPath: null,
    ...more,
  })) {
    files.set(path, Buffer.concat([files.get(path) ?? Buffer.alloc(0), data]));
  }
  return files;
}

/** Loads a set the way LLaMA-Factory does: by `dataset_info.json`, its columns and its tags. */
function load(files: ReadonlyMap<string, Buffer>): readonly Sharegpt[] {
  const info = JSON.parse(String(files.get('dataset_info.json'))) as Record<string, Record<string, never>>;
  const [entry] = Object.values(info) as unknown as [
    {
      readonly file_name: string;
      readonly formatting: string;
      readonly columns: { readonly messages: string; readonly images: string; readonly system: string };
      readonly tags: Readonly<Record<'role_tag' | 'content_tag' | 'user_tag' | 'assistant_tag', string>>;
    },
  ];
  expect(entry.formatting).toBe('sharegpt');
  const { columns, tags } = entry;
  const rows = JSON.parse(String(files.get(entry.file_name))) as readonly Record<string, unknown>[];
  return rows.map((row) => {
    const turns = row[columns.messages] as readonly Record<string, string>[];
    turns.forEach((turn, at) => expect(turn[tags.role_tag]).toBe(at % 2 === 0 ? tags.user_tag : tags.assistant_tag));
    for (const image of row[columns.images] as readonly string[]) {
      const bytes = files.get(image);
      expect(image).toBe(`images/${sha256(bytes!)}.jpg`);
    }
    return sharegptSchema.parse({ messages: turns, images: row[columns.images], system: row[columns.system] });
  });
}

describe('a data set for LLaMA-Factory', () => {
  it('of good edits has the best of each input, its calls by Camera Raw’s names, and the evaluator’s score', async () => {
    const files = await exported('sft');
    const samples = load(files);
    expect(samples).toHaveLength(2);
    const [sample] = samples.filter(({ messages }) => messages[0]!.content.includes('make it warmer'));
    expect(sample!.messages.map(({ content }) => content.slice(0, 20))).toEqual([
      '<image><task_type>li',
      '<think> the thought ',
      '<image>Lightroom edi',
      '<think> done </think',
    ]);
    const literal = /<tool_call> (.*) <\/tool_call>/.exec(sample!.messages[1]!.content)![1]!;
    expect(readRoc(literal, { photoKind: 'rendered' }).recipe.settings).toEqual(better.settings);
    expect(sample!.messages[3]!.content).toContain('"Overall assessment score": "4.30"');
    expect(String(files.get('README.md'))).toContain('score under the threshold: 2');
  });

  it('of reflections has the error trace, its own score, the reflection, the right calls and the target', async () => {
    const [sample, ...more] = load(await exported('rft'));
    // Two worse edits teach the same calls; the larger margin stands for both.
    expect(more).toEqual([]);
    const texts = sample!.messages.map(({ content }) => content);
    expect(texts).toHaveLength(8);
    expect(texts[1]).toContain('the thought of trj_worst');
    expect(texts[3]).toContain('"4.50"');
    expect(texts[4]).toContain('Historical Parameters (LUA): return');
    expect(texts[5]).toMatch(/^<think> This edit reached .*<\/think>\n<tool_call> .* <\/tool_call>\n<answer> .*4\.30/s);
    expect(sample!.images).toHaveLength(5);
  });

  it('of evaluations has good and bad edits with their scores', async () => {
    const scores = load(await exported('evaluation')).map(
      ({ messages }) => /"(\d\.\d\d)"/.exec(messages.at(-1)!.content)![1],
    );
    expect(scores.toSorted()).toEqual(['2.15', '3.00', '4.30', '4.30']);
  });

  it('keeps to one language and to a threshold when asked', async () => {
    expect(load(await exported('evaluation', { locale: 'zh' }))).toHaveLength(1);
    expect(load(await exported('evaluation', { scoreMin: 2.5 }))).toHaveLength(3);
  });

  it('does not take an image mark in somebody’s words for a picture', async () => {
    const [sample] = load(await exported('sft', { locale: 'zh' }));
    expect(sample!.messages[0]!.content).toContain('暖一点 〈image〉');
  });
});

describe('groups for SEPO', () => {
  const groupsOf = (files: ReadonlyMap<string, Buffer>): readonly SepoGroup[] =>
    String(files.get('groups.jsonl'))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as SepoGroup);

  it('hold every reward, the advantages and where each reply scores itself', async () => {
    const [group, ...more] = groupsOf(await exported('sepo'));
    expect(more).toEqual([]);
    const { rollouts, reference } = group!;
    expect(reference).toEqual({ trajectoryId: 'trj_better', inGroup: true });
    expect(rollouts.map(({ rewards }) => rewards.R_pp)).toEqual([0, 0.5, 1]);
    expect(rollouts[2]!.rewards).toMatchObject({ R_f: 1, R_ta: 1 });
    for (const { rewards, scores, messages, selfScore } of rollouts) {
      expect(rewards.R_edit).toBeCloseTo(rewards.R_f + rewards.R_ta + rewards.R_pp, 12);
      expect(rewards.R_sa).toBeCloseTo(Math.exp((-0.5 * Math.abs(scores.self - scores.evaluation)) / 0.5), 12);
      expect(messages[selfScore.message]!.content.slice(...selfScore.characters)).toMatch(/^<answer>.*<\/answer>$/);
      expect(selfScore.tokens).toBeNull();
    }
    expect(rollouts.reduce((sum, { advantages }) => sum + advantages.edit, 0)).toBeCloseTo(0, 9);
  });

  it('hold the spans in tokens, and the mask that leaves them out, where a tokenizer is given', async () => {
    const tokenizerPath = join(dataDir, 'tokenizer.json');
    await writeFile(tokenizerPath, JSON.stringify(byteTokenizer()));
    const [group] = groupsOf(await exported('sepo', { tokenizerPath }));
    for (const { selfScore, editorMask } of group!.rollouts) {
      const [from, to] = selfScore.tokens!;
      // Bytes are tokens here, so that tokens and characters of this plain text count alike but for <think> and "the".
      expect(to - from).toBe(selfScore.characters[1] - selfScore.characters[0]);
      expect(editorMask!.map((bit, at) => bit === (at >= from && at < to ? 0 : 1))).not.toContain(false);
    }
  });
});

describe('Reflect', () => {
  const [one, other] = [submission(worse), submission(better)];
  const images = [...one.images, ...other.images];

  it('says what was worse without keeping anything', async () => {
    const before = await client.listSamples({ pageSizeMax: 200, pageToken: '' });
    const { reflection } = await client.reflect({ worse: one.trajectory, better: other.trajectory, images });
    expect(reflection.analysis).toContain('instead of');
    expect(reflection).toMatchObject({ rule: 'group', teacherVersion: 'embedded/2' });
    expect(await client.listSamples({ pageSizeMax: 200, pageToken: '' })).toEqual(before);
  });

  it.each([
    ['the other way round', { worse: other.trajectory, better: one.trajectory }, 'better'],
    ['with an unjudged one', { worse: { ...one.trajectory, evaluation: null }, better: other.trajectory }, 'worse'],
    ['of two photos', { worse: { ...one.trajectory, photoSha256: sha256('x') }, better: other.trajectory }, 'better'],
  ])('refuses a pair %s', async (_, pair, field) => {
    await expect(client.reflect({ ...pair, images })).rejects.toMatchObject({ code: 'request.invalid', field });
  });
});
