/** What follow-ups mean after a person changed the picture by hand: the planner decides, nothing is scripted. */
import { shrinkToJpeg } from '@safelight/codec';
import { emptyRecipe } from '@safelight/core';
import { silentLogger } from '@safelight/service-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startLocalFleet } from '../src/index.ts';
import type { Fleet } from '../src/index.ts';
import { fixture, get, post, untilEnd, upload } from './support/api.ts';
import type { Json, ToldEvent } from './support/api.ts';

let fleet: Fleet;
let photoId: string;
let sessionId: string;
beforeAll(async () => {
  fleet = await startLocalFleet({ dataDir: null, logger: silentLogger });
  const small = new Uint8Array(await shrinkToJpeg(await fixture('desert-hikers.jpg'), 60_000));
  photoId = (await upload(fleet, 'hikers.jpg', small)).id;
});
afterAll(async () => {
  await fleet[Symbol.asyncDispose]();
});
beforeEach(async () => {
  sessionId = (await post(fleet, '/v1/sessions', { photoId })).id;
});

const at = (path: string) => `/v1/sessions/${sessionId}${path}`;
const change = (body: object): Promise<Json> => post(fleet, at('/recipe'), body);

async function say(instruction: string): Promise<{ recipe: Json; turnId: string; events: ToldEvent[] }> {
  const { id: turnId } = await post(fleet, at('/turns'), { instruction, reflectionsMax: 0 });
  const events = await untilEnd(fleet, { sessionId, turnId });
  const last = events.at(-1)!.body;
  if (last.type !== 'turn.finished') throw new Error(JSON.stringify(last));
  return { recipe: last['recipe'], turnId, events };
}

describe('after a change by hand', () => {
  it('"less" weakens what was asked for, from where the person left it, and keeps what else the person did', async () => {
    await say('warmer');
    const calls = [
      { tool: 'incrementalTemperature', value: 30 },
      { tool: 'contrast', value: 24 },
    ];
    await change({ calls });
    const { recipe } = await say('half as strong');
    expect(recipe.settings).toMatchObject({ incrementalTemperature: 15, contrast: 24 });
  });

  it('"undo" takes back that change, and after a click on undo "the previous version" is the one before that', async () => {
    const { recipe: warm } = await say('warmer');
    const { events } = await say('more contrast');
    const contrasty = (await get(fleet, at('/recipe'))) as Json;
    await change({ calls: [{ tool: 'vibrance', value: 40 }] });
    expect((await say('undo that')).recipe).toEqual(contrasty);

    const finished = events.find(({ body }) => body.type === 'turn.finished')!;
    expect((await change({ sequence: finished.sequence })).recipe).toEqual(warm);
    expect((await say('go back to the previous version')).recipe).toEqual(emptyRecipe);
  });

  it('"back to the first version" is the first turn as the person revised it', async () => {
    const { turnId, recipe } = await say('warmer');
    const calls = [{ tool: 'incrementalTemperature', value: 12 }];
    const { steps } = await get(fleet, at(`/turns/${turnId}/trajectory`));
    const revisions = steps.map(({ index }: Json) =>
      index === 1 ? { step: 1, action: 'replace', calls } : { step: index, action: 'reject' },
    );
    const revised = (await post(fleet, at(`/turns/${turnId}/revisions`), { revisions })).recipe;
    expect(revised).not.toEqual(recipe);
    expect(revised.settings).toMatchObject({ incrementalTemperature: 12 });
    await say('more contrast');
    expect((await say('back to the first version')).recipe).toEqual(revised);
  });
});
