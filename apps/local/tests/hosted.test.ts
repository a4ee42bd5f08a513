/** Whole edits by a hosted model: everything is real but the model, which says what the test wrote down. */
import { shrinkToJpeg } from '@safelight/codec';
import { silentLogger } from '@safelight/service-kit';
import { defaultSettings } from '@safelight/vlm';
import {
  refuses,
  says,
  startModelServer,
  type ChatRequest,
  type ModelServer,
  type ServedReply,
} from '@safelight/vlm/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalFleet, type Fleet } from '../src/index.ts';
import { fixture, get, post, untilEnd, upload, type Json } from './support/api.ts';

let server: ModelServer;
let fleet: Fleet;
let photoId: string;
let script: (request: ChatRequest) => ServedReply;

beforeAll(async () => {
  server = await startModelServer((request) => script(request), { imagesFirst: true });
  const retry = { attemptsMax: 2, waitBaseMs: 1, waitMaxMs: 1, retryAfterMaxMs: 1 };
  const prices = { promptUsdPerMillion: 1, completionUsdPerMillion: 2 };
  const vlm = { ...defaultSettings, baseUrl: server.baseUrl, model: 'tester', retry, prices };
  const backend = {
    kind: 'openai',
    vlm,
    toolGroups: ['basic', 'local'],
    stepTimeoutMs: 20_000,
    fallback: true,
  } as const;
  fleet = await startLocalFleet({ dataDir: null, logger: silentLogger, backend });
  photoId = (
    await upload(fleet, 'hikers.jpg', new Uint8Array(await shrinkToJpeg(await fixture('desert-hikers.jpg'), 60_000)))
  ).id;
});
afterAll(async () => {
  await fleet[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

async function edit(next: typeof script): Promise<{ trajectory: Json; last: Json }> {
  script = next;
  const { id: sessionId } = await post(fleet, '/v1/sessions', { photoId });
  const path = `/v1/sessions/${sessionId}/turns`;
  const { id: turnId } = await post(fleet, path, { instruction: 'brighter, please', reflectionsMax: 0 });
  const last = (await untilEnd(fleet, { sessionId, turnId })).at(-1)!.body;
  return { last, trajectory: last.type === 'turn.finished' ? await get(fleet, `${path}/${turnId}/trajectory`) : null };
}

const picturesIn = ({ messages }: ChatRequest): number =>
  JSON.stringify(messages).split('"type":"image_url"').length - 1;
const scores = { aesthetic: 4, instruction: 4.5, not_done: [], missed: [] };

const brightenThenFinish = (request: ChatRequest): ServedReply => {
  const seen = picturesIn(request);
  if (seen === 1) {
    return says({ text: 'It is dark.', toolUses: [{ name: 'develop_basic', arguments: { exposure: 0.5 } }] });
  }
  if (seen === 2) {
    const sky = { target: 'sky', masks: [{ mask: 'maskSky' }], localHighlights: -20 };
    return says({ text: 'The sky is too bright now.', toolUses: [{ name: 'develop_local', arguments: sky }] });
  }
  return says({ text: 'Done.', toolUses: [{ name: 'finish', arguments: scores }] });
};

describe('an edit by a hosted model', () => {
  it('sees every picture, changes the photo, and is recorded with its author and its cost', async () => {
    const { trajectory, last } = await edit(brightenThenFinish);
    expect(last).toMatchObject({ type: 'turn.finished', recipe: { settings: { exposure: 0.5 } } });
    expect(trajectory).toMatchObject({
      policyVersion: 'openai/tester@v1',
      finish: { selfScore: { instruction: 4.5 } },
    });
    expect(trajectory.steps.map((step: Json) => [step.thought, step.policyVersion, step.usage.costMicroUsd])).toEqual([
      ['It is dark.', 'openai/tester@v1', 140],
      ['The sky is too bright now.', 'openai/tester@v1', 140],
    ]);
    const [first] = trajectory.steps;
    expect(first.observation.measurement.lightness.p50).toBeGreaterThan(trajectory.original.measurement.lightness.p50);
    expect(server.requests.map(picturesIn)).toEqual([1, 2, 3]);
    expect(server.refusals).toEqual([]);
  });

  it('that loses its model half way is gone on with by the planner, and each step says who decided it', async () => {
    const { trajectory } = await edit((request) =>
      picturesIn(request) === 1 ? brightenThenFinish(request) : refuses(503),
    );
    const authors = trajectory.steps.map((step: Json) => step.policyVersion);
    expect(authors[0]).toBe('openai/tester@v1');
    expect(authors.slice(1).every((author: string) => author.startsWith('planner/'))).toBe(true);
    expect(trajectory.finish.thought).toMatch(
      /^The model does not answer, so the embedded planner\/\d+ decides this step\. /,
    );
  });

  it('fails visibly when the model answers nothing that can be carried out', async () => {
    const { last } = await edit(() => says({ text: 'I would rather write a poem.' }));
    expect(last).toMatchObject({ type: 'turn.failed', code: 'model.badReply' });
    expect(last.message).toContain('calls no function');
  });
});
