import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client, credentials } from '@grpc/grpc-js';
import { defaultTurnOptions, emptyRecipe } from '@safelight/core';
import type { SessionEvent } from '@safelight/core';
import { createClient, isServing, silentLogger } from '@safelight/service-kit';
import type { Client as ServiceClient } from '@safelight/service-kit';
import {
  accountContract,
  defaultOutput,
  editingContract,
  evaluationContract,
  evaluatorContract,
  jobContract,
  policyContract,
  recipeContract,
  reflectorContract,
  sandboxContract,
  tenantContract,
  webhookContract,
  type ServiceContract,
} from '@safelight/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalFleet } from '../src/index.ts';
import type { Fleet } from '../src/index.ts';
import { call, fixture, get } from './support/api.ts';

let fleet: Fleet;
let editing: ServiceClient<typeof editingContract>;
let recipes: ServiceClient<typeof recipeContract>;
let jobs: ServiceClient<typeof jobContract>;
let evaluations: ServiceClient<typeof evaluationContract>;
const opened = new AsyncDisposableStack();
beforeAll(async () => {
  fleet = opened.use(await startLocalFleet({ dataDir: null, logger: silentLogger }));
  editing = connect(editingContract);
  recipes = connect(recipeContract);
  jobs = connect(jobContract);
  evaluations = connect(evaluationContract);
});
afterAll(() => opened.disposeAsync());

function connect<C extends ServiceContract>(contract: C, more: Record<string, string> = {}): ServiceClient<C> {
  const metadata = { authorization: `Bearer ${fleet.apiKey}`, ...more };
  const client = createClient(contract, fleet.addresses.gateway, { metadata });
  return opened.adopt(client, () => client.close());
}

const retention = { noStore: false };
async function uploadPhoto(name = 'wren.jpg'): Promise<string> {
  return (await editing.createPhoto({ data: await fixture(name), fileName: name, retention })).photo.id;
}

async function openSession(): Promise<string> {
  return (await editing.createSession({ photoId: await uploadPhoto() })).sessionId;
}

const options = { ...defaultTurnOptions, stepsMax: 4, reflectionsMax: 0, scoreMin: 3 };
const wish = (sessionId: string, instruction: string) => ({ sessionId, instruction, options });

async function untilEnd(sessionId: string, afterSequence: number): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const { event } of editing.streamEvents({ sessionId, afterSequence })) {
    events.push(event);
    if (event.body.type === 'turn.finished' || event.body.type === 'turn.failed') return events;
  }
  throw new Error('The stream ended before the turn did.');
}

describe('one sentence over gRPC', () => {
  it('does what the REST API does, on the same sessions', async () => {
    const sessionId = await openSession();
    const { turnId } = await editing.createTurn(wish(sessionId, 'black and white, dramatic'));
    const events = await untilEnd(sessionId, 0);
    expect(events.map((event) => event.sequence)).toEqual(events.map((_, index) => index + 1));
    const last = events.at(-1)!.body;
    expect(last.type).toBe('turn.finished');

    const { recipe, xmp } = await editing.getRecipe({ sessionId });
    expect(last).toMatchObject({ turnId, recipe });
    expect(await get(fleet, `/v1/sessions/${sessionId}/recipe`)).toEqual(recipe);
    expect(xmp).toContain('crs:');
    const { image } = await editing.render({ sessionId, output: { ...defaultOutput, longEdgeMaxPixels: 120 } });
    expect([image.ref.width, image.data.length > 0]).toEqual([120, true]);

    const rest = await untilEnd(sessionId, 4);
    expect(rest).toEqual(events.slice(4));
  });

  it('refuses what REST refuses, with the same codes', async () => {
    const sessionId = await openSession();
    await expect(editing.createSession({ photoId: 'pho_none' })).rejects.toMatchObject({ code: 'photo.notFound' });
    await expect(editing.createTurn(wish(sessionId, ' '))).rejects.toMatchObject({ code: 'instruction.empty' });
    await expect(editing.createTurn(wish('ses_none', 'warm'))).rejects.toMatchObject({ code: 'session.notFound' });
    const text = { data: new TextEncoder().encode('not an image'), fileName: 'x.jpg', retention };
    await expect(editing.createPhoto(text)).rejects.toMatchObject({ code: 'photo.notAnImage' });
    await expect(untilEnd('ses_none', 0)).rejects.toMatchObject({ code: 'session.notFound' });
  });

  it.each([
    ['no key', {}],
    ['a wrong key', { authorization: 'Bearer slk_wrong' }],
  ])('does nothing with %s', async (_name, metadata) => {
    const stranger = createClient(editingContract, fleet.addresses.gateway, { metadata });
    const sessionId = await openSession();
    const refused = { code: 'request.unauthenticated' };
    await expect(stranger.createTurn(wish(sessionId, 'warm'))).rejects.toMatchObject(refused);
    await expect(stranger.getRecipe({ sessionId })).rejects.toMatchObject(refused);
    const stream = stranger.streamEvents({ sessionId, afterSequence: 0 })[Symbol.asyncIterator]();
    await expect(stream.next()).rejects.toMatchObject(refused);
    stranger.close();
  });
});

describe('a session over gRPC', () => {
  it('is changed by hand, branched, told and erased as over REST', async () => {
    const sessionId = await openSession();
    const early = await call(fleet, `/v1/sessions/${sessionId}/report`);
    expect(await early.json()).toMatchObject({ status: 409, code: 'turn.notFinished' });
    const { turnId, turn } = await editing.createTurn(wish(sessionId, 'warmer'));
    expect([turn.id, turn.options]).toEqual([turnId, options]);
    await untilEnd(sessionId, 0);
    const done = (await editing.getTurn({ sessionId, turnId })).turn;
    expect([done.state, (done.stepsDone ?? 0) > 0]).toEqual(['succeeded', true]);
    const { trajectory } = await editing.getTrajectory({ sessionId, turnId, candidate: null });
    expect(trajectory.steps.length).toBe(done.stepsDone);

    const { html, fileName } = await editing.getReport({ sessionId, turnId: null });
    const page = await call(fleet, `/v1/sessions/${sessionId}/report?turnId=${turnId}`);
    expect([page.headers.get('content-type'), fileName]).toEqual(['text/html; charset=utf-8', 'wren-report.html']);
    expect(await page.text()).toBe(html);
    expect(html).toContain('<h1>warmer</h1>');
    expect(html).not.toMatch(/(?:src|href)="(?!data:)/);
    expect(html.match(/src="data:image\/jpeg;base64,/g)!.length).toBeGreaterThan(trajectory.steps.length);

    const { recipe: agents } = await editing.getRecipe({ sessionId });
    const calls = [{ tool: 'exposure', value: 1 }];
    const { changed } = await editing.changeRecipe({ sessionId, change: { calls } });
    expect(changed.recipe.settings).toMatchObject({ exposure: 1 });
    expect((await editing.getImage({ sha256: changed.image.sha256 })).image.data.length).toBeGreaterThan(0);
    const undone = await editing.changeRecipe({ sessionId, change: { turnId, candidate: 0 } });
    expect(undone.changed.recipe).toEqual(agents);
    const redone = await editing.changeRecipe({ sessionId, change: { sequence: changed.sequence } });
    expect(redone.changed.recipe).toEqual(changed.recipe);
    const revised = await editing.reviseTurn({
      ...{ sessionId, turnId, candidate: null },
      revisions: trajectory.steps.map(({ index: step }) => ({ step, action: 'reject' as const })),
    });
    expect(revised.changed.recipe).toEqual(trajectory.original.recipe);

    const branchOf = { sessionId, sequence: changed.sequence };
    const branch = (await editing.createSession({ branchOf })).session;
    expect(branch.branchOf).toEqual(branchOf);
    expect((await editing.getRecipe({ sessionId: branch.id })).recipe).toEqual(changed.recipe);

    const { events, nextAfterSequence } = await editing.listEvents({ sessionId, afterSequence: 0 });
    expect(nextAfterSequence).toBe(events.at(-1)?.sequence);
    expect((await editing.getSession({ sessionId })).session).toMatchObject({
      ...{ id: sessionId, status: 'idle', lastSequence: nextAfterSequence, turns: [{ id: turnId, stepsDone: null }] },
    });
    await editing.deleteSession({ sessionId: branch.id });
    await expect(editing.getSession({ sessionId: branch.id })).rejects.toMatchObject({ code: 'session.notFound' });
  });

  it('gives its recipe in every form, and takes them back', async () => {
    const sessionId = await openSession();
    await editing.changeRecipe({ sessionId, change: { calls: [{ tool: 'exposure', value: 0.5 }] } });
    const { recipe } = await editing.getRecipe({ sessionId });
    for (const form of ['json', 'xmp', 'preset.xmp', 'lua', 'lrtemplate', 'python', 'crs.json'] as const) {
      const { text, fileName } = await editing.exportRecipe({ sessionId, form });
      expect(fileName).toBe(`wren.${form}`);
      if (form === 'json') expect(JSON.parse(text)).toEqual(recipe);
      else {
        const input = form.endsWith('xmp') ? { xmp: text } : { table: text };
        const back = { input, to: 'json', photoKind: 'rendered', photoFileName: '', title: '' } as const;
        expect((await recipes.convertRecipe(back)).recipe.settings).toEqual(recipe.settings);
      }
    }
  });
});

describe('jobs over gRPC', () => {
  it('edit a photo in one call, with its bytes, and hand out what they made', async () => {
    const photo = { data: await fixture('wren.jpg'), fileName: 'wren.jpg' };
    const outputs = [{ ...defaultOutput, longEdgeMaxPixels: 64 }];
    const wanted = { photo, retention, instruction: 'warmer', base: {}, options, outputs, waitSeconds: 60 };
    const { edit } = await jobs.createEdit(wanted);
    expect(edit.job.state).toBe('succeeded');
    expect(edit).toMatchObject({ notDone: [], outputs: [{ width: 64 }] });
    const { data, rendered } = await jobs.getRenderContent({ renderId: edit.outputs[0]!.id });
    expect([data.length, rendered]).toEqual([rendered.sizeBytes, edit.outputs[0]]);
    expect((await jobs.getEdit({ editId: edit.job.id })).edit).toEqual(edit);
    expect((await jobs.getJob({ jobId: edit.job.id })).job).toEqual(edit.job);
  });

  it('render, batch and judge, and are listed in pages', async () => {
    const photoIds = [await uploadPhoto()];
    const recipe = { ...emptyRecipe, settings: { exposure: 1 } };
    const output = { ...defaultOutput, format: 'png' as const, longEdgeMaxPixels: 64 };
    const { render } = await jobs.createRender({ photoId: photoIds[0]!, base: { recipe }, output, waitSeconds: 60 });
    expect(render).toMatchObject({ job: { state: 'succeeded' }, output, rendered: { mediaType: 'image/png' } });

    const sync = { photoIds, mode: 'sync', groups: [], base: { recipe }, options, outputs: [output] } as const;
    const { batch } = await jobs.createBatch({ ...sync, waitSeconds: 60 });
    expect(batch).toMatchObject({ job: { state: 'succeeded' }, mode: 'sync', leader: null, items: { succeeded: 1 } });
    const { items } = await jobs.listBatchItems({ batchId: batch.job.id, pageSize: 50 });
    expect(items).toMatchObject([{ photoId: photoIds[0], state: 'succeeded', outputs: [{ width: 64 }] }]);

    const before = { photoId: photoIds[0]! };
    const after = { renderId: render.rendered!.id };
    const instruction = 'brighter';
    const { evaluation } = await evaluations.evaluate({ instruction, before, after });
    const bytes = { data: (await jobs.getRenderContent({ renderId: after.renderId })).data };
    expect((await evaluations.evaluate({ instruction, before, after: bytes })).evaluation).toEqual(evaluation);
    const { comparison } = await evaluations.compare({ instruction, before, afters: [before, after] });
    expect(comparison.order).toEqual([1, 0]);
    const judged = await evaluations.createEvaluationBatch({
      items: [{ instruction, before, after }],
      waitSeconds: 60,
    });
    const { id: batchId } = judged.batch.job;
    const told = await evaluations.listEvaluationBatchItems({ batchId, pageSize: 50 });
    expect(told.items).toMatchObject([{ state: 'succeeded', edit: { before, after }, evaluation }]);

    const first = await jobs.listJobs({ pageSize: 2 });
    expect(first.jobs.map(({ kind }) => kind)).toEqual(['evaluation-batch', 'batch']);
    const second = await jobs.listJobs({ pageSize: 1, pageToken: first.nextPageToken! });
    expect(second.jobs).toEqual([render.job]);
    const other = { pageSize: 1, pageToken: first.nextPageToken! };
    await expect(editing.listPhotos(other)).rejects.toMatchObject({ code: 'request.invalid', field: 'pageToken' });
  });

  it('end when they are canceled, and do not hold a caller beyond its deadline', async () => {
    const photo = { id: await uploadPhoto() };
    const wanted = { photo, retention, instruction: 'warmer', base: {}, options, outputs: [] };
    const { edit } = await jobs.createEdit(wanted);
    const { job } = await jobs.cancelJob({ jobId: edit.job.id, waitSeconds: 60 });
    expect(['canceled', 'succeeded']).toContain(job.state);
    const waiting = jobs.createEdit({ ...wanted, instruction: 'colder', waitSeconds: 60 }, { deadlineMs: 1 });
    await expect(waiting).rejects.toMatchObject({ code: 'request.deadlineExceeded' });
  });
});

describe('every service of the fleet', () => {
  const contracts = {
    gateway: editingContract,
    sandbox: sandboxContract,
    policy: policyContract,
    evaluator: evaluatorContract,
    reflector: reflectorContract,
  };

  it.each(Object.entries(contracts))(
    '%s answers grpc.health.v1 and lists its contract by reflection',
    async (name, contract) => {
      const address = fleet.addresses[name as keyof typeof contracts];
      expect(await isServing(address, 5_000)).toBe(true);
      expect(await listedServices(address)).toContain(contract.service);
    },
  );
});

describe('the guide', () => {
  it('shows a client in plain JavaScript that works', async () => {
    const guide = await readFile(new URL('../../../docs/guides/api.md', import.meta.url), 'utf8');
    const script = guide.split('```js\n')[1]!.split('```')[0]!;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: fileURLToPath(new URL('../../../', import.meta.url)),
      env: { ...process.env, SAFELIGHT_GRPC: fleet.addresses.gateway, SAFELIGHT_API_KEY: fleet.apiKey },
    });
    expect(stdout).toBe('WORK_STATE_SUCCEEDED: 512 pixels wide\n');
  });
});

describe('the public API', () => {
  const services = [editingContract, recipeContract, jobContract, accountContract, webhookContract, tenantContract];
  const all: readonly ServiceContract[] = [...services, evaluationContract];

  it.each(all.map((contract) => [contract.service, contract] as const))(
    '%s is listed by reflection, with every method and its messages',
    async (service, contract) => {
      expect(await listedServices(fleet.addresses.gateway)).toContain(service);
      const file = await fileOf(fleet.addresses.gateway, service);
      for (const { path } of Object.values(contract.methods)) {
        const name = path.split('/').at(-1)!;
        for (const symbol of [name, `${name}Request`, `${name}Response`]) expect(file).toContain(symbol);
      }
    },
  );
});

/** The raw answer of `ServerReflectionInfo` to list_services (field 7, any text). */
function listedServices(address: string): Promise<string> {
  return reflected(address, Buffer.from([58, 1, 42]));
}

/** The raw answer to file_containing_symbol (field 4). */
function fileOf(address: string, symbol: string): Promise<string> {
  return reflected(address, Buffer.concat([Buffer.from([34, symbol.length]), Buffer.from(symbol)]));
}

async function reflected(address: string, request: Buffer): Promise<string> {
  const client = new Client(address, credentials.createInsecure());
  const same = (buffer: Buffer): Buffer => buffer;
  const call = client.makeBidiStreamRequest('/grpc.reflection.v1.ServerReflection/ServerReflectionInfo', same, same);
  call.write(request);
  try {
    const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
    call.once('data', resolve).once('error', reject);
    return (await promise).toString('latin1');
  } finally {
    call.end();
    client.close();
  }
}
