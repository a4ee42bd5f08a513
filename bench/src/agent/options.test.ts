import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

describe('readOptions', () => {
  it('asks for everything by default', () => {
    const { categories, language, names, switches, ablations, dataset } = readOptions([]);
    expect({ categories, language, names, switches, ablations, dataset }).toEqual({
      categories: null,
      language: null,
      names: null,
      switches: {},
      ablations: false,
      dataset: null,
    });
  });

  it('reads selections and switches', () => {
    const args =
      '--category local --category inverse --language zh --case a --text-only --no-reflection --candidates 3';
    expect(readOptions(args.split(' '))).toMatchObject({
      categories: ['local', 'inverse'],
      language: 'zh',
      names: ['a'],
      switches: { textOnly: true, reflectionsMax: 0, candidates: 3 },
    });
  });

  it('reads a data set and its folder', () => {
    const { dataset, length } = readOptions(['--dataset', 'mmart', '/data/mmart', '--length', 'long']);
    expect(dataset).toEqual({ name: 'mmart', folder: '/data/mmart' });
    expect(length).toBe('long');
  });

  it.each([
    [['--category', 'beauty'], /--category takes quality/],
    [['--language', 'de'], /en, zh/],
    [['--dataset', 'mmart'], /one folder/],
    [['--dataset', 'imagenet', 'x'], /artedit-lr/],
    [['somewhere'], /needs --dataset/],
    [['--candidates', '0'], /whole number from 1/],
    [['--ablations', '--text-only'], /leave/],
    [['--fast'], /--fast/],
  ])('refuses %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});
