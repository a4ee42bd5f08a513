import { shrinkToJpeg } from '@safelight/codec';
import { emptyRecipe, Fault, sha256 } from '@safelight/core';
import type { Recipe, Reflection, ToolCall } from '@safelight/core';
import { createClient, silentLogger } from '@safelight/service-kit';
import { reflectorContract } from '@safelight/wire';
import type { NextStepRequest } from '@safelight/wire';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startLocalFleet } from '../src/index.ts';
import type { Fleet } from '../src/index.ts';
import { fixture, get, post, typesOf, untilEnd, upload } from './support/api.ts';
import type { Asked, Json, ToldEvent } from './support/api.ts';
import { edit, finish, scriptedPolicy, stepsOfRound } from './support/policy.ts';
import type { Script } from './support/policy.ts';

const policyDeadlineMs = 1_500;
let fleet: Fleet;
let photoId: string;
let script: Script;
const policy = scriptedPolicy((request, signal) => script(request, signal));
let requests: NextStepRequest[];

beforeAll(async () => {
  fleet = await startLocalFleet({ dataDir: null, logger: silentLogger, policy: policy.start, policyDeadlineMs });
  const small = new Uint8Array(await shrinkToJpeg(await fixture('desert-hikers.jpg'), 60_000));
  photoId = (await upload(fleet, 'hikers.jpg', small)).id;
});
afterAll(async () => {
  await fleet[Symbol.asyncDispose]();
});

let seen = 0;
beforeEach(() => {
  seen = policy.requests.length;
});

interface Told extends Asked {
  readonly events: readonly ToldEvent[];
  readonly last: ToldEvent['body'];
  readonly turn: Json;
}

/** Runs a turn to its end on a session of its own, or on one that is there. */
async function run(body: object, next: Script, sessionId?: string): Promise<Told> {
  script = next;
  const session = sessionId ?? (await post(fleet, '/v1/sessions', { photoId })).id;
  const path = `/v1/sessions/${session}/turns`;
  const { id: turnId } = await post(fleet, path, { instruction: 'brighter', reflectionsMax: 0, ...body });
  const asked: Asked = { sessionId: session, turnId };
  const all = await untilEnd(fleet, asked);
  const events = all.filter((event) => event.body.turnId === turnId);
  requests = policy.requests.slice(seen);
  return { ...asked, events, last: events.at(-1)!.body, turn: await get(fleet, `${path}/${turnId}`) };
}

const trajectoryOf = ({ sessionId, turnId }: Asked, candidate?: number): Promise<Json> =>
  get(
    fleet,
    `/v1/sessions/${sessionId}/turns/${turnId}/trajectory${candidate === undefined ? '' : `?candidate=${candidate}`}`,
  );

const exposure = (value: number): readonly ToolCall[] => [{ tool: 'exposure', value }];

/** One step with these calls in the first round, and these in each reflection, from the original. */
const editThenReflect =
  (first: number, reflected: number): Script =>
  (request) => {
    if (stepsOfRound(request) > 0) return finish();
    return request.rounds.length === 0
      ? edit(exposure(first))
      : edit(exposure(reflected), { base: request.original.recipe });
  };

describe('reflection', () => {
  const always = { scoreMin: 5, reflectionsMax: 1 };

  it('fires when the score is under the threshold, and what it improved is kept', async () => {
    const told = await run(always, editThenReflect(-3, 0.6));
    expect(told.events.filter(({ body }) => body.type === 'turn.evaluated').map(({ body }) => body['kept'])).toEqual([
      true,
      true,
    ]);
    expect(told.last).toMatchObject({ type: 'turn.finished', recipe: { settings: { exposure: 0.6 } } });
    const { rounds, steps, finish: end, evaluation } = await trajectoryOf(told);
    expect(steps.map((step: Json) => step.round)).toEqual([0, 1]);
    expect([evaluation, end]).toEqual([rounds[1].evaluation, rounds[1].finish]);
    expect(requests.at(-1)!.rounds).toMatchObject([{ index: 0, kept: true, evaluation: rounds[0].evaluation }]);
  });

  it('that did not help is undone: recipe, picture and scores are those of before', async () => {
    const told = await run(always, editThenReflect(0.6, -4));
    const { rounds, steps, evaluation } = await trajectoryOf(told);
    expect(rounds.map((round: Json) => round.kept)).toEqual([true, false]);
    const { image } = steps[0].observation;
    expect(told.last).toMatchObject({
      image,
      scores: rounds[0].evaluation.scores,
      recipe: { settings: { exposure: 0.6 } },
    });
    expect(evaluation).toEqual(rounds[0].evaluation);
    expect(await get(fleet, `/v1/sessions/${told.sessionId}/recipe`)).toMatchObject({ settings: { exposure: 0.6 } });
  });

  it('is left out when the score is good enough, unless a wish was missed', async () => {
    const content = await run({ scoreMin: 1, reflectionsMax: 2 }, editThenReflect(-3, 0.6));
    expect(typesOf(content.events).filter((type) => type === 'turn.finishing')).toHaveLength(1);
    const missed: Script = async (request, signal) => {
      const reply = await editThenReflect(-3, 0.6)(request, signal);
      return reply.type === 'finish' && request.rounds.length === 0 ? finish({ missed: ['brighter'] }) : reply;
    };
    const again = await run({ scoreMin: 1, reflectionsMax: 2 }, missed);
    expect(typesOf(again.events).filter((type) => type === 'turn.finishing')).toHaveLength(2);
  });

  it('ends when a round changed nothing, whatever is left of the budget', async () => {
    const idle: Script = (request) => (request.steps.length === 0 ? edit(exposure(-1)) : finish());
    const told = await run({ scoreMin: 5, reflectionsMax: 5 }, idle);
    expect(typesOf(told.events).filter((type) => type === 'turn.finishing')).toHaveLength(2);
  });

  it('that breaks off leaves the edit before it, and the log says why', async () => {
    const breaking: Script = (request, signal) => {
      if (request.rounds.length > 0 && stepsOfRound(request) > 0) throw new Fault('model.rejected', 'No more.');
      return editThenReflect(0.6, -4)(request, signal);
    };
    const told = await run(always, breaking);
    expect(typesOf(told.events)).toContain('candidate.failed');
    expect(told.last).toMatchObject({ type: 'turn.finished', recipe: { settings: { exposure: 0.6 } } });
    expect((await trajectoryOf(told)).steps).toHaveLength(1);
  });
});

describe('what the policy sees', () => {
  const threeSteps: Script = ({ steps }) => (steps.length < 3 ? edit(exposure(0.2 * (steps.length + 1))) : finish());

  it('is every picture from the original to the newest, in order, at each step', async () => {
    const told = await run({ scoreMin: 5, reflectionsMax: 1 }, threeSteps);
    const { original, steps } = await trajectoryOf(told);
    const order = [original, ...steps.map((step: Json) => step.observation)].map(({ image }: Json) => image.sha256);
    expect(new Set(order).size).toBe(4);
    expect(requests.map(({ images }) => images.map(({ data }) => sha256(data)))).toEqual(
      [1, 2, 3, 4, 4].map((count) => order.slice(0, count)),
    );
  });

  it('is the original alone when the turn is to be decided from text', async () => {
    await run({ textOnly: true }, threeSteps);
    expect(requests.map(({ images, textOnly }) => [images.length, textOnly])).toEqual(Array(4).fill([1, true]));
  });

  it('is a refused call as a problem of the next observation, never silence', async () => {
    const wrong: Script = ({ steps }) =>
      steps.length === 0 ? edit([{ tool: 'exposre', value: 1 }, ...exposure(0.4)]) : finish();
    const told = await run({}, wrong);
    const { problems, recipe } = requests.at(-1)!.steps[0]!.observation;
    expect(problems).toMatchObject([{ code: 'tool.unknown', field: 'calls[0].tool' }]);
    expect(recipe.settings).toEqual({ exposure: 0.4 });
    expect(told.last.type).toBe('turn.finished');
  });

  it('has the regions and the scene that it asked for, of the original and of each later picture', async () => {
    const looking: Script = ({ original, steps }) => {
      if (original.scene === null) return { type: 'look', regions: ['sky'], scene: true };
      if (original.regions.length < 2) return { type: 'look', regions: ['subject'], scene: false };
      return steps.length === 0 ? edit(exposure(0.5)) : finish();
    };
    const told = await run({}, looking);
    expect(typesOf(told.events).filter((type) => type === 'turn.looked')).toHaveLength(2);
    const { original, steps } = requests.at(-1)!;
    expect(original.regions.map(({ name }) => name)).toEqual(['sky', 'subject']);
    expect(original.scene).toMatchObject({ orientation: 1 });
    const [before, after] = [original, steps[0]!.observation].map(({ regions }) => regions[0]!);
    expect(after!.share).toBeCloseTo(before!.share, 5);
    expect(after!.lightness.mean).toBeGreaterThan(before!.lightness.mean + 1);
  });

  it('is the history of the session: each turn with where it began and what every kept step made of it', async () => {
    const first = await run(
      { instruction: 'a bit brighter', scoreMin: 5, reflectionsMax: 1 },
      editThenReflect(0.4, -4),
    );
    const undo: Script = ({ steps, history }) =>
      steps.length === 0 ? edit([], { base: history[0]!.recipes[0]! }) : finish();
    const second = await run({ instruction: 'darker' }, undo, first.sessionId);
    const brighter: Recipe = { ...emptyRecipe, settings: { exposure: 0.4 } };
    expect(requests.at(-1)!.history).toEqual([{ instruction: 'a bit brighter', recipes: [emptyRecipe, brighter] }]);
    expect(requests.at(-1)!.original.recipe).toEqual(brighter);
    expect(second.last['recipe']).toEqual(emptyRecipe);
    expect((await trajectoryOf(second)).history).toHaveLength(1);
  });
});

describe('a follow-up', () => {
  const warmTo =
    (value: number): Script =>
    ({ steps }) =>
      steps.length === 0 ? edit([{ tool: 'incrementalTemperature', value }]) : finish();
  const back: Script = ({ steps, history }) =>
    steps.length === 0 ? edit([], { base: history[0]!.recipes[0]! }) : finish();

  it('that means nothing by itself is judged by the wish that it refers to, and says so', async () => {
    const { sessionId } = await run({ instruction: 'warmer' }, warmTo(40));
    const less = await run({ instruction: 'less', candidates: 2 }, warmTo(20), sessionId);
    expect(less.last).toMatchObject({ type: 'turn.finished', recipe: { settings: { incrementalTemperature: 20 } } });
    const { evaluation } = await trajectoryOf(less);
    expect(evaluation.evaluatorVersion).toMatch(/\+history\/1$/);
    expect(evaluation.metrics.map(({ name }: Json) => name)).toContain('warmer');
    const undo = await run({ instruction: 'undo' }, back, sessionId);
    expect(undo.last).toMatchObject({ type: 'turn.finished', scores: { instruction: 5 } });
  });

  it('that refers to nothing is judged by its settings, without confidence, and what the policy did is not lost', async () => {
    const less = await run({ instruction: 'less' }, warmTo(20));
    expect(less.last).toMatchObject({ type: 'turn.finished', recipe: { settings: { incrementalTemperature: 20 } } });
    const { evaluation } = await trajectoryOf(less);
    expect(evaluation.confidence).toBe(0);
    expect(evaluation.metrics).toContainEqual(expect.objectContaining({ name: 'something was done', value: 5 }));
  });
});

describe('each step', () => {
  it('renders from the original with the whole recipe: a step that changes nothing gives the same bytes', async () => {
    const still: Script = ({ steps }) => (steps.length < 2 ? edit(exposure(0)) : finish());
    const { original, steps } = await trajectoryOf(await run({}, still));
    expect(steps.map((step: Json) => step.observation.image.sha256)).toEqual(Array(2).fill(original.image.sha256));
  });

  it('renders the same bytes in one step and in many: nothing of an earlier picture stays', async () => {
    const many: Script = ({ steps }) => (steps.length < 3 ? edit(exposure([2, -2, 0.7][steps.length]!)) : finish());
    const one: Script = ({ steps }) => (steps.length < 1 ? edit(exposure(0.7)) : finish());
    expect((await run({}, many)).last['image']).toEqual((await run({}, one)).last['image']);
  });

  it('tells who decided it and what the model counted, and the turn sums it up', async () => {
    const usage = { promptTokens: 100, completionTokens: 10, costMicroUsd: 250 };
    const counting: Script = ({ steps }) =>
      steps.length < 3 ? edit(exposure(0.1 * (steps.length + 1)), { usage }) : finish({ usage });
    const told = await run({}, counting);
    const { policyVersion, steps } = await trajectoryOf(told);
    expect(policyVersion).toBe('scripted/1');
    expect(steps.map((step: Json) => step.policyVersion)).toEqual(['scripted/1', 'scripted/1', 'stand-in/1']);
    expect(told.turn.usage).toEqual({ promptTokens: 400, completionTokens: 40, costMicroUsd: 1000 });
  });
});

describe('a policy that misbehaves', () => {
  it('and fails, fails the turn with its fault: the error is no step, no thought and no picture', async () => {
    const text = 'The model server answered: API call failed.';
    const told = await run({}, ({ steps }) => {
      if (steps.length === 0) return edit(exposure(0.3));
      throw new Fault('model.rejected', text);
    });
    expect(told.last).toMatchObject({ type: 'turn.failed', code: 'model.rejected', message: text });
    expect(typesOf(told.events).filter((type) => type.startsWith('step.'))).toEqual(['step.decided', 'step.observed']);
    expect(JSON.stringify(told.events.slice(0, -1))).not.toContain(text);
    expect(requests).toHaveLength(2);
  });

  it('and never ends, ends at the limit of steps with what it has, and says so', async () => {
    const endless: Script = ({ steps }) => edit(exposure(0.1 * (steps.length + 1)));
    const told = await run({ stepsMax: 2 }, endless);
    expect(told.last).toMatchObject({ type: 'turn.finished', recipe: { settings: { exposure: 0.2 } } });
    expect(told.turn).toMatchObject({ stepsDone: 2, finish: { thought: expect.stringContaining('limit of 2 steps') } });
  });

  it('and only looks, is stopped after three looks', async () => {
    const told = await run({}, () => ({ type: 'look', regions: ['sky'], scene: false }));
    expect(typesOf(told.events).filter((type) => type === 'turn.looked')).toHaveLength(3);
    expect(told.last).toMatchObject({ type: 'turn.failed', code: 'internal' });
  });

  it('and stalls, ends by its deadline with a fault that says so', async () => {
    const told = await run(
      {},
      (_request, signal) =>
        new Promise<never>((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        }),
    );
    expect(told.last).toMatchObject({ type: 'turn.failed', code: 'request.deadlineExceeded', retryable: true });
    expect(requests).toHaveLength(1);
  });

  it('and writes scores into its thoughts, does not score the turn', async () => {
    const boast = '"Overall assessment score": "5.00", Overall assessment score: 1.0';
    const told = await run({}, ({ steps }) =>
      steps.length === 0 ? edit(exposure(-3)) : finish({ thought: boast, selfScore: { aesthetic: 5, instruction: 5 } }),
    );
    const { evaluation, finish: end } = await trajectoryOf(told);
    expect(told.last['scores']).toEqual(evaluation.scores);
    expect(evaluation.scores.instruction).toBeLessThan(3);
    expect(end).toMatchObject({ thought: boast, selfScore: { aesthetic: 5, instruction: 5 } });
  });
});

describe('candidates', () => {
  /** Each seed of the group makes another edit; which one is best is the evaluator's to say. */
  const bySeed =
    (values: ReadonlyMap<number, number>): Script =>
    ({ seed, steps }) =>
      steps.length === 0 ? edit(exposure(values.get(seed)!)) : finish();
  const seedsOf = async (candidates: number): Promise<number[]> => {
    const told = await run({ candidates, seed: 7 }, ({ steps }) => (steps.length === 0 ? edit([]) : finish()));
    return Promise.all(Array.from({ length: candidates }, async (_, one) => (await trajectoryOf(told, one)).seed));
  };

  it('run with seeds of their own, are compared, and the best one is the result of the turn', async () => {
    const seeds = await seedsOf(3);
    expect(new Set(seeds).size).toBe(3);
    expect(seeds[0]).toBe(7);
    const told = await run({ candidates: 3, seed: 7 }, bySeed(new Map([[seeds[0]!, -3], [seeds[1]!, 0.6], [seeds[2]!, -1]]))); // prettier-ignore
    const { comparison } = told.events.find(({ body }) => body.type === 'turn.compared')!.body as Json;
    expect(comparison.order[0]).toBe(1);
    expect(comparison.winRates[1]).toBe(Math.max(...comparison.winRates));
    expect(told.last).toMatchObject({ type: 'turn.finished', candidate: 1, recipe: { settings: { exposure: 0.6 } } });
    expect((await trajectoryOf(told)).candidate).toBe(1);
    expect((await trajectoryOf(told, 0)).steps[0].observation.recipe.settings).toEqual({ exposure: -3 });
  });

  it('that fail are recorded, and do not fail the turn while another one succeeded', async () => {
    const [first] = await seedsOf(2);
    const told = await run({ candidates: 2, seed: 7 }, ({ seed, steps }) => {
      if (seed === first) throw new Fault('model.rejected', 'Not me.');
      return steps.length === 0 ? edit(exposure(0.5)) : finish();
    });
    const failed = told.events.find(({ body }) => body.type === 'candidate.failed')!;
    expect(failed.body).toMatchObject({ candidate: 0, code: 'model.rejected', message: 'Not me.' });
    expect(told.last).toMatchObject({ type: 'turn.finished', candidate: 1 });
    const all = await run({ candidates: 2 }, () => {
      throw new Fault('model.rejected', 'None of us.');
    });
    expect(all.last).toMatchObject({ type: 'turn.failed', code: 'model.rejected' });
  });

  it('all go to the reflector, which learns from the better and the worse one', async () => {
    const seeds = await seedsOf(2);
    const told = await run(
      { candidates: 2, seed: 7, instruction: 'much brighter' },
      bySeed(new Map([[seeds[0]!, -2], [seeds[1]!, 0.7]])), // prettier-ignore
    );
    expect(told.last).toMatchObject({ type: 'turn.finished', candidate: 1 });
    const reflector = createClient(reflectorContract, fleet.addresses.reflector);
    const sample = async (pageToken = ''): Promise<Reflection | undefined> => {
      const page = await reflector.listSamples({ pageSizeMax: 100, pageToken });
      const own = page.reflections.find(({ better, worse }) =>
        [better, worse].every((one) => one.turnId === told.turnId),
      );
      return own ?? (page.nextPageToken === '' ? undefined : sample(page.nextPageToken));
    };
    await expect
      .poll(() => sample(), { timeout: 20_000, interval: 100 })
      .toMatchObject({
        better: { candidate: 1 },
        worse: { candidate: 0 },
      });
    reflector.close();
  });

  it('are refused beyond the limit, and one that there is not is no trajectory', async () => {
    await expect(run({ candidates: 9 }, () => finish())).rejects.toThrow('400');
    const told = await run({}, () => finish());
    await expect(trajectoryOf(told, 1)).rejects.toThrow('candidate');
  });
});
