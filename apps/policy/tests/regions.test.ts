/** Wishes for parts of real photographs: found by perception, changed through masks, measured, the rest left alone. */
import type { RegionFigures, RegionName, Step } from '@safelight/core';
import { Engine } from '@safelight/engine';
import { PerceptionThread } from '@safelight/perception';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figuresOf } from '../src/planner/metrics.ts';
import { planner } from '../src/planner/planner.ts';
import { openDarkroom, type Darkroom, type Edit } from './darkroom.ts';

let engine: Engine;
let perception: PerceptionThread;
let sunset: Darkroom;
let portrait: Darkroom;
let gardens: Darkroom;
beforeAll(async () => {
  engine = await Engine.open({ workers: 1 });
  perception = new PerceptionThread();
  [sunset, portrait, gardens] = await Promise.all([
    openDarkroom(engine, 'city-sunset.jpg', perception),
    openDarkroom(engine, 'portrait-astronaut.png', perception),
    openDarkroom(engine, 'tea-gardens.jpg', perception),
  ]);
});
afterAll(async () => {
  await perception[Symbol.asyncDispose]();
  await engine[Symbol.asyncDispose]();
});

const regionIn = (regions: readonly RegionFigures[], name: RegionName): RegionFigures =>
  regions.find((region) => region.name === name)!;
/** The region before and after. */
const change = ({ request, steps }: Edit, name: RegionName) => ({
  before: regionIn(request.original.regions, name),
  after: regionIn(steps.at(-1)!.observation.regions, name),
});
const toolsOf = (steps: readonly Step[]): readonly string[] =>
  steps.flatMap(({ calls }) => calls.map(({ tool }) => tool));

describe('a wish for a part', () => {
  it('looks for exactly that part, predicts its figure and moves it through its mask', async () => {
    const edit = await sunset.run(planner, 'make the sky darker');
    expect(edit.looks).toEqual([{ type: 'look', regions: ['sky'], scene: false }]);
    const [first] = edit.steps;
    expect(first!.calls[0]).toEqual({ tool: 'maskSky', value: true, target: 'sky' });
    const [prediction] = first!.predictions;
    expect(prediction!.metric).toBe('sky.lightness.p50');
    const { before, after } = change(edit, 'sky');
    expect(after.lightness.p50 - before.lightness.p50).toBeLessThan(-6);
    expect(Math.abs(after.lightness.p50 - prediction!.expected)).toBeLessThan(4);
    expect(edit.finish.missed).toEqual([]);
  });

  it('names its correction in the language of the instruction', async () => {
    const { steps } = await sunset.run(planner, '天空暗一点');
    expect(steps[0]!.observation.recipe.corrections.map(({ name }) => name)).toEqual(['天空']);
  });

  it('that the photo does not show is told and left out, and the others are done', async () => {
    const { steps, finish } = await gardens.run(planner, 'brighten her face and make it a bit warmer');
    expect(finish.notDone).toHaveLength(1);
    expect(steps[0]!.thought).toMatch(/I do not find the face/);
    expect(toolsOf(steps)).toContain('incrementalTemperature');
    expect(toolsOf(steps).some((tool) => tool.startsWith('mask') || tool === 'exposure')).toBe(false);
  });

  it('comes after the foundation of the whole', async () => {
    const { steps } = await sunset.run(planner, 'brighter, and darken the sky');
    expect(steps.length).toBeGreaterThanOrEqual(2);
    expect(steps[0]!.calls.every(({ target }) => target === undefined)).toBe(true);
    expect(steps[1]!.calls.some(({ target }) => target === 'sky')).toBe(true);
  });
});

describe('a wish for the whole beside one for a part', () => {
  it('is not worked against by it: contrast stays while the sky gets darker, in few steps', async () => {
    const { steps, finish } = await sunset.run(planner, 'darken the sky, more contrast');
    expect(finish.missed).toEqual([]);
    expect(steps.length).toBeLessThanOrEqual(3);
    expect(steps.at(-1)!.observation.recipe.settings['contrast']).toBeGreaterThan(20);
    expect(toolsOf(steps)).not.toContain('exposure');
  });

  it('holds the lights in the step that lifts them', async () => {
    const { steps } = await sunset.run(planner, 'brighter, and darken the sky');
    expect(steps[0]!.calls.map(({ tool }) => tool)).toEqual(expect.arrayContaining(['exposure', 'highlights']));
  });
});

describe('a plain wish', () => {
  it.each(['brighter', '亮一点', 'more contrast', '暖一点', 'darker', '饱和度低一点'])(
    'is reached in one or two steps and not taken back for the last lamp: %s',
    async (wish) => {
      const { steps } = await sunset.run(planner, wish);
      expect(steps.length).toBeLessThanOrEqual(2);
      expect(steps.every(({ base }) => base === null)).toBe(true);
    },
  );
});

describe('a wish for skin', () => {
  it('acts through the masks of skin alone, also where it is to look natural', async () => {
    const edit = await portrait.run(planner, '给她磨皮，自然一点');
    const calls = edit.steps.flatMap((step) => step.calls);
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.map(({ target }) => target).every((target) => target === '皮肤')).toBe(true);
    const { before, after } = change(edit, 'skin');
    expect(after.detail).toBeLessThan(0.92 * before.detail);
    expect(Math.abs(after.lightness.p50 - before.lightness.p50)).toBeLessThan(1);
  });

  it('warms it along the line of skin', async () => {
    const { before, after } = change(await portrait.run(planner, 'make her skin warmer'), 'skin');
    const hue = ({ cast }: RegionFigures): number => (Math.atan2(cast.b, cast.a) * 180) / Math.PI;
    expect(after.cast.b - before.cast.b).toBeGreaterThan(0.6);
    expect(after.cast.b - before.cast.b).toBeLessThan(2);
    expect(Math.abs(hue(after) - hue(before))).toBeLessThan(5);
  });
});

describe('a protected part', () => {
  it('stays as it is while a wish for the whole is done around it', async () => {
    const edit = await portrait.run(planner, "make it warmer, but don't touch the background");
    const { before, after } = change(edit, 'background');
    expect(Math.abs(after.cast.b - before.cast.b)).toBeLessThan(0.6);
    expect(Math.abs(after.lightness.p50 - before.lightness.p50)).toBeLessThan(1);
    expect(toolsOf(edit.steps)).not.toContain('incrementalTemperature');
    const [original, now] = [edit.request.original, edit.steps.at(-1)!.observation].map(figuresOf);
    expect(now!['cast.b']! - original!['cast.b']!).toBeGreaterThan(0.7);
  });
});

describe('a wish for a hue', () => {
  it('turns the mixer where the photo has that hue, and nothing else', async () => {
    const { steps, request } = await gardens.run(planner, 'make the greens less saturated');
    expect(toolsOf(steps).every((tool) => /^saturation(?:Green|Yellow)$/.test(tool))).toBe(true);
    const chroma = (step: Pick<Step, 'observation'>): number => step.observation.measurement.chroma.mean;
    expect(chroma(steps.at(-1)!)).toBeLessThan(0.8 * request.original.measurement.chroma.mean);
  });
});

describe('a turned frame', () => {
  it('shows a crop about the subject at the aspect that was asked for, and light is measured on what is left', async () => {
    const { steps, request } = await portrait.run(planner, 'crop to 4:5 and a bit brighter');
    expect(request.original.scene).not.toBeNull();
    const { width, height } = steps.at(-1)!.observation.image;
    expect(width / height).toBeCloseTo(0.8, 1);
    expect(steps[0]!.calls.every(({ tool }) => tool.startsWith('crop'))).toBe(true);
    const [framed, brighter] = [steps[0]!, steps.at(-1)!].map(
      ({ observation }) => observation.measurement.lightness.p50,
    );
    expect(brighter! - framed!).toBeGreaterThan(1);
  });
});

describe('an edit', () => {
  it('is one recipe on the original: rendering it anew gives the picture that the last step saw', async () => {
    const { steps } = await sunset.run(planner, 'golden hour, darken the sky');
    const last = steps.at(-1)!.observation;
    const again = await sunset.develop(last.recipe);
    expect([again.width, again.height]).toEqual([last.image.width, last.image.height]);
    // A correction changes settings that are there; it does not lay a second mask over the first.
    expect(last.recipe.corrections).toHaveLength(1);
  });
});
