import { describe, expect, it } from 'vitest';
import { faultNames, readOptions } from './options.ts';

describe('the options of the fault bench', () => {
  it('are all faults and two hundred kills when nothing is said', () => {
    expect(readOptions([])).toEqual({ only: faultNames, seed: 1, quick: false, kills: 200, dataDir: null });
  });

  it('take some faults in any case, in the order of the list', () => {
    expect(readOptions(['--only', 'f5, F1']).only).toEqual(['F1', 'F5']);
  });

  it('refuse a fault that is not on the list and a number that is none', () => {
    expect(() => readOptions(['--only', 'F1,F6'])).toThrow('no F6');
    for (const text of ['', '-1', '1.5', 'many']) expect(() => readOptions([`--seed=${text}`])).toThrow('--seed');
    expect(() => readOptions(['--kills=0'])).toThrow('--kills');
  });
});
