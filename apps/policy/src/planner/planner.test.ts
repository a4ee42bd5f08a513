import { Fault } from '@safelight/core';
import { describe, expect, it } from 'vitest';
import { planner } from './planner.ts';
import { edit, measurementOf, replyTo, requestOf } from './testing.ts';

const plain = measurementOf({});
const toolsOf = (steps: readonly { readonly calls: readonly { readonly tool: string }[] }[]): readonly string[] =>
  steps.flatMap(({ calls }) => calls.map(({ tool }) => tool));

describe('the planner', () => {
  it.each(['golden hour', 'vintage', 'moody', 'warmer, more contrast', '明亮通透'])(
    'leaves alone what it would turn by less than one sees after the first step: %s',
    async (wish) => {
      for (const share of [0.6, 0.8, 1.3, 1.7]) {
        const { steps } = await edit(requestOf(wish, plain), { strength: () => share });
        const states = steps.map(({ observation }) => observation.recipe.settings);
        for (const [index, after] of states.entries()) {
          const before = states[index - 1];
          if (before === undefined || steps[index]!.base !== null) continue;
          for (const tool of ['contrast', 'highlights', 'shadows', 'whites', 'vibrance', 'clarity']) {
            const change = Math.abs(Number(after[tool] ?? 0) - Number(before[tool] ?? 0));
            if (change > 0) expect(change, `${tool} in step ${index + 1}`).toBeGreaterThanOrEqual(3);
          }
        }
      }
    },
  );

  it.each([
    [
      'warm the car, adjust the flux capacitor and make it brighter',
      /I cannot select “car”.*did not understand “[^”]*flux/,
    ],
    ['把汽车调亮,把量子拧成圈,整体暖一点', /无法单独选出.*没有看懂“[^”]*量子/],
  ])('tells what it did not understand beside what it cannot select: %s', async (instruction, told) => {
    const { steps } = await edit(requestOf(instruction, plain));
    expect(steps[0]!.thought).toMatch(told);
  });

  it('reaches a plain wish although the photo answers far less than expected', async () => {
    const { steps, finish } = await edit(requestOf('warmer', plain), { strength: () => 0.6 });
    const first = steps[0]!.predictions[0]!;
    expect(first.metric).toBe('cast.b');
    const reached = steps.at(-1)!.observation.measurement.cast.b;
    expect(reached - first.before).toBeGreaterThan(0.75 * (first.expected - first.before));
    expect(steps.length).toBeLessThanOrEqual(4);
    expect(finish.selfScore.instruction).toBeGreaterThanOrEqual(4);
  });

  it('does not overshoot where the photo answers twice as strongly', async () => {
    const { steps } = await edit(requestOf('warmer', plain), { strength: () => 2 });
    const { before, expected } = steps[0]!.predictions[0]!;
    expect(steps.at(-1)!.observation.measurement.cast.b - before).toBeLessThan(1.35 * (expected - before));
  });

  it('leaves a tool that does nothing and says so', async () => {
    const dead = (name: string): number => (name === 'vibrance' ? 0 : 1);
    const { steps, finish } = await edit(requestOf('more saturated', plain), { strength: dead });
    const thoughts = [...steps.map(({ thought }) => thought), finish.thought];
    expect(thoughts.some((thought) => thought.includes('vibrance changed next to nothing'))).toBe(true);
    expect(toolsOf(steps)).toContain('saturation');
  });

  it('goes on without a refused tool, acknowledges the refusal and does not call it again', async () => {
    const { steps, finish } = await edit(requestOf('golden hour', plain), { refuses: ['incrementalTemperature'] });
    const asked = steps.filter(({ calls }) => calls.some(({ tool }) => tool === 'incrementalTemperature'));
    expect(asked).toHaveLength(1);
    expect(steps[1]!.thought).toContain('refused');
    expect(finish.selfScore.instruction).toBeLessThan(4.6);
  });

  it.each(['golden hour', 'moody', '胶片', 'vintage', 'matte'])('ends a look within six edits: %s', async (look) => {
    const { steps } = await edit(requestOf(look, plain));
    expect(steps.length).toBeGreaterThanOrEqual(1);
    expect(steps.length).toBeLessThanOrEqual(6);
  });

  it.each(['a bit brighter', 'warmer', '对比度高一点', 'a little less saturated'])(
    'takes one or two steps, and no look around, for an easy wish: %s',
    async (wish) => {
      const request = requestOf(wish, plain);
      expect((await replyTo(request)).some(({ type }) => type === 'look')).toBe(false);
      const { steps } = await edit(request);
      expect(steps.length).toBeGreaterThanOrEqual(1);
      expect(steps.length).toBeLessThanOrEqual(2);
    },
  );

  it('does everything in one step when it has only one', async () => {
    const { steps } = await edit(requestOf('golden hour', plain, { stepsMax: 1 }));
    expect(steps).toHaveLength(1);
    expect(toolsOf(steps)).toEqual(expect.arrayContaining(['incrementalTemperature', 'colorGradeHighlightHue']));
  });

  it('sets exactly what was given as a number, and lets no lever touch it', async () => {
    const { steps } = await edit(requestOf('contrast 20, brighter and moody', plain));
    expect(steps.at(-1)!.observation.recipe.settings['contrast']).toBe(20);
  });

  it('warms a raw photo in kelvin', async () => {
    const { steps } = await edit(requestOf('warmer', plain, { photoKind: 'raw' }));
    const { settings } = steps.at(-1)!.observation.recipe;
    expect(settings['whiteBalance']).toBe('Custom');
    expect(settings['temperature']).toBeGreaterThan(6_504);
    expect(settings).not.toHaveProperty('incrementalTemperature');
  });

  it('answers the same request with the same words and calls', async () => {
    const request = requestOf('cinematic', plain, { seed: 7 });
    expect(await replyTo(request)).toEqual(await replyTo(request));
  });

  it('gives candidates of other seeds other strengths', async () => {
    const [one, other] = await Promise.all([1, 2].map((seed) => replyTo(requestOf('moody', plain, { seed }))));
    expect(one!.at(-1)).not.toEqual(other!.at(-1));
  });

  it('starts from the recipe of an earlier turn and does not undo it', async () => {
    const request = requestOf('warmer', plain);
    const recipe = { ...request.original.recipe, settings: { incrementalTemperature: 20, exposure: 0.4 } };
    const { steps } = await edit({ ...request, original: { ...request.original, recipe } });
    const { settings } = steps.at(-1)!.observation.recipe;
    expect(settings['incrementalTemperature']).toBeGreaterThan(20);
    expect(settings['exposure']).toBe(0.4);
  });

  it('thinks in the language of the instruction and names what it measured', async () => {
    const english = await edit(requestOf('warmer', plain));
    const chinese = await edit(requestOf('暖一点', plain));
    for (const { thought } of english.steps) expect(thought).not.toMatch(/\p{Script=Han}/u);
    for (const { thought } of chinese.steps) expect(thought).toMatch(/\p{Script=Han}/u);
    expect(english.steps[0]!.thought).toContain('median lightness 50 of 100');
    expect(chinese.steps[0]!.thought).toContain('中位亮度 50/100');
  });

  it('tells from the second step on what the last one did beside what was predicted', async () => {
    const { steps } = await edit(requestOf('golden hour', plain), { strength: () => 0.6 });
    expect(steps[1]!.thought).toMatch(/Step 1 moved .* \(I expected /);
  });

  it.each([
    ['add a dog', 'invent'],
    ['加一只狗', '不增添'],
    ['flibbertigibbet', 'no wish'],
  ])('refuses an instruction without develop work: %s', async (instruction, words) => {
    const refusal = replyTo(requestOf(instruction, plain));
    await expect(refusal).rejects.toThrow(words);
    await expect(refusal).rejects.toSatisfy(
      (thrown) => thrown instanceof Fault && thrown.code === 'instruction.notDevelopWork',
    );
  });

  it('does the part that is develop work and lists the other, at a cost to its own score', async () => {
    const { steps, finish } = await edit(requestOf('warmer and remove the tourist', plain));
    expect(steps.length).toBeGreaterThan(0);
    expect(finish.notDone).toEqual(['remove the tourist']);
    const whole = await edit(requestOf('warmer', plain));
    expect(finish.selfScore.instruction).toBeLessThan(whole.finish.selfScore.instruction);
  });

  it('scores itself low when the picture did not move', async () => {
    const { finish } = await edit(requestOf('warmer', plain), { strength: () => 0 });
    expect(finish.selfScore.instruction).toBeLessThan(2);
  });

  it('stops thinking when the caller is gone', async () => {
    const gone = new AbortController();
    const replies = planner.nextStep(requestOf('warmer', plain), gone.signal)[Symbol.asyncIterator]();
    await replies.next();
    gone.abort();
    await expect(replies.next()).rejects.toThrow();
  });
});
