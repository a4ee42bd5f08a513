import { describe, expect, it } from 'vitest';
import { ByteCache } from './byteCache.ts';

const cacheOf = (sizeBytesMax: number) => new ByteCache<string>(sizeBytesMax, (value) => value.length);
const give = (value: string) => () => Promise.resolve(value);

describe('ByteCache', () => {
  it('forgets the least recently used value when the bytes run out', async () => {
    const cache = cacheOf(6);
    await cache.getOrMake('a', give('aaa'));
    await cache.getOrMake('b', give('bbb'));
    cache.get('a');
    await cache.getOrMake('c', give('ccc'));
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['aaa', undefined, 'ccc']);
  });

  it('keeps the newest value even when it alone exceeds the limit', async () => {
    const cache = cacheOf(2);
    await cache.getOrMake('a', give('aa'));
    await cache.getOrMake('b', give('bbbb'));
    expect([cache.get('a'), cache.get('b')]).toEqual([undefined, 'bbbb']);
  });

  it('makes a value once for all who ask at the same time', async () => {
    const cache = cacheOf(10);
    let made = 0;
    const make = async () => {
      made += 1;
      return 'v';
    };
    expect(await Promise.all([cache.getOrMake('k', make), cache.getOrMake('k', make)])).toEqual(['v', 'v']);
    expect(made).toBe(1);
  });

  it('does not keep a failure', async () => {
    const cache = cacheOf(10);
    await expect(cache.getOrMake('k', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await cache.getOrMake('k', give('yes'))).toBe('yes');
  });

  describe('when callers give up', () => {
    /** Work that ends when told to, or when its signal aborts. */
    function pending() {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      const state = { promise, resolve, started: 0, aborted: false };
      const make = (signal: AbortSignal) => {
        state.started += 1;
        signal.addEventListener('abort', () => {
          state.aborted = true;
          reject(signal.reason);
        });
        return promise;
      };
      return { state, make };
    }

    it('lets the others have the value that the first one asked for', async () => {
      const cache = cacheOf(10);
      const { state, make } = pending();
      const first = new AbortController();
      const gone = cache.getOrMake('k', make, first.signal);
      const stays = cache.getOrMake('k', make, new AbortController().signal);
      first.abort();
      await expect(gone).rejects.toBe(first.signal.reason);
      expect(state.aborted).toBe(false);
      state.resolve('v');
      expect(await stays).toBe('v');
      expect(state.started).toBe(1);
    });

    it('aborts the work when the last one has left, and starts anew for the next', async () => {
      const cache = cacheOf(10);
      const { state, make } = pending();
      const callers = [new AbortController(), new AbortController()];
      const waits = callers.map(({ signal }) => cache.getOrMake('k', make, signal));
      for (const caller of callers) caller.abort();
      for (const wait of waits) await expect(wait).rejects.toThrow();
      expect(state.aborted).toBe(true);
      expect(await cache.getOrMake('k', give('new'))).toBe('new');
    });

    it('starts nothing for a caller that has already given up', async () => {
      const cache = cacheOf(10);
      const { state, make } = pending();
      await expect(cache.getOrMake('k', make, AbortSignal.abort())).rejects.toThrow();
      expect(state.started).toBe(0);
    });
  });
});
