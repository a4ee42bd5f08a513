import { emptyRecipe, Fault, noUsage } from '@safelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeSessionEvent,
  decodeTrajectory,
  encodeSessionEvent,
  encodeTrajectory,
  sandboxContract,
  trajectoryFromJson,
  trajectoryToJson,
} from './index.ts';
import { sessionEventArbitrary, trajectoryArbitrary } from './testing.ts';

const throughText = (json: unknown): unknown => JSON.parse(JSON.stringify(json));

describe('what is stored and sent', () => {
  it('comes back as it was: trajectories in protobuf and in JSON', () => {
    fc.assert(
      fc.property(trajectoryArbitrary, (trajectory) => {
        expect(decodeTrajectory(encodeTrajectory(trajectory))).toEqual(trajectory);
        expect(trajectoryFromJson(throughText(trajectoryToJson(trajectory)))).toEqual(trajectory);
      }),
      { numRuns: 60 },
    );
  });

  it('comes back as it was: events of every type', () => {
    fc.assert(
      fc.property(sessionEventArbitrary, (event) => {
        expect(decodeSessionEvent(encodeSessionEvent(event))).toEqual(event);
      }),
      { numRuns: 200 },
    );
  });

  it('is refused with a fault, never a crash, when the bytes are junk', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        for (const decode of [decodeSessionEvent, decodeTrajectory, sandboxContract.methods.render.decodeRequest]) {
          expect(() => decode(bytes)).toThrow(Fault);
        }
      }),
    );
  });

  it('is refused with a fault when the JSON is of another shape', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(() => trajectoryFromJson(json)).toThrow(Fault);
      }),
    );
  });
});

describe('a recipe', () => {
  const [trajectory] = fc.sample(trajectoryArbitrary, 1);
  const withRecipe = (recipe: unknown) => {
    const json = throughText(trajectoryToJson(trajectory!)) as { original: object };
    return trajectoryFromJson({ ...json, original: { ...json.original, recipe } }).original.recipe;
  };

  it('of version 1 is read as one of version 2 without parts', () => {
    const settings = {
      exposure: 0.5,
      toneCurve: [
        [0, 9],
        [255, 255],
      ],
    };
    expect(withRecipe({ schema: 1, settings, foreign: [] })).toEqual({ ...emptyRecipe, settings });
  });

  it('of a version that is not known is refused', () => {
    expect(() => withRecipe({ schema: 3 })).toThrow(/version 3 is not known/);
  });

  it('with too much of something is refused by the name of the list', () => {
    const correction = { id: 'a', name: '', settings: {}, pointColors: [], masks: [], foreign: [] };
    expect(() => withRecipe({ schema: 2, corrections: Array.from({ length: 65 }, () => correction) })).toThrow(
      /recipe\.corrections: holds more than 64/,
    );
    const wide = { schema: 2, settings: { brushDabs: [Array.from({ length: 65 }, () => 0)] } };
    expect(() => withRecipe(wide)).toThrow(/settings\.brushDabs\[0\]: holds more than 64/);
    expect(() => withRecipe({ schema: 2, settings: { brushDabs: [[0], 1] } })).toThrow(
      /brushDabs\[1\]: must be a list/,
    );
  });
});

describe('a refusal', () => {
  it('names the field by its path', () => {
    fc.assert(
      fc.property(trajectoryArbitrary, (trajectory) => {
        const step = {
          index: 1,
          thought: '',
          predictions: [],
          calls: [{ tool: '', value: 1 }],
          base: null,
          round: 0,
          policyVersion: 'planner/1',
          usage: noUsage,
          observation: trajectory.original,
        };
        const fault = (() => {
          try {
            return decodeTrajectory(encodeTrajectory({ ...trajectory, steps: [step] }));
          } catch (thrown) {
            return thrown as Fault;
          }
        })() as Fault;
        expect(fault.field).toBe('trajectory.steps[0].calls[0].tool');
      }),
      { numRuns: 5 },
    );
  });

  it('meets a trajectory of a version that is not known', () => {
    const [trajectory] = fc.sample(trajectoryArbitrary, 1);
    const json = throughText(trajectoryToJson(trajectory!)) as Record<string, unknown>;
    expect(() => trajectoryFromJson({ ...json, schema: 3 })).toThrow(/version 3 is not known/);
  });
});
