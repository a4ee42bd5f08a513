import { describe, expect, it } from 'vitest';
import { preferredWaitMs } from './prefer.ts';

const waitMs = (prefer: string) => preferredWaitMs({ headers: { prefer } });

describe('Prefer', () => {
  it('is read wherever it stands among other preferences', () => {
    expect(waitMs('wait=5')).toBe(5_000);
    expect(waitMs('respond-async, wait=10')).toBe(10_000);
    expect(waitMs('Wait="7"; x=1')).toBe(7_000);
  });

  it('waits for a minute at most', () => {
    expect(waitMs('wait=3600')).toBe(60_000);
  });

  it('is ignored where it says nothing that is known', () => {
    for (const text of ['', 'respond-async', 'wait', 'wait=-1', 'wait=soon', 'await=3']) expect(waitMs(text)).toBe(0);
    expect(preferredWaitMs({ headers: {} })).toBe(0);
  });
});
