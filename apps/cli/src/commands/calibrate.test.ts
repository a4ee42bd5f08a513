import { describe, expect, it } from 'vitest';
import { pairsOf } from './calibrate.ts';

describe('a table of scores', () => {
  it('is read whatever the order of its columns, with further ones and empty lines', () => {
    const text = '\uFEFFphoto,human,axis,predicted\r\nwren,3.5,aesthetic,4.1\r\n\r\nfig,2,instruction,1\r\n';
    expect(pairsOf(text, 'scores.csv')).toEqual([
      { axis: 'aesthetic', predicted: 4.1, human: 3.5 },
      { axis: 'instruction', predicted: 1, human: 2 },
    ]);
  });

  it.each([
    ['axis,predicted\naesthetic,3', /line 1: the first line must name/],
    ['axis,predicted,human\nbeauty,3,3', /line 2: the axis/],
    ['axis,predicted,human\naesthetic,3,3\naesthetic,3,', /line 3: "" is no score/],
    ['axis,predicted,human\naesthetic,3,7', /line 2: "7" is no score/],
  ])('that is wrong is refused by its line: %j', (text, message) => {
    expect(() => pairsOf(text, 'scores.csv')).toThrow(message);
  });
});
