/** Sessions that people steer: cancel, deadlines, budgets, undo and redo, branches, variants, revised steps. */
import { shrinkToJpeg } from '@safelight/codec';
import { emptyRecipe, noUsage } from '@safelight/core';
import type { ToolCall } from '@safelight/core';
import { silentLogger } from '@safelight/service-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startLocalFleet } from '../src/index.ts';
import type { Fleet } from '../src/index.ts';
import { call, fixture, follow, get, post, send, typesOf, untilEnd, upload } from './support/api.ts';
import type { Asked, Json, ToldEvent } from './support/api.ts';
import { edit, finish, scriptedPolicy } from './support/policy.ts';
import type { Script } from './support/policy.ts';

let fleet: Fleet;
let photoId: string;
let script: Script;
const policy = scriptedPolicy((request, signal) => script(request, signal));

beforeAll(async () => {
  fleet = await startLocalFleet({ dataDir: null, logger: silentLogger, policy: policy.start });
  const small = new Uint8Array(await shrinkToJpeg(await fixture('desert-hikers.jpg'), 60_000));
  photoId = (await upload(fleet, 'hikers.jpg', small)).id;
});
afterAll(async () => {
  await fleet[Symbol.asyncDispose]();
});

let sessionId: string;
beforeEach(async () => {
  sessionId = (await post(fleet, '/v1/sessions', { photoId })).id;
});

const at = (path = '') => `/v1/sessions/${sessionId}${path}`;
const set = (tool: string, value: number): ToolCall => ({ tool, value });

/** One step for each list of calls, then the end. */
const steps =
  (...lists: readonly (readonly ToolCall[])[]): Script =>
  (request) => {
    const next = lists[request.steps.length];
    return next === undefined ? finish() : edit(next);
  };

/** Does not answer until it is aborted, from a step on. */
const stallAfter =
  (count: number): Script =>
  (request, signal) =>
    request.steps.length < count
      ? edit([set('exposure', 0.2 * (request.steps.length + 1))])
      : new Promise<never>((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        });

async function askFor(body: object, next: Script): Promise<Asked> {
  script = next;
  const { id: turnId } = await post(fleet, at('/turns'), { instruction: 'brighter', reflectionsMax: 0, ...body });
  return { sessionId, turnId };
}

async function run(body: object, next: Script): Promise<{ turnId: string; events: ToldEvent[] }> {
  const asked = await askFor(body, next);
  const events = (await untilEnd(fleet, asked)).filter(({ body: { turnId } }) => turnId === asked.turnId);
  return { turnId: asked.turnId, events };
}

async function reached({ turnId }: Asked, type: string): Promise<void> {
  for await (const { body } of follow(fleet, sessionId)) if (body.turnId === turnId && body.type === type) return;
}

const recipe = async (): Promise<Json> => get(fleet, at('/recipe'));
const change = (body: object): Promise<Json> => post(fleet, at('/recipe'), body);
const problemOf = async (response: Response): Promise<Json> => ({
  status: response.status,
  ...((await response.json()) as object),
});
const sequenceOf = (events: readonly ToldEvent[], type: string, index = 0): number =>
  events.filter(({ body }) => body.type === type)[index]!.sequence;

describe('a turn that is canceled', () => {
  it('stops the work in flight, leaves the recipe as before, and can be taken by hand as far as it came', async () => {
    await change({ calls: [set('contrast', 10)] });
    const asked = await askFor({}, stallAfter(1));
    await reached(asked, 'step.observed');
    const answer = await call(fleet, at(`/turns/${asked.turnId}/cancel`), { method: 'POST' });
    expect(answer.status).toBe(202);
    const events = await untilEnd(fleet, asked);
    expect(events.at(-1)!.body).toEqual({ type: 'turn.canceled', turnId: asked.turnId, reason: 'request' });
    expect(await get(fleet, at(`/turns/${asked.turnId}`))).toMatchObject({ state: 'canceled', stepsDone: 1 });
    expect((await recipe()).settings).toEqual({ contrast: 10 });
    const { steps: done } = await get(fleet, at(`/turns/${asked.turnId}/trajectory`));
    expect(done).toHaveLength(1);

    const again = await call(fleet, at(`/turns/${asked.turnId}/cancel`), { method: 'POST' });
    expect([again.status, ((await again.json()) as Json).state]).toEqual([202, 'canceled']);
    expect((await get(fleet, at())).lastSequence).toBe(events.at(-1)!.sequence);

    const taken = await change({ turnId: asked.turnId, candidate: 0 });
    expect(taken.recipe.settings).toEqual({ contrast: 10, exposure: 0.2 });
    expect(taken.image).toEqual(done[0].observation.image);
  });

  it('while its runner is busy elsewhere, ends at once and is never begun', async () => {
    const others = await Promise.all(
      [0, 1].map(async () => {
        const { id } = await post(fleet, '/v1/sessions', { photoId });
        script = stallAfter(0);
        return { id, turn: await post(fleet, `/v1/sessions/${id}/turns`, { instruction: 'brighter' }) };
      }),
    );
    const asked = await askFor({}, stallAfter(0));
    const { state } = await post(fleet, at(`/turns/${asked.turnId}/cancel`), {});
    expect(state).toBe('canceled');
    expect(typesOf(await untilEnd(fleet, asked))).toEqual(['session.created', 'turn.requested', 'turn.canceled']);
    for (const { id, turn } of others) await post(fleet, `/v1/sessions/${id}/turns/${turn.id}/cancel`, {});
    for (const { id, turn } of others) await untilEnd(fleet, { sessionId: id, turnId: turn.id });
  });

  it('is none of another session', async () => {
    const asked = await askFor({}, steps());
    await untilEnd(fleet, asked);
    const { id: other } = await post(fleet, '/v1/sessions', { photoId });
    const foreign = await send(fleet, `/v1/sessions/${other}/turns/${asked.turnId}/cancel`, {});
    expect(await problemOf(foreign)).toMatchObject({ status: 404, code: 'turn.notFound' });
  });
});

describe('what a turn may spend', () => {
  it('is time: past its deadline it is expired, whatever it waits for', async () => {
    const asked = await askFor({ deadlineMs: 400 }, stallAfter(0));
    const events = await untilEnd(fleet, asked);
    expect(events.at(-1)!.body).toMatchObject({ type: 'turn.canceled', reason: 'deadline' });
    expect(await get(fleet, at(`/turns/${asked.turnId}`))).toMatchObject({ state: 'expired', deadlineMs: 400 });
  });

  it('is tokens and money: when they are used up, the round ends with what it has and says so', async () => {
    const usage = { ...noUsage, promptTokens: 90, completionTokens: 10, costMicroUsd: 500 };
    const endless: Script = ({ steps: { length } }) => edit([set('exposure', 0.1 * (length + 1))], { usage });
    for (const budget of [{ tokens: 150 }, { costMicroUsd: 1_000 }]) {
      const { turnId, events } = await run({ budget, reflectionsMax: 2, scoreMin: 5 }, endless);
      expect(events.at(-1)!.body.type).toBe('turn.finished');
      const turn = await get(fleet, at(`/turns/${turnId}`));
      expect(turn).toMatchObject({ stepsDone: 2, finish: { thought: expect.stringContaining('budget') }, budget });
      // A reflection would only be told that there is nothing left.
      expect(typesOf(events).filter((type) => type === 'turn.finishing')).toHaveLength(1);
    }
  });
});

describe('the recipe of a session', () => {
  it('goes back to any state and forward again; every way is an event with a picture', async () => {
    const { events } = await run({}, steps([set('exposure', 0.4)], [set('contrast', 20)]));
    const [first, second] = [0, 1].map((index) => sequenceOf(events, 'step.observed', index));
    const seen = events.find(({ sequence }) => sequence === first)!.body['observation'];

    const back = await change({ sequence: first });
    expect(back).toMatchObject({ recipe: { settings: { exposure: 0.4 } }, image: seen.image });
    expect(back.measurement).toEqual(seen.measurement);
    expect((await change({ sequence: 1 })).recipe).toEqual(emptyRecipe);
    expect((await change({ sequence: second })).recipe.settings).toEqual({ exposure: 0.4, contrast: 20 });
    expect((await change({ sequence: back.sequence })).recipe.settings).toEqual({ exposure: 0.4 });
    expect((await recipe()).settings).toEqual({ exposure: 0.4 });

    const page = await get(fleet, at(`/events?after=${back.sequence - 1}`));
    expect(page.events[0].body).toMatchObject({
      type: 'recipe.changed',
      origin: { type: 'restored', sequence: first },
    });
    const refused = await send(fleet, at('/recipe'), { sequence: sequenceOf(events, 'turn.finishing') });
    expect(await problemOf(refused)).toMatchObject({ status: 400, errors: [{ pointer: '/sequence' }] });
  });

  it('is set by hand: by calls, whole, or as XMP; what is wrong is said and the rest done', async () => {
    const byCalls = await change({ calls: [set('exposre', 1), set('exposure', 0.5)] });
    expect(byCalls.recipe.settings).toEqual({ exposure: 0.5 });
    expect(byCalls.problems).toMatchObject([{ code: 'tool.unknown', field: 'calls[0].tool' }]);
    const refused = await problemOf(await send(fleet, at('/recipe'), { calls: [set('exposre', 1)] }));
    expect(refused).toMatchObject({ status: 400, code: 'tool.unknown', errors: [{ pointer: '/calls/0/tool' }] });

    const xmp = await (await call(fleet, at('/recipe.xmp'))).text();
    const whole = { ...emptyRecipe, settings: { contrast: 30 } };
    expect((await change({ recipe: whole })).recipe).toEqual(whole);
    expect((await change({ xmp })).recipe.settings).toEqual({ exposure: 0.5 });
    const wrong = await send(fleet, at('/recipe'), { recipe: { ...whole, settings: { contrast: 500 } } });
    expect(await problemOf(wrong)).toMatchObject({ status: 400 });
    expect(await problemOf(await send(fleet, at('/recipe'), { xmp, sequence: 1 }))).toMatchObject({ status: 400 });
  });

  it('does not change under a turn that runs', async () => {
    const asked = await askFor({}, stallAfter(0));
    const refused = await send(fleet, at('/recipe'), { calls: [set('exposure', 1)] });
    expect(await problemOf(refused)).toMatchObject({ status: 409, code: 'turn.conflict' });
    await post(fleet, at(`/turns/${asked.turnId}/cancel`), {});
    await untilEnd(fleet, asked);
    await change({ calls: [set('exposure', 1)] });
  });

  it('loses nothing when changes come at once, and does one with a key once', async () => {
    const tools = ['exposure', 'contrast', 'vibrance'];
    const all = tools.map((tool) => change({ calls: [set(tool, 1)] }));
    await Promise.all(all);
    expect((await recipe()).settings).toEqual({ exposure: 1, contrast: 1, vibrance: 1 });
    const key = { 'idempotency-key': 'a change' };
    const first = await post(fleet, at('/recipe'), { calls: [set('exposure', 2)] }, key);
    expect((await post(fleet, at('/recipe'), { calls: [set('exposure', 2)] }, key)).sequence).toBe(first.sequence);
    expect((await get(fleet, at())).lastSequence).toBe(first.sequence);
  });

  it('is another variant of a group when a person likes that one better', async () => {
    const bySeed: Script = ({ seed, steps: { length } }) =>
      length === 0 ? edit([set('exposure', seed === 7 ? 0.5 : -2)]) : finish();
    const { turnId, events } = await run({ candidates: 2, seed: 7 }, bySeed);
    expect(events.at(-1)!.body).toMatchObject({ candidate: 0 });
    expect((await change({ turnId, candidate: 1 })).recipe.settings).toEqual({ exposure: -2 });
    const none = await send(fleet, at('/recipe'), { turnId, candidate: 2 });
    expect(await problemOf(none)).toMatchObject({ status: 400, errors: [{ pointer: '/candidate' }] });
  });
});

describe('a branch', () => {
  it('begins with any state of a session, knows where it came from, and leaves that one alone', async () => {
    const { events } = await run({ instruction: 'warmer' }, steps([set('exposure', 0.4)], [set('contrast', 20)]));
    const sequence = sequenceOf(events, 'step.observed');
    const branch = await post(fleet, '/v1/sessions', { branchOf: { sessionId, sequence } });
    expect(branch).toMatchObject({ photoId, branchOf: { sessionId, sequence } });
    expect((await get(fleet, `/v1/sessions/${branch.id}/recipe`)).settings).toEqual({ exposure: 0.4 });

    const parent = sessionId;
    sessionId = branch.id;
    const { events: own } = await run({ instruction: 'crisper' }, steps([set('clarity', 10)]));
    expect(own.at(-1)!.body['recipe'].settings).toEqual({ exposure: 0.4, clarity: 10 });
    const { history } = policy.requests.at(-1)!;
    expect(history.map(({ instruction, recipes }) => [instruction, recipes.map((one) => one.settings)])).toEqual([
      ['warmer', [{}, { exposure: 0.4 }]],
    ]);
    sessionId = parent;
    expect((await recipe()).settings).toEqual({ exposure: 0.4, contrast: 20 });
    const nowhere = await send(fleet, '/v1/sessions', { branchOf: { sessionId, sequence: 999 } });
    expect(await problemOf(nowhere)).toMatchObject({ status: 400 });
  });
});

describe('steps revised by hand', () => {
  const three = steps([set('exposure', 0.4)], [set('contrast', 20)], [set('clarity', 10)]);
  const revise = (turnId: string, revisions: object[]): Promise<Json> =>
    post(fleet, at(`/turns/${turnId}/revisions`), { revisions });

  it('are left out or replaced, the others done again from where the turn began, and the next turn goes on from there', async () => {
    await change({ calls: [set('vibrance', 5)] });
    const { turnId } = await run({ instruction: 'brighter and crisp' }, three);
    const rejected = await revise(turnId, [{ step: 2, action: 'reject' }]);
    expect(rejected.recipe.settings).toEqual({ vibrance: 5, exposure: 0.4, clarity: 10 });
    const replaced = await revise(turnId, [
      { step: 1, action: 'replace', calls: [set('exposure', 0.2), set('exposre', 1)] },
      { step: 3, action: 'reject' },
    ]);
    expect(replaced.recipe.settings).toEqual({ vibrance: 5, exposure: 0.2, contrast: 20 });
    expect(replaced.problems).toMatchObject([{ field: 'revisions[0].calls[1].tool', code: 'tool.unknown' }]);

    const { events } = await run({ instruction: 'less' }, steps([set('exposure', 0.1)]));
    expect(events.at(-1)!.body['recipe'].settings).toEqual({ vibrance: 5, exposure: 0.1, contrast: 20 });
    const { history } = policy.requests.at(-1)!;
    expect(history.map(({ instruction, recipes }) => [instruction, recipes.map((one) => one.settings)])).toEqual([
      ['', [{}, { vibrance: 5 }]],
      [
        'brighter and crisp',
        [{ vibrance: 5 }, { vibrance: 5, exposure: 0.2 }, { vibrance: 5, exposure: 0.2, contrast: 20 }],
      ],
    ]);
  });

  it('keep what a step was based on: an undo of the agent undoes the revised state', async () => {
    const undoing: Script = ({ steps: taken }) => {
      if (taken.length === 0) return edit([set('exposure', 0.4)]);
      if (taken.length === 1) return edit([set('contrast', 50)]);
      if (taken.length === 2) return edit([set('clarity', 10)], { base: taken[0]!.observation.recipe });
      return finish();
    };
    const { turnId } = await run({}, undoing);
    const revised = await revise(turnId, [{ step: 1, action: 'replace', calls: [set('exposure', 0.1)] }]);
    expect(revised.recipe.settings).toEqual({ exposure: 0.1, clarity: 10 });
  });

  it('must be steps that stand, each once', async () => {
    const { turnId } = await run({}, three);
    for (const revisions of [
      [{ step: 4, action: 'reject' }],
      [{ step: 1, action: 'reject' }, { step: 1, action: 'reject' }], // prettier-ignore
    ]) {
      const refused = await problemOf(await send(fleet, at(`/turns/${turnId}/revisions`), { revisions }));
      expect(refused).toMatchObject({ status: 400, errors: [{ pointer: `/revisions/${revisions.length - 1}/step` }] });
    }
  });
});

describe('what is used', () => {
  const used = async (): Promise<Json> => (await get(fleet, '/v1/usage')).total;

  it('is counted when a turn ends, also one that its caller canceled, and not when it failed for a reason of ours', async () => {
    const usage = { promptTokens: 100, completionTokens: 10, costMicroUsd: 250 };
    const before = await used();
    const counting: Script = ({ steps: { length } }) =>
      length === 0 ? edit([set('exposure', 0.3)], { usage }) : finish({ usage });
    await run({}, counting);
    const asked = await askFor({}, stallAfter(1));
    await reached(asked, 'step.observed');
    await post(fleet, at(`/turns/${asked.turnId}/cancel`), {});
    await untilEnd(fleet, asked);
    await run({}, ({ steps: { length } }) => {
      if (length === 0) return edit([set('exposure', 0.3)], { usage });
      throw new Error('The model broke.');
    });
    const after = await used();
    expect(after.steps - before.steps).toBe(2);
    expect(after.promptTokens - before.promptTokens).toBe(200);
  });
});
