import { describe, expect, it } from 'vitest';
import { agreements, type JudgeResult } from './judge.ts';

const result = (people: number, ours: number | null): JudgeResult => ({
  sample: { id: 'x', before: '', after: '', instruction: '', people: { aesthetic: people, instruction: people } },
  scores: ours === null ? null : { aesthetic: ours, instruction: 6 - ours },
  error: ours === null ? 'broken' : null,
});

describe('agreements', () => {
  it('correlates what was scored and counts what failed', () => {
    const [aesthetic, instruction] = agreements([result(1, 2), result(2, 3), result(4, 5), result(5, null)]);
    expect(aesthetic).toMatchObject({ axis: 'aesthetic', srcc: 1, scored: 3, failed: 1 });
    expect(instruction!.srcc).toBe(-1);
  });
});
