import { describe, expect, it } from 'vitest';
import { readOptions } from './options.ts';

describe('the options of the autoscale bench', () => {
  it('compare where nothing else is asked for', () => {
    expect(readOptions([])).toEqual({ part: 'compare', plotPath: null, isSensitivityAsked: false });
    expect(readOptions(['--plot', 'a.svg', '--sensitivity'])).toEqual({
      part: 'compare',
      plotPath: 'a.svg',
      isSensitivityAsked: true,
    });
  });

  it('ask for one thing at a time', () => {
    expect(() => readOptions(['--tune', '--paper'])).toThrow('--tune, --paper');
    expect(() => readOptions(['--paper', '--plot', 'a.svg'])).toThrow('--paper draws nothing');
  });
});
