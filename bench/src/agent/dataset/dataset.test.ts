import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadDataset, type LoadOptions } from './dataset.ts';

const folder = await mkdtemp(join(tmpdir(), 'datasets-'));
afterAll(() => rm(folder, { recursive: true }));

/** A tiny data set: names of files and, for texts, what they say. Loaders look at names, not at pixels. */
async function made(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(folder, 'set-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  return root;
}
const plain: LoadOptions = { language: null, length: 'middle', instruction: 'Make it good.' };

describe('mmart', () => {
  const sample = (name: string): Record<string, string> => ({
    [`${name}/before.jpg`]: '',
    [`${name}/processed.jpg`]: '',
    [`${name}/config.lua`]: 'return {}',
    [`${name}/config.xmp`]: '',
  });

  it('reads samples whose instructions lie beside the pictures', async () => {
    const root = await made({
      ...sample('a'),
      'a/user_want_short.txt': 'warm',
      'a/user_want_middle.txt': 'a warm look\n',
    });
    const { samples } = await loadDataset('mmart', root, plain);
    const paths = { before: join(root, 'a/before.jpg'), target: join(root, 'a/processed.jpg') };
    expect(samples).toEqual([{ id: 'a', group: '', ...paths, instruction: 'a warm look', mask: null }]);
    const short = await loadDataset('mmart', root, { ...plain, length: 'short' });
    expect(short.samples[0]).toMatchObject({ instruction: 'warm' });
  });

  it('reads samples in scenarios with an instruction a language, and their masks', async () => {
    const root = await made({
      ...sample('portrait/7'),
      'portrait/7/en/user_want_middle/user_prompt.txt': 'softer skin',
      'portrait/7/cn/user_want_middle/user_prompt.txt': '皮肤柔和些',
      'portrait/7/mask.png': '',
    });
    const english = await loadDataset('mmart', root, plain);
    expect(english.samples).toMatchObject([
      { id: 'portrait/7', group: 'portrait', instruction: 'softer skin', mask: join(root, 'portrait/7/mask.png') },
    ]);
    const chinese = await loadDataset('mmart', root, { ...plain, language: 'zh' });
    expect(chinese.samples).toMatchObject([{ instruction: '皮肤柔和些' }]);
  });

  it.each([
    ['no sample', { 'readme.md': '' }, /before\.jpg/],
    ['no target', { 'a/before.jpg': '', 'a/user_want_middle.txt': 'x' }, /a has no processed\.jpg/],
    ['no instruction', sample('a'), /a has no instruction \(user_want_middle\.txt/],
  ])('says what a folder with %s lacks', async (_, files, message) => {
    await expect(loadDataset('mmart', await made(files), plain)).rejects.toThrow(message);
  });
});

describe('artedit-lr', () => {
  it('asks in every language that a sample has, or in one', async () => {
    const root = await made({
      '001/before.png': '',
      '001/processed.jpg': '',
      '001/user_want_en.txt': 'brighter',
      '001/user_want_cn.txt': '亮一点',
    });
    const both = await loadDataset('artedit-lr', root, plain);
    expect(both.samples).toMatchObject([
      { id: '001 (en)', group: 'en', instruction: 'brighter' },
      { id: '001 (zh)', group: 'zh', instruction: '亮一点' },
    ]);
    const chinese = await loadDataset('artedit-lr', root, { ...plain, language: 'zh' });
    expect(chinese.samples).toMatchObject([{ id: '001', instruction: '亮一点' }]);
  });

  it('says which sample has no target or no instruction', async () => {
    const noTarget = await made({ 'x/input.jpg': '', 'x/user_want.txt': 'brighter' });
    await expect(loadDataset('artedit-lr', noTarget, plain)).rejects.toThrow(/x has no target/);
    const noText = await made({ 'x/input.jpg': '', 'x/gt.png': '' });
    await expect(loadDataset('artedit-lr', noText, plain)).rejects.toThrow(/x has no instruction/);
  });
});

describe('artedit-eval', () => {
  const one = { before: 'a.jpg', after: 'b.jpg', instruction: 'warmer', image_quality: 3.5, instruction_adherence: 4 };

  it('reads people’s scores beside the pictures', async () => {
    const root = await made({ 'samples.json': JSON.stringify([one]), 'a.jpg': '', 'b.jpg': '' });
    const { kind, samples } = await loadDataset('artedit-eval', root, plain);
    expect(kind).toBe('judge');
    expect(samples).toMatchObject([{ instruction: 'warmer', people: { aesthetic: 3.5, instruction: 4 } }]);
  });

  it.each([
    ['no list', {}, /has no samples\.json/],
    ['a list that is no JSON', { 'samples.json': '[' }, /no JSON/],
    ['a score off the scale', { 'samples.json': JSON.stringify([{ ...one, image_quality: 9 }]) }, /image_quality/],
    ['a picture that is missing', { 'samples.json': JSON.stringify([one]), 'a.jpg': '' }, /b\.jpg, which is not there/],
  ])('refuses %s', async (_, files, message) => {
    await expect(loadDataset('artedit-eval', await made(files), plain)).rejects.toThrow(message);
  });
});

describe('retoucheval', () => {
  it('reads the triples of its classes', async () => {
    const root = await made({
      'style/1/before.jpg': '',
      'style/1/after.png': '',
      'style/1/instruction.txt': 'film look',
      'local/2/before.jpg': '',
      'local/2/after.jpg': '',
      'local/2/instruction.txt': 'darker sky',
    });
    const { samples } = await loadDataset('retoucheval', root, plain);
    expect(samples).toMatchObject([
      { id: 'style/1', group: 'style', target: join(root, 'style/1/after.png'), instruction: 'film look' },
      { id: 'local/2', group: 'local', instruction: 'darker sky' },
    ]);
  });

  it('says what is missing', async () => {
    await expect(loadDataset('retoucheval', await made({ 'a.txt': '' }), plain)).rejects.toThrow(/none of the folders/);
    const half = await made({ 'quality/1/before.jpg': '', 'quality/1/instruction.txt': 'x' });
    await expect(loadDataset('retoucheval', half, plain)).rejects.toThrow(/quality\/1 has no after\.jpg/);
  });
});

describe('fivek', () => {
  it.each(['expertC', 'expertC_gt'])(
    'pairs input/ with %s/ by name and asks what it is told to ask',
    async (expert) => {
      const root = await made({
        'input/a1.dng': '',
        'input/a2.jpg': '',
        [`${expert}/a1.tif`]: '',
        [`${expert}/a2.jpg`]: '',
      });
      const { samples } = await loadDataset('fivek', root, plain);
      expect(samples).toMatchObject([
        { id: 'a1', target: join(root, expert, 'a1.tif'), instruction: 'Make it good.' },
        { id: 'a2' },
      ]);
    },
  );

  it.each([
    ['no such folder', null, /no folder input/],
    ['no expert', { 'input/a.jpg': '' }, /no folder expertC/],
    ['an input without a target', { 'input/a.jpg': '', 'expertC/b.jpg': '' }, /input\/a\.jpg has no target/],
    ['no photo', { 'input/readme.txt': '', 'expertC/b.jpg': '' }, /holds no photo/],
  ])('refuses %s', async (_, files, message) => {
    const root = files === null ? join(folder, 'nowhere') : await made(files);
    await expect(loadDataset('fivek', root, plain)).rejects.toThrow(message);
  });
});
