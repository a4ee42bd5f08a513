import { readInstruction } from '@safelight/intent';
import { describe, expect, it } from 'vitest';
import { guardsOf } from './guards.ts';
import { leavesFor } from './leaves.ts';
import { figuresOf } from './metrics.ts';
import { variation } from './seed.ts';
import { targetsOf } from './targets.ts';
import { measurementOf, observationOf } from './testing.ts';

function leaves(instruction: string, correcting = false) {
  const intent = readInstruction(instruction);
  const now = figuresOf(observationOf(measurementOf({ median: 60, deviation: 24 })));
  const vary = variation(0);
  const targets = targetsOf(intent, now, vary);
  const guards = guardsOf(intent.constraints, now, false);
  const all = leavesFor({ intent, targets, guards, now, correcting, vary, kindOf: () => 'whole', wholeScope: null });
  const of = (name: string) => all.filter(({ lever }) => lever === name);
  return { ways: (name: string) => of(name).map(({ way }) => way), reach: (name: string) => of(name)[0]!.reach };
}

describe('what may be turned', () => {
  it('opens shadows without exposure joining in, which would blow the lights', () => {
    expect(leaves('open the shadows').ways('exposure')).toEqual([-1]);
    expect(leaves('more contrast').ways('exposure')).toEqual([0]);
  });

  it('for more or less light is exposure in that direction alone', () => {
    expect(leaves('brighter, more contrast').ways('exposure')).toEqual([1]);
    expect(leaves('darker, more contrast').ways('exposure')).toEqual([-1]);
  });

  it('lifts the dark tones too where the lights are to stay as they are', () => {
    expect(leaves('brighter').ways('shadows')).toEqual([]);
    expect(leaves('brighter, keep the highlights').ways('shadows')).toEqual([1]);
  });

  it('goes further for the only wish of an instruction once its tool fell short', () => {
    expect(leaves('open the shadows', true).reach('shadows')).toBeGreaterThan(
      leaves('open the shadows').reach('shadows'),
    );
  });
});
