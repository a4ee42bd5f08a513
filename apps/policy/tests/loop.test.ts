import { Engine } from '@safelight/engine';
import { localeOf, readInstruction } from '@safelight/intent';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardsOf, isCrossed } from '../src/planner/guards.ts';
import { figuresOf, visibleStep } from '../src/planner/metrics.ts';
import { isMet } from '../src/planner/decide.ts';
import { planner } from '../src/planner/planner.ts';
import { attainment } from '../src/planner/score.ts';
import { variation } from '../src/planner/seed.ts';
import { targetsOf } from '../src/planner/targets.ts';
import { openDarkroom, type Darkroom, type Edit } from './darkroom.ts';

const photos = ['city-sunset.jpg', 'wren.jpg', 'blue-flowers.jpg'];
const instructions = [
  'warm, dreamy golden hour, keep detail in the shadows',
  'brighter and a bit less saturated',
  'cinematic, keep the highlights',
  '日系小清新',
  '黑白,高对比',
  '优化一下',
  '冷一点,对比度提高一点,不要丢失暗部细节',
];

let engine: Engine;
beforeAll(async () => {
  engine = await Engine.open({ workers: 1 });
});
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
});

describe.each(photos)('on %s', (photo) => {
  let darkroom: Darkroom;
  beforeAll(async () => {
    darkroom = await openDarkroom(engine, photo);
  });

  describe.each(instructions)('the planner, asked for “%s”,', (instruction) => {
    let edit: Edit;
    beforeAll(async () => {
      edit = await darkroom.run(planner, instruction);
    });
    const figures = () => ({
      original: figuresOf(edit.request.original),
      now: figuresOf(edit.steps.at(-1)!.observation),
    });

    it('ends within six steps', () => {
      expect(edit.steps.length).toBeLessThanOrEqual(6);
      expect(edit.steps.length).toBeGreaterThanOrEqual(1);
    });

    it('calls only what the engine renders', () => {
      expect(edit.steps.flatMap(({ observation }) => observation.problems)).toEqual([]);
    });

    it('meets plain wishes, and most of what a look means, and moves nothing far the wrong way', () => {
      const { original, now } = figures();
      const intent = readInstruction(instruction);
      const targets = targetsOf(intent, original, variation(0));
      for (const target of targets) {
        const plain = intent.goals.find(({ axis }) => axis === target.axis)?.look === null;
        const label = `${target.metric} ${target.from.toFixed(2)} → ${now[target.metric].toFixed(2)}, wanted ${target.wanted.toFixed(2)}`;
        const moved = (now[target.metric] - target.from) * Math.sign(target.wanted - target.from);
        expect(moved, label).toBeGreaterThan(-visibleStep(target.metric, original));
        if (plain && !isMet(target, now, original))
          expect(attainment(target, now, original), label).toBeGreaterThan(0.35);
      }
      const reached = targets.filter(
        (target) => isMet(target, now, original) || attainment(target, now, original) > 0.4,
      );
      expect(reached.length).toBeGreaterThanOrEqual(Math.floor(targets.length / 2));
    });

    it('keeps what it was told to keep', () => {
      const { original, now } = figures();
      const { constraints } = readInstruction(instruction);
      const crossed = guardsOf(constraints, original, false).filter(
        (guard) => guard.protect !== null && isCrossed(guard, now),
      );
      expect(crossed.map(({ metric, value }) => `${metric} ${now[metric]} (bound ${value})`)).toEqual([]);
    });

    it('does not pay with blown highlights or blocked shadows', () => {
      const { original, now } = figures();
      // Warm light drives single channels of a sun, or of a saturated flower, to their end: that may grow, not double.
      expect(now['clipping.highlights']).toBeLessThan(2 * original['clipping.highlights']! + 0.05);
      expect(now['clipping.shadows']).toBeLessThan(original['clipping.shadows'] + 0.03);
    });

    it('thinks in the language of the instruction and names a measured figure', () => {
      for (const thought of [...edit.steps.map((step) => step.thought), edit.finish.thought]) {
        expect(/\p{Script=Han}/u.test(thought)).toBe(localeOf(instruction) === 'zh');
      }
      const median = edit.request.original.measurement.lightness.p50.toFixed(0);
      expect(edit.steps[0]!.thought).toContain(median);
    });
  });
});

describe('what the planner thinks of its own edits', () => {
  it('is not the same for every photo and instruction', async () => {
    const darkroom = await openDarkroom(engine, photos[0]!);
    const whole = await darkroom.run(planner, 'a bit brighter');
    const part = await darkroom.run(planner, 'a bit brighter, and remove the tourist, and add a moon');
    expect(whole.finish.selfScore.instruction).toBeGreaterThan(part.finish.selfScore.instruction + 1);
  });
});
