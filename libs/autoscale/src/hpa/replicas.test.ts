import { describe, expect, it } from 'vitest';
import { replicasOfMean, replicasOfTotal } from './replicas.ts';

const pods = { target: 100, ready: 4, notReady: 0, current: 4 };

describe('the replica count of the HPA', () => {
  it('doubles at 200m of 100m and halves at 50m, as the documentation has it', () => {
    expect(replicasOfMean({ ...pods, mean: 200 })).toBe(8);
    expect(replicasOfMean({ ...pods, mean: 50 })).toBe(2);
  });

  it('stays where it is within a tolerance of 10 %', () => {
    expect(replicasOfMean({ ...pods, mean: 109 })).toBe(4);
    expect(replicasOfMean({ ...pods, mean: 91 })).toBe(4);
    expect(replicasOfMean({ ...pods, mean: 111 })).toBe(5);
  });

  it('counts pods that are not ready as idle on the way up', () => {
    expect(replicasOfMean({ ...pods, mean: 200, notReady: 2, current: 6 })).toBe(8);
    expect(replicasOfMean({ ...pods, mean: 200, notReady: 4, current: 8 })).toBe(8);
  });

  it('leaves pods that are not ready out on the way down', () => {
    expect(replicasOfMean({ ...pods, mean: 50, notReady: 4, current: 8 })).toBe(2);
  });

  it('shares an external metric of type AverageValue among the replicas', () => {
    expect(replicasOfTotal(95, 10, 5)).toBe(10);
    expect(replicasOfTotal(54, 10, 5)).toBe(5);
    expect(replicasOfTotal(56, 10, 5)).toBe(6);
    expect(replicasOfTotal(1, 10, 0)).toBe(1);
  });
});
