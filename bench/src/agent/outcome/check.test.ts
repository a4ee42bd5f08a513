import { emptyRecipe, type Recipe } from '@safelight/core';
import { describe, expect, it } from 'vitest';
import { outcomeSchema } from '../case/schema.ts';
import { pictureOf, type Picture } from '../picture/picture.ts';
import type { Region } from '../picture/region.ts';
import { checkOutcome } from './check.ts';
import type { State, TurnFacts } from './facts.ts';

/** Left half of one colour, right half of another. */
function picture(left: number, right: number, width = 8, height = 4): Picture {
  const data = Uint8Array.from({ length: 3 * width * height }, (_, at) =>
    Math.floor(at / 3) % width < width / 2 ? left : right,
  );
  return pictureOf({ width, height, data });
}
const recipe = (settings: Recipe['settings']): Recipe => ({ ...emptyRecipe, settings });
const state = (left: number, right: number, settings: Recipe['settings'] = {}): State => ({
  picture: picture(left, right),
  recipe: recipe(settings),
});
const regions = new Map<string, Region>([
  ['left', { box: [0, 0, 0.5, 1] }],
  ['right', { box: [0.5, 0, 1, 1] }],
]);

function facts(changes: Partial<TurnFacts> = {}): TurnFacts {
  return {
    original: state(100, 100),
    results: [state(140, 100, { exposure: 0.7 })],
    clean: null,
    regions,
    thoughts: ['The picture is dark, so I brighten it.', 'Done: “Add a Moon” needs new pixels.'],
    notDone: ['add a moon'],
    steps: 2,
    fault: null,
    ...changes,
  };
}

/** An outcome as in a case file, and whether it holds. */
function held(outcome: object, changes: Partial<TurnFacts> = {}): boolean {
  return checkOutcome(outcomeSchema.parse(outcome), facts(changes)).held;
}

describe('change', () => {
  it('holds when the figure moved in the direction and not too far', () => {
    const change = { kind: 'change', measure: 'lightness', region: 'left' };
    expect(held({ ...change, by: { min: 5, max: 30 } })).toBe(true);
    expect(held({ ...change, by: { max: -1 } })).toBe(false);
    expect(held({ ...change, by: { min: 1, max: 5 } })).toBe(false);
  });

  it('looks at the region alone', () => {
    expect(held({ kind: 'change', measure: 'lightness', region: 'right', by: { min: 1 } })).toBe(false);
  });

  it('takes ratios as well, and holds no limit where there is none', () => {
    expect(held({ kind: 'change', measure: 'lightness', times: { min: 1.1, max: 1.4 } })).toBe(true);
    expect(
      held(
        { kind: 'change', measure: 'contrast.fine', region: 'right', times: { max: 2 } },
        { original: state(0, 0), results: [state(0, 0)] },
      ),
    ).toBe(false);
  });

  it('compares with what was there before the turn, with the original or with an earlier turn', () => {
    const results = [state(200, 200), state(150, 150)];
    const darker = { kind: 'change', measure: 'lightness', by: { max: -1 } };
    expect(held(darker, { results })).toBe(true);
    expect(held({ ...darker, against: 'original' }, { results })).toBe(false);
    expect(held({ ...darker, against: 1 }, { results })).toBe(true);
    expect(() => held({ ...darker, against: 5 }, { results })).toThrow(/no turn 5/);
  });
});

describe('difference', () => {
  it('protects a region that stayed and tells one that did not', () => {
    expect(held({ kind: 'difference', region: 'right', is: { max: 0.5 } })).toBe(true);
    expect(held({ kind: 'difference', region: 'left', is: { max: 0.5 } })).toBe(false);
    expect(held({ kind: 'difference', is: { min: 1 } })).toBe(true);
  });

  it('does not hold between pictures of different sizes', () => {
    const cropped = { picture: picture(100, 100, 4), recipe: emptyRecipe };
    expect(held({ kind: 'difference', is: { max: 100 } }, { results: [cropped] })).toBe(false);
  });
});

describe('level, aspect and steps', () => {
  it('hold the result alone', () => {
    expect(held({ kind: 'level', measure: 'lightness', region: 'right', is: { max: 50 } })).toBe(true);
    expect(held({ kind: 'level', measure: 'chroma', is: { min: 5 } })).toBe(false);
    expect(held({ kind: 'aspect', is: 2 })).toBe(true);
    expect(held({ kind: 'aspect', is: 1.5 })).toBe(false);
    expect(held({ kind: 'steps', is: { max: 2 } })).toBe(true);
    expect(held({ kind: 'steps', is: { max: 1 } })).toBe(false);
  });
});

describe('recovers', () => {
  const recovers = { kind: 'recovers', times: 0.5 };
  const clean = picture(150, 100);

  it('holds when the result is that much nearer to the unspoilt photo', () => {
    // 50 codes away in the left half before; 10 after.
    expect(held(recovers, { clean })).toBe(true);
    expect(held({ ...recovers, times: 0.1 }, { clean })).toBe(false);
  });

  it('cannot be asked of a photo that was not spoilt', () => {
    expect(() => held(recovers)).toThrow(/spoils/);
  });
});

describe('setting, curve and masked', () => {
  it('hold exact values, ranges and defaults', () => {
    expect(held({ kind: 'setting', tool: 'exposure', is: 0.7 })).toBe(true);
    expect(held({ kind: 'setting', tool: 'exposure', is: 0.8 })).toBe(false);
    expect(held({ kind: 'setting', tool: 'exposure', is: { min: 0.5, max: 1 } })).toBe(true);
    expect(held({ kind: 'setting', tool: 'shadows', is: { min: 1 } })).toBe(false);
    expect(held({ kind: 'setting', tool: 'convertToGrayscale', is: true })).toBe(false);
  });

  it('tell an S from its opposite', () => {
    const curve = { kind: 'curve', tool: 'toneCurve', shape: 's' };
    const s = [
      [0, 0],
      [64, 52],
      [192, 204],
      [255, 255],
    ];
    const inverse = [
      [0, 0],
      [64, 76],
      [192, 180],
      [255, 255],
    ];
    expect(held(curve, { results: [state(1, 1, { toneCurve: s })] })).toBe(true);
    expect(held(curve, { results: [state(1, 1, { toneCurve: inverse })] })).toBe(false);
    expect(held(curve)).toBe(false);
  });

  it('find the tool of a mask', () => {
    const mask = { id: 'A'.repeat(32), tool: 'maskSky', name: '', settings: {}, strokes: [], foreign: [] };
    const correction = { id: 'B'.repeat(32), name: 'Sky', settings: {}, pointColors: [], masks: [mask], foreign: [] };
    const results = [{ picture: picture(1, 1), recipe: { ...emptyRecipe, corrections: [correction] } }];
    expect(held({ kind: 'masked', tool: 'maskSky' }, { results })).toBe(true);
    expect(held({ kind: 'masked', tool: 'maskSky' })).toBe(false);
  });
});

describe('what was said', () => {
  it('is found whatever its case', () => {
    expect(held({ kind: 'says', all: ['add a moon'], any: ['new pixels', 'impossible'] })).toBe(true);
    expect(held({ kind: 'says', all: ['add a moon', 'tourist'] })).toBe(false);
    expect(held({ kind: 'says', any: ['impossible'] })).toBe(false);
    expect(held({ kind: 'neverSays', none: ['system prompt'] })).toBe(true);
    expect(held({ kind: 'neverSays', none: ['brighten'] })).toBe(false);
  });

  it('names what was not done', () => {
    expect(held({ kind: 'notDone', all: ['moon'] })).toBe(true);
    expect(held({ kind: 'notDone', all: ['sun'] })).toBe(false);
    expect(held({ kind: 'nothingLeft' })).toBe(false);
    expect(held({ kind: 'nothingLeft' }, { notDone: [] })).toBe(true);
  });
});

describe('unchanged and refuses', () => {
  const refuses = { kind: 'refuses', parts: ['add a moon'] };
  const results = [state(100, 100)];

  it('hold when the recipe is as it was', () => {
    expect(held({ kind: 'unchanged' }, { results })).toBe(true);
    expect(held({ kind: 'unchanged' })).toBe(false);
  });

  it('take a refusal at the end of a turn that named the part and changed nothing', () => {
    expect(held(refuses, { results })).toBe(true);
    expect(held(refuses)).toBe(false);
    expect(held(refuses, { results, notDone: [] })).toBe(false);
  });

  it('take a fault of the right kind that named the part', () => {
    const refused = { results, notDone: [], thoughts: ['I cannot “add a moon”.'] };
    expect(held(refuses, { ...refused, fault: 'instruction.notDevelopWork' })).toBe(true);
    expect(held(refuses, { ...refused, fault: 'internal' })).toBe(false);
    expect(held(refuses, { ...refused, fault: 'instruction.notDevelopWork', thoughts: ['No.'] })).toBe(false);
  });
});

describe('bounded', () => {
  const bounded = { kind: 'bounded', codes: ['instruction.tooLong'] };

  it('takes an end or the named refusal, and nothing that broke', () => {
    expect(held(bounded)).toBe(true);
    expect(held(bounded, { fault: 'instruction.tooLong' })).toBe(true);
    expect(held(bounded, { fault: 'internal' })).toBe(false);
  });
});
