import { decodeRgb8 } from '@safelight/codec';
import { Fault, type Rgb8Image } from '@safelight/core';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPerception } from '../perception.ts';
import { PerceptionThread } from './thread.ts';

let portrait: Rgb8Image;
const thread = new PerceptionThread();

beforeAll(async () => {
  portrait = await decodeRgb8(
    await readFile(new URL('../../../../fixtures/photos/portrait-astronaut.png', import.meta.url)),
  );
});
afterAll(() => thread[Symbol.asyncDispose]());

it('finds on its thread what is found here', async () => {
  await using here = await openPerception();
  const mask = { tool: 'maskFaceSkin', settings: {} };
  expect(await thread.find(portrait, mask)).toEqual(await here.find(portrait, mask));
});

it('describes on its thread what is seen here', async () => {
  await using here = await openPerception();
  const scene = await thread.describe(portrait);
  expect(scene).toEqual(await here.describe(portrait));
  expect(scene.faces).toBe(1);
});

it('brings faults back with code and field', async () => {
  const fault = await thread.find(portrait, { tool: 'maskUnicorn', settings: {} }).catch((thrown: unknown) => thrown);
  expect(fault).toBeInstanceOf(Fault);
  expect(fault).toMatchObject({ code: 'tool.notRendered', field: 'tool' });
});

it('gives up at once when the caller does, and answers the next question', async () => {
  const abort = new AbortController();
  const left = thread.find(portrait, { tool: 'maskSubject', settings: {} }, abort.signal);
  abort.abort(new DOMException('enough', 'AbortError'));
  await expect(left).rejects.toThrow('enough');
  expect(await thread.find(portrait, { tool: 'maskFaceSkin', settings: {} })).not.toBeNull();
});

it('fails what waits when it is closed, and starts anew for the next question', async () => {
  const other = new PerceptionThread();
  const left = expect(other.find(portrait, { tool: 'maskSubject', settings: {} })).rejects.toMatchObject({
    code: 'service.unavailable',
  });
  await other[Symbol.asyncDispose]();
  await left;
  expect(await other.find(portrait, { tool: 'maskFaceSkin', settings: {} })).not.toBeNull();
  await other[Symbol.asyncDispose]();
});
