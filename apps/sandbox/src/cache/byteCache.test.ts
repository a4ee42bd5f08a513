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
});
