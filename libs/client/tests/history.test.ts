import { describe, expect, it } from 'vitest';
import { stateBefore } from '../src/events/history.ts';
import type { SessionEvent } from '../src/index.ts';

/** `created`, `finished`, `set`, a number: restored to that sequence. */
function log(...kinds: readonly ('created' | 'step' | 'finished' | 'set' | number)[]): SessionEvent[] {
  const bodies = kinds.map((kind) => {
    if (kind === 'created') return { type: 'session.created' };
    if (kind === 'step') return { type: 'step.observed' };
    if (kind === 'finished') return { type: 'turn.finished' };
    const origin = kind === 'set' ? { type: 'set' } : { type: 'restored', sequence: kind };
    return { type: 'recipe.changed', origin };
  });
  return bodies.map((body, index) => ({ sequence: index + 1, body }) as unknown as SessionEvent);
}

describe('undo', () => {
  it('goes back over edits and changes by hand, and past steps, which are no change of their own', () => {
    const events = log('created', 'step', 'finished', 'step', 'finished', 'set');
    expect([0, 1, 2, 3].map((times) => stateBefore(events, times))).toEqual([6, 5, 3, 1]);
  });

  it('goes on from where an earlier undo led', () => {
    expect(stateBefore(log('created', 'finished', 'finished', 2), 1)).toBe(1);
  });

  it('passes over what was undone and left for another edit', () => {
    expect(stateBefore(log('created', 'finished', 'finished', 2, 'finished'), 1)).toBe(2);
    expect(stateBefore(log('created', 'finished', 1, 'finished'), 1)).toBe(1);
  });

  it('takes a step that was gone back to as a change', () => {
    expect(stateBefore(log('created', 'step', 'finished', 2), 1)).toBe(3);
  });

  it('has nothing before the beginning', () => {
    expect(stateBefore(log('created'), 1)).toBeNull();
    expect(stateBefore(log('created', 'finished', 1), 1)).toBeNull();
  });
});
