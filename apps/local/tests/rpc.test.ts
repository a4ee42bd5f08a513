import { Client, credentials } from '@grpc/grpc-js';
import { noBudget } from '@safelight/core';
import { createClient, isServing, silentLogger } from '@safelight/service-kit';
import type { Client as ServiceClient } from '@safelight/service-kit';
import {
  editingContract,
  evaluatorContract,
  policyContract,
  reflectorContract,
  sandboxContract,
  type StreamEventsResponse,
} from '@safelight/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalFleet } from '../src/index.ts';
import type { Fleet } from '../src/index.ts';
import { fixture, get } from './support/api.ts';

let fleet: Fleet;
let editing: ServiceClient<typeof editingContract>;
beforeAll(async () => {
  fleet = await startLocalFleet({ dataDir: null, logger: silentLogger });
  editing = createClient(editingContract, fleet.addresses.gateway, {
    metadata: { authorization: `Bearer ${fleet.apiKey}` },
  });
});
afterAll(async () => {
  editing.close();
  await fleet[Symbol.asyncDispose]();
});

async function openSession(): Promise<string> {
  const { photo } = await editing.createPhoto({ data: await fixture('wren.jpg'), fileName: 'wren.jpg' });
  return (await editing.createSession({ photoId: photo.id })).sessionId;
}

const options = {
  stepsMax: 4,
  seed: 0,
  candidates: 1,
  reflectionsMax: 0,
  scoreMin: 3,
  textOnly: false,
  deadlineMs: null,
  budget: noBudget,
};
const wish = (sessionId: string, instruction: string) => ({ sessionId, instruction, options });
type Event = StreamEventsResponse['event'];

async function untilEnd(sessionId: string, afterSequence: number): Promise<Event[]> {
  const events: Event[] = [];
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
    const { image } = await editing.render({ sessionId, longEdgeMaxPixels: 120 });
    expect([image.ref.width, image.data.length > 0]).toEqual([120, true]);

    const rest = await untilEnd(sessionId, 4);
    expect(rest).toEqual(events.slice(4));
  });

  it('refuses what REST refuses, with the same codes', async () => {
    const sessionId = await openSession();
    await expect(editing.createSession({ photoId: 'pho_none' })).rejects.toMatchObject({ code: 'photo.notFound' });
    await expect(editing.createTurn(wish(sessionId, ' '))).rejects.toMatchObject({ code: 'instruction.empty' });
    await expect(editing.createTurn(wish('ses_none', 'warm'))).rejects.toMatchObject({ code: 'session.notFound' });
    const text = { data: new TextEncoder().encode('not an image'), fileName: 'x.jpg' };
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

/** The raw answer of `ServerReflectionInfo` to list_services (field 7, any text). */
async function listedServices(address: string): Promise<string> {
  const client = new Client(address, credentials.createInsecure());
  const same = (buffer: Buffer): Buffer => buffer;
  const call = client.makeBidiStreamRequest('/grpc.reflection.v1.ServerReflection/ServerReflectionInfo', same, same);
  call.write(Buffer.from([58, 1, 42]));
  try {
    const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
    call.once('data', resolve).once('error', reject);
    return (await promise).toString('latin1');
  } finally {
    call.end();
    client.close();
  }
}
