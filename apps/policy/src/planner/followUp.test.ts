import { emptyRecipe, type Correction, type PastTurn, type Recipe, type SettingValues } from '@safelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resume, sameRecipe } from './followUp.ts';
import { scaledChange } from './scaledChange.ts';
import { edit, measurementOf, replyTo, requestOf } from './testing.ts';

const at = (settings: SettingValues): Recipe => ({ ...emptyRecipe, settings });
const turn = (instruction: string, ...recipes: readonly Recipe[]): PastTurn => ({ instruction, recipes });
const one = at({ exposure: 0.4 });
const two = at({ exposure: 0.4, contrast: 10 });
const three = at({ exposure: 0.4, contrast: 10, vibrance: 30 });
const history = [turn('brighter', emptyRecipe, one, two), turn('more colour', two, three)];

describe('a follow-up', () => {
  it.each([
    ['the last step', { kind: 'undo', what: 'step', count: 1 }, two],
    ['steps of two turns', { kind: 'undo', what: 'step', count: 2 }, one],
    ['two turns', { kind: 'undo', what: 'turn', count: 2 }, emptyRecipe],
    ['everything', { kind: 'back', to: 'original' }, emptyRecipe],
    ['the first version', { kind: 'back', to: 1 }, two],
    ['the version before the last', { kind: 'back', to: -1 }, two],
  ] as const)('goes back: %s', (_, followUp, recipe) => {
    const resumed = resume([{ ...followUp, source: 'x' }], history, three);
    expect(resumed).toMatchObject({ recipe, isPast: true, impossible: [] });
  });

  it('sets the last turn’s change, and no earlier one, at another strength', () => {
    const { recipe } = resume([{ kind: 'again', scale: 1.5, source: 'more' }], history, three);
    expect(recipe.settings).toEqual({ exposure: 0.4, contrast: 10, vibrance: 45 });
  });

  describe('after a change by hand', () => {
    const warm = at({ exposure: 0.4, contrast: 10, incrementalTemperature: 40 });
    const touched = at({ exposure: 0.4, contrast: 30, incrementalTemperature: 30, vignetteAmount: -20 });
    const past = [turn('more contrast', emptyRecipe, two), turn('warmer', two, warm), turn('', warm, touched)];

    it('weakens what the turn did to its own settings as they stand now, and leaves the others', () => {
      const { recipe } = resume([{ kind: 'again', scale: 0.5, source: 'less' }], past, touched);
      expect(recipe.settings).toEqual({ ...touched.settings, incrementalTemperature: 15 });
    });

    it('undoes that change first', () => {
      expect(resume([{ kind: 'undo', what: 'turn', count: 1, source: 'undo' }], past, touched).recipe).toEqual(warm);
    });

    it('has nothing to weaken when nothing was asked for before', () => {
      const alone = resume([{ kind: 'again', scale: 0.5, source: 'less' }], [turn('', emptyRecipe, touched)], touched);
      expect(alone).toMatchObject({ recipe: touched, impossible: ['less'] });
    });
  });

  it('that speaks of what is not there is told, and changes nothing', () => {
    const resumed = resume([{ kind: 'undo', what: 'turn', count: 5, source: 'undo five' }], history, three);
    expect(resumed).toMatchObject({ recipe: three, impossible: ['undo five'] });
  });
});

describe('a change at another strength', () => {
  const local = (settings: SettingValues): Correction => ({
    id: 'A'.repeat(32),
    name: 'sky',
    settings,
    pointColors: [],
    masks: [{ id: 'B'.repeat(32), tool: 'maskSky', name: '', settings: {}, strokes: [], foreign: [] }],
    foreign: [],
  });

  it('reaches the sliders of masks, and leaves hues and crops as they are', () => {
    const to = { ...at({ colorGradeShadowHue: 190, colorGradeShadowSat: 10, cropLeft: 0.1 }), corrections: [local({ localExposure: -0.8 })] }; // prettier-ignore
    const half = scaledChange(emptyRecipe, to, 0.5);
    expect(half.settings).toEqual({ colorGradeShadowHue: 190, colorGradeShadowSat: 5, cropLeft: 0.1 });
    expect(half.corrections[0]!.settings).toEqual({ localExposure: -0.4 });
  });

  it('bends a curve half as far for half of it', () => {
    const to = at({ toneCurve: [[0, 20], [128, 128], [255, 255]] }); // prettier-ignore
    const half = at({ toneCurve: [[0, 10], [128, 128], [255, 255]] }); // prettier-ignore
    expect(scaledChange(emptyRecipe, to, 0.5)).toEqual(half);
  });

  it('is none at 0 and the whole at 1, and never leaves a slider’s range', () => {
    const slider = fc.integer({ min: -100, max: 100 });
    const drawn = fc.record({ contrast: slider, shadows: slider, vibrance: slider });
    fc.assert(
      fc.property(drawn, drawn, fc.double({ min: 0, max: 3, noNaN: true }), (from, to, scale) => {
        const clean = (settings: SettingValues): Recipe =>
          at(Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== 0)));
        expect(sameRecipe(scaledChange(clean(from), clean(to), 0), clean(from))).toBe(true);
        expect(sameRecipe(scaledChange(clean(from), clean(to), 1), clean(to))).toBe(true);
        for (const value of Object.values(scaledChange(clean(from), clean(to), scale).settings)) {
          expect(Math.abs(value as number)).toBeLessThanOrEqual(100);
        }
      }),
    );
  });
});

describe('a turn of follow-ups', () => {
  const plain = measurementOf({});
  const begun = (recipe: Recipe) => ({ ...requestOf('', plain).original, recipe });

  it('is work: it takes back and ends', async () => {
    const request = requestOf('undo that', plain, { history, original: begun(three) });
    const [thought] = await replyTo(request);
    const last = (await replyTo(request)).at(-1)!;
    expect(thought).toMatchObject({ type: 'thoughtDelta' });
    expect(last).toMatchObject({ type: 'decision', base: two, calls: [] });
    const { steps, finish } = await edit(request);
    expect(steps).toHaveLength(1);
    expect(finish.selfScore.instruction).toBeGreaterThan(4);
  });

  it('goes on with what else is asked, from where it went back to', async () => {
    const request = requestOf('back to the first version but warmer', plain, { history, original: begun(three) });
    const { steps } = await edit(request);
    expect(steps[0]).toMatchObject({ base: two, calls: [] });
    const { settings } = steps.at(-1)!.observation.recipe;
    expect(settings).toMatchObject({ exposure: 0.4, contrast: 10 });
    expect(settings['incrementalTemperature']).toBeGreaterThan(10);
    expect(settings).not.toHaveProperty('vibrance');
  });

  it('tells in the instruction’s language what it takes back', async () => {
    const { steps } = await edit(requestOf('撤销', plain, { history, original: begun(three) }));
    expect(steps[0]!.thought).toContain('撤销');
    expect(steps[0]!.thought).toContain('自然饱和度 +30');
  });

  it('tells which settings it takes back: through masks and of the frame too', async () => {
    const cropped = at({ ...three.settings, cropLeft: 0.2 });
    const past = [...history, turn('crop', three, cropped)];
    const undo = await edit(requestOf('undo everything', plain, { history: past, original: begun(cropped) }));
    expect(undo.steps[0]!.thought).toContain('takes back the crop, exposure +0.4, contrast +10 and vibrance +30');
  });
});
