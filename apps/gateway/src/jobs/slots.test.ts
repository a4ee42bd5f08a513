import { describe, expect, it } from 'vitest';
import { Slots } from './slots.ts';

const never = new AbortController().signal;

describe('slots', () => {
  it('let no more in than there are places, and everybody in the end', async () => {
    const slots = new Slots(3);
    let inside = 0;
    let most = 0;
    const done = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        slots.with(never, async () => {
          most = Math.max(most, ++inside);
          await new Promise((resolve) => setImmediate(resolve));
          inside--;
          return index;
        }),
      ),
    );
    expect(most).toBe(3);
    expect(done).toHaveLength(20);
  });

  it('give the place back when the work fails', async () => {
    const slots = new Slots(1);
    await expect(slots.with(never, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await slots.with(never, async () => 'next')).toBe('next');
  });

  it('let who goes away while waiting take no place', async () => {
    const slots = new Slots(1);
    const first = Promise.withResolvers<void>();
    const held = slots.with(never, () => first.promise);
    const leaving = new AbortController();
    const waiting = slots.with(leaving.signal, async () => 'entered');
    leaving.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    first.resolve();
    await held;
    expect(await slots.with(never, async () => 'free')).toBe('free');
  });
});
