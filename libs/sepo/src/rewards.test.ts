import type { ToolCall } from '@safelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advantages,
  editReward,
  evaluationReward,
  formatReward,
  lossMask,
  selfAssessmentReward,
  selfScoreSpan,
  toolReward,
  winRates,
} from './index.ts';

const round = (values: readonly number[]) => values.map((value) => Math.round(100 * value) / 100);

describe('the pairwise preference reward', () => {
  it('gives the win rates of the paper’s worked figure', () => {
    expect(round(winRates([4.3, 3.4, 2.6, 1.2]))).toEqual([1, 0.67, 0.33, 0]);
  });

  it('gives nothing for ties, nor to a group of one', () => {
    expect(winRates([3, 3, 3])).toEqual([0, 0, 0]);
    expect(winRates([5])).toEqual([0]);
  });

  it('follows the trajectories when their order changes', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1, max: 5, noNaN: true }), { minLength: 2, maxLength: 8 }), (scores) => {
        expect(winRates(scores.toReversed())).toEqual(winRates(scores).toReversed());
      }),
    );
  });
});

describe('the advantage', () => {
  it('is that of the worked figure with the population’s deviation, and PyTorch’s with the sample’s', () => {
    const rewards = winRates([4.3, 3.4, 2.6, 1.2]);
    expect(round(advantages(rewards))).toEqual([1.34, 0.45, -0.45, -1.34]);
    expect(round(advantages(rewards, 'sample'))).toEqual([1.16, 0.39, -0.39, -1.16]);
  });

  it('is zero for a group whose rewards are equal', () => {
    expect(advantages([1.1, 1.1, 1.1])).toEqual([0, 0, 0]);
    expect(advantages([2], 'sample')).toEqual([0]);
  });

  it('has mean 0 and, but for flat groups, deviation 1', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 2, maxLength: 16 }), (hundredths) => {
        const own = advantages(hundredths.map((value) => value / 100));
        const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
        const square = own.reduce((sum, value) => sum + value * value, 0) / own.length;
        expect(mean).toBeCloseTo(0, 9);
        expect(square).toBeCloseTo(new Set(hundredths).size === 1 ? 0 : 1, 9);
      }),
    );
  });
});

it('The self-assessment reward has the paper’s figures and stays at or below 1.', () => {
  const rewards = [0, 0.2, 0.9, 1.9, 3.2].map((off) => selfAssessmentReward(3 + off / 2, 3 - off / 2));
  expect(rewards.map((value) => Number(value.toFixed(3)))).toEqual([1, 0.819, 0.407, 0.15, 0.041]);
});

it('The sums reach 3 and 2.', () => {
  expect(editReward({ format: 1, tool: 1, preference: 1 })).toBe(3);
  expect(evaluationReward({ format: 1, selfAssessment: 1 })).toBe(2);
});

describe('the format reward', () => {
  const edit = '<think> warm it </think>\n<tool_call> {"Exposure2012": 0.3} </tool_call>';
  const answer = '<think> good </think> <answer> {"Overall assessment score": "4.56"} </answer>';

  it('knows the two forms, with or without a state', () => {
    expect(formatReward(edit, 'edit')).toBe(1);
    expect(formatReward(`<state>processing</state>${edit}`, 'edit')).toBe(1);
    expect(formatReward(answer, 'evaluation')).toBe(1);
  });

  it.each([
    ['the other form', answer],
    ['text around it', `Sure! ${edit}`],
    ['a missing end', edit.replace('</tool_call>', '')],
    ['two thoughts', `<think>a</think>${edit}`],
    ['no thought', edit.replace(/<think>.*<\/think>/, '')],
    ['nothing', ''],
  ])('refuses %s', (_, reply) => {
    expect(formatReward(reply, 'edit')).toBe(0);
  });
});

describe('self-loss masking', () => {
  const reply = '<think>ok</think><answer>4.5</answer> end';
  const tokens = Array.from({ length: reply.length / 2 }, (_, at) => [2 * at, 2 * at + 2] as const);

  it('takes the tokens of the self-score out of the editor’s loss and leaves them alone in the evaluator’s', () => {
    const span = selfScoreSpan(reply)!;
    expect(reply.slice(...span)).toBe('<answer>4.5</answer>');
    const [editor, evaluator] = [lossMask(tokens, span, 'editor'), lossMask(tokens, span, 'evaluator')];
    const masked = tokens.filter((_, at) => editor[at] === 0).map(([from, to]) => reply.slice(from, to));
    expect(masked.join('')).toContain('<answer>4.5</answer>');
    expect(editor.map((bit, at) => bit + evaluator[at]!)).toEqual(tokens.map(() => 1));
  });

  it('trains an edit without a self-score whole', () => {
    expect(selfScoreSpan('<think>a</think>')).toBeNull();
    expect(lossMask(tokens, null, 'editor').every((bit) => bit === 1)).toBe(true);
  });
});

describe('the tool reward', () => {
  const target: readonly ToolCall[] = [
    { tool: 'exposure', value: 1 },
    { tool: 'contrast', value: 20 },
    { tool: 'saturationBlue', value: 30 },
    { tool: 'maskSky', value: {}, target: 'sky' },
    { tool: 'localExposure', value: -0.5, target: 'sky' },
  ];

  it('is 1 for the same calls in any order and 0 for calls of other tools', () => {
    expect(toolReward(target.toReversed(), target).reward).toBeCloseTo(1, 12);
    expect(toolReward([{ tool: 'grainAmount', value: 20 }], target).reward).toBe(0);
    expect([toolReward([], []).reward, toolReward([], target).reward, toolReward(target, []).reward]).toEqual([
      1, 0, 0,
    ]);
  });

  it('knows a correction by its masks and not by its name', () => {
    const renamed = target.map((call) => (call.target === undefined ? call : { ...call, target: 'the heavens' }));
    expect(toolReward(renamed, target).reward).toBeCloseTo(1, 12);
  });

  it('adds a third each for names, parameters and values, as computed by hand', () => {
    // One of three tools, one of its two parameters, off by 2 of a range of 10: 1/3, 1/2 ÷ 3, 0.8 ÷ 5.
    const own = toolReward([{ tool: 'exposure', value: -1 }], target);
    expect(own.name).toBeCloseTo(1 / 3, 12);
    expect(own.parameters).toBeCloseTo(1 / 6, 12);
    expect(own.values).toBeCloseTo(0.8 / 5, 12);
    expect(own.reward).toBeCloseTo((1 / 3 + 1 / 6 + 0.16) / 3, 12);
  });

  const mask = (
    tool: string,
    value: Readonly<Record<string, number | readonly number[] | readonly (readonly number[])[]>>,
  ): ToolCall => ({
    tool,
    value,
    target: 'it',
  });
  const values = (own: ToolCall, goal: ToolCall) => toolReward([own], [goal]).values;

  it('compares a linear gradient by both ends', () => {
    const goal = mask('maskLinearGradient', { linearZeroX: 0.5, linearZeroY: 0.6, linearFullX: 0.5, linearFullY: 0.1 });
    const own = mask('maskLinearGradient', { linearZeroX: 0.5, linearZeroY: 0.8, linearFullX: 0.4, linearFullY: 0.1 });
    expect(values(own, goal)).toBeCloseTo(0.7, 12);
  });

  it('compares a radial gradient by centre, size and angle', () => {
    const goal = mask('maskRadialGradient', {
      radialLeft: 0.2,
      radialRight: 0.6,
      radialTop: 0.2,
      radialBottom: 0.6,
      radialAngle: 0,
    });
    const own = mask('maskRadialGradient', {
      radialLeft: 0.3,
      radialRight: 0.7,
      radialTop: 0.2,
      radialBottom: 0.5,
      radialAngle: 36,
    });
    const centre = 1 - 2 * Math.hypot(0.1, 0.05);
    expect(values(own, goal)).toBeCloseTo(0.4 * centre + 0.4 * 0.75 + 0.2 * 0.9, 9);
  });

  it('compares objects by overlap, tones by their bounds, curves by their distance', () => {
    const box = (left: number, right: number) => [
      [left, 0.2],
      [right, 0.6],
    ];
    expect(
      values(
        mask('maskObject', { objectGesture: box(0.2, 0.6) }),
        mask('maskObject', { objectGesture: box(0.4, 0.8) }),
      ),
    ).toBeCloseTo(1 / 3, 9);
    const tones = (low: number, high: number) =>
      mask('maskLuminanceRange', { luminanceRangeBounds: [low - 0.1, low, high, high + 0.1] });
    expect(values(tones(0.3, 0.7), tones(0.2, 0.6))).toBeCloseTo(0.75, 9);
    const curve = (lift: number): ToolCall => ({
      tool: 'toneCurve',
      value: [
        [0, lift],
        [255, 255],
      ],
    });
    expect(values(curve(0), curve(0))).toBe(1);
    expect(values(curve(0), curve(51))).toBeCloseTo(0.9, 2);
  });

  it('lies between 0 and 1 whatever is compared', () => {
    const call = fc.record({
      tool: fc.constantFrom('exposure', 'contrast', 'toneCurve', 'maskRadialGradient', 'maskSky', 'nonsense'),
      value: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.string(), fc.constant({})),
    });
    const calls = fc.array(call, { maxLength: 6 }) as fc.Arbitrary<readonly ToolCall[]>;
    fc.assert(
      fc.property(calls, calls, (own, goal) => {
        const { reward } = toolReward(own, goal);
        expect(reward).toBeGreaterThanOrEqual(0);
        expect(reward).toBeLessThanOrEqual(1);
      }),
    );
  });
});
