import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgingTraces, tuningTraces } from './split.ts';
import { makeTrace, stepsPerTurn } from './trace.ts';

describe('the traces', () => {
  it('are judged on seeds that nothing was tuned on, and mostly on shapes that nothing was tuned on', () => {
    const seeds = new Set(tuningTraces.map(({ seed }) => seed));
    const known = new Set(tuningTraces.map(({ shape }) => shape));
    expect(judgingTraces.filter(({ seed }) => seeds.has(seed))).toEqual([]);
    expect(new Set([...tuningTraces, ...judgingTraces].map(({ seed }) => seed)).size).toBe(
      tuningTraces.length + judgingTraces.length,
    );
    const unseen = judgingTraces.filter(({ shape }) => !known.has(shape));
    expect(unseen.length).toBeGreaterThan(judgingTraces.length / 2);
  });

  it('are out of reach of the tuner when they judge', () => {
    const folder = new URL('../tune/', import.meta.url);
    for (const file of readdirSync(folder))
      expect(readFileSync(new URL(file, folder), 'utf8')).not.toContain('judging');
  });

  it('are the same for the same seed, rise in time and have 1.7 steps a turn', () => {
    const spec = { shape: 'viral', seed: 4, lengthSeconds: 1800, turnsPerSecond: 5 } as const;
    const trace = makeTrace(spec);
    expect(makeTrace(spec)).toEqual(trace);
    expect(trace.turnAtSeconds.toSorted()).toEqual(trace.turnAtSeconds);
    const steps = trace.turnSteps.reduce((sum, one) => sum + one, 0);
    expect(Math.abs(steps / trace.turnSteps.length - stepsPerTurn)).toBeLessThan(0.08);
  });
});
