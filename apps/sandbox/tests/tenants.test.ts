/** What one tenant has sent is no other's: caches are told apart by tenant. */
import { randomBytes } from 'node:crypto';
import { encodeImage } from '@safelight/codec';
import { emptyRecipe, type Mask } from '@safelight/core';
import { silentLogger } from '@safelight/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContext } from '../src/context.ts';
import { verify } from '../src/photos.ts';
import { render } from '../src/rpc/render.ts';
import { faultOf, fixture, named, openDarkroom, proxy, sent, type Darkroom } from './darkroom.ts';

let darkroom: Darkroom;
beforeAll(async () => {
  darkroom = await openDarkroom();
});
afterAll(() => darkroom[Symbol.asyncDispose]());

/** A photo that nobody has sent before. */
const newPhoto = () =>
  encodeImage({ width: 32, height: 24, data: randomBytes(32 * 24 * 3) }, { format: 'png', quality: 92 });
const ask = { recipe: emptyRecipe, output: proxy, measure: false };

describe('a photo that one tenant has sent', () => {
  it.each([
    ['another tenant', { tenant: 'tnt_other' }],
    ['a call that names no tenant', {}],
  ])('is not there for %s, by any RPC', async (_, other) => {
    const photo = await newPhoto();
    const { client } = darkroom;
    const own = { tenant: 'tnt_own' };
    await client.render({ ...ask, photo: sent(photo) }, own);
    // Its own calls find the photo, and the picture that was rendered of it.
    await client.render({ ...ask, photo: named(photo) }, own);
    await client.inspectPhoto({ photo: named(photo) }, own);
    const source = named(photo);
    const asked = [
      client.render({ ...ask, photo: source }, other),
      client.measure({ photo: source, recipe: emptyRecipe }, other),
      client.inspectPhoto({ photo: source }, other),
      client.segment({ photo: source, tool: 'maskSky', settings: {} }, other),
    ];
    for (const one of asked) expect((await faultOf(one)).code).toBe('photo.notCached');
  });

  it('is not there for a tenant when it was sent for nobody', async () => {
    const photo = await newPhoto();
    await darkroom.client.inspectPhoto({ photo: sent(photo) });
    await darkroom.client.inspectPhoto({ photo: named(photo) });
    const fault = await faultOf(darkroom.client.inspectPhoto({ photo: named(photo) }, { tenant: 'tnt_own' }));
    expect(fault.code).toBe('photo.notCached');
  });

  it('stays there for both when both have sent it', async () => {
    const photo = await newPhoto();
    for (const tenant of ['tnt_a', 'tnt_b']) await darkroom.client.inspectPhoto({ photo: sent(photo) }, { tenant });
    for (const tenant of ['tnt_a', 'tnt_b']) await darkroom.client.inspectPhoto({ photo: named(photo) }, { tenant });
  });
});

// Called as the service calls it: over the network a picture from the cache looks like one that was made anew.
describe('what was made of a photo', () => {
  const callOf = (tenant: string) => ({
    signal: new AbortController().signal,
    deadline: null,
    metadata: new Map(),
    tenant,
    logger: silentLogger,
  });

  it('is made once for a tenant and anew for the next one', async () => {
    await using context = await createContext({ engineWorkers: 1 });
    const request = { ...ask, photo: sent(await newPhoto()) };
    const [first, again] = [await render(context, request, callOf('a')), await render(context, request, callOf('a'))];
    expect(again).toBe(first);
    const other = await render(context, request, callOf('b'));
    expect(other).not.toBe(first);
    expect(other.image.ref).toEqual(first.image.ref);
  });

  it('is looked for anew for the next tenant', async () => {
    await using context = await createContext({ engineWorkers: 1 });
    const mask: Mask = { id: '', tool: 'maskSky', name: '', settings: {}, strokes: [], foreign: [] };
    const find = async (tenant: string) => {
      const source = verify(sent(fixture('city-sunset.jpg')), { tenant });
      const { sha256 } = source;
      const seen = { sha256, tenant, photo: await context.photos.get(source), orientation: 1 } as const;
      const found = await context.sight.find(seen, new Map([['sky', mask]]), new AbortController().signal);
      return found.get('sky')!;
    };
    const first = await find('a');
    expect(await find('a')).toBe(first);
    const other = await find('b');
    expect(other).not.toBe(first);
    expect(other).toEqual(first);
  });
});
