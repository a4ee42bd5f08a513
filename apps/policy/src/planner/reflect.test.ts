import type { Evaluation, Round, Step } from '@safelight/core';
import { describe, expect, it } from 'vitest';
import { edit, measurementOf, replyTo, requestOf } from './testing.ts';

const plain = measurementOf({});
const evaluation = (value: number): Evaluation => ({
  scores: { aesthetic: 4, instruction: 2.4 },
  confidence: 0.9,
  metrics: [{ name: 'warmth', axis: 'instruction', weight: 1, value, evidence: 'b* rose by 0.9 where 3 was asked.' }],
  rationale: '',
  evaluatorVersion: 'test',
});

/** A first round that one step had to do, on a photo that answers weakly. */
async function firstRound(instruction: string): Promise<{ steps: readonly Step[]; rounds: readonly Round[] }> {
  const { steps, finish } = await edit(requestOf(instruction, plain, { stepsMax: 1 }), { strength: () => 0.35 });
  return { steps, rounds: [{ index: 0, finish, evaluation: evaluation(3), kept: true }] };
}

describe('a round of reflection', () => {
  it('was asked for: the wish that was missed stands in the finish', async () => {
    const { rounds } = await firstRound('warmer');
    expect(rounds[0]!.finish.missed).toEqual(['warmer']);
  });

  it('applies a whole refined edit to the original, and comes nearer to the aim', async () => {
    const { steps, rounds } = await firstRound('warmer');
    const request = requestOf('warmer', plain, { steps, rounds });
    const last = (await replyTo(request)).at(-1)!;
    expect(last).toMatchObject({ type: 'decision', base: request.original.recipe });
    const after = await edit(request, { strength: () => 0.35 });
    const warmth = ({ observation }: Step): number => observation.measurement.cast.b;
    expect(warmth(after.steps.at(-1)!)).toBeGreaterThan(warmth(steps.at(-1)!) + 0.3);
    expect(after.steps[steps.length]!.observation.recipe).not.toEqual(steps.at(-1)!.observation.recipe);
  });

  it('moves in a trust region: no setting goes further than one correction may', async () => {
    const { steps, rounds } = await firstRound('warmer');
    const before = steps.at(-1)!.observation.recipe.settings['incrementalTemperature'] as number;
    const last = (await replyTo(requestOf('warmer', plain, { steps, rounds }))).at(-1)!;
    const call =
      last.type === 'decision' ? last.calls.find(({ tool }) => tool === 'incrementalTemperature') : undefined;
    expect(Math.abs((call!.value as number) - before)).toBeLessThanOrEqual(18);
  });

  it('thinks in order: what fell short with figures, which settings were too weak, what it sets anew', async () => {
    const { steps, rounds } = await firstRound('warmer');
    const replies = await replyTo(requestOf('warmer', plain, { steps, rounds }));
    const thought = replies.map((reply) => (reply.type === 'thoughtDelta' ? reply.text : '')).join('');
    const parts = [/fell short: the warmth came to [\d.−-]+ where/, /marks down warmth \(3\.0 of 10/, /temperature was too weak|temperature .* were too weak/, /From the original I set anew/]; // prettier-ignore
    const places = parts.map((part) => thought.search(part));
    expect(
      places.every((place) => place >= 0),
      thought,
    ).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it('says that it found nothing better, and changes nothing, where the aims are reached', async () => {
    const { steps, finish } = await edit(requestOf('warmer', plain));
    const rounds = [{ index: 0, finish, evaluation: evaluation(9), kept: true }];
    const last = (await replyTo(requestOf('warmer', plain, { steps, rounds }))).at(-1)!;
    expect(last).toMatchObject({ type: 'finish' });
    expect(last.type === 'finish' ? last.finish.thought : '').toContain('nothing better');
  });

  it('goes on from the last kept round when one was undone, and does not repeat what was undone', async () => {
    const { steps, rounds } = await firstRound('warmer');
    const second = await edit(requestOf('warmer', plain, { steps, rounds }), { strength: () => 0.35 });
    const undone = { index: 1, finish: second.finish, evaluation: evaluation(2), kept: false };
    const request = requestOf('warmer', plain, { steps: second.steps, rounds: [...rounds, undone] });
    const last = (await replyTo(request)).at(-1)!;
    const tried = second.steps.filter(({ round }) => round === 1).map(({ calls }) => calls);
    if (last.type === 'decision') for (const calls of tried) expect(last.calls).not.toEqual(calls);
    else expect(last.type).toBe('finish');
  });
});
