import { emptyRecipe } from '@safelight/core';
import { silentLogger, type CallContext } from '@safelight/service-kit';
import { expect, it } from 'vitest';
import { createContext } from '../src/context.ts';
import { render } from '../src/rpc/render.ts';
import { fixture, proxy, sent } from './darkroom.ts';

const callOf = (signal: AbortSignal): CallContext => ({
  signal,
  deadline: null,
  metadata: new Map(),
  tenant: '',
  logger: silentLogger,
});

// Called as the service calls it, because over the network nobody can tell when two requests are under way at once.
it('a render goes on for the caller that waits when the one that began it cancels', async () => {
  await using context = await createContext({ engineWorkers: 2 });
  const request = { photo: sent(fixture('wren.jpg')), recipe: emptyRecipe, output: proxy, measure: false };
  const leaving = new AbortController();
  const gone = render(context, request, callOf(leaving.signal));
  const stays = render(context, request, callOf(new AbortController().signal));
  leaving.abort();
  await expect(gone).rejects.toBe(leaving.signal.reason);
  expect((await stays).image.data.length).toBeGreaterThan(0);
});
