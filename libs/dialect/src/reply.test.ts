import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluationReply, isGenerative, parseReply, scoreOf, ThoughtStream } from './index.ts';

describe('a reply', () => {
  it('is taken apart into thought, call, answer and state', () => {
    expect(parseReply('<state>processing</state><think> warm </think>\n<tool_call> {"Tint": 3} </tool_call>')).toEqual({
      thought: 'warm',
      toolCall: '{"Tint": 3}',
      answer: null,
      isFinished: false,
      unclosed: [],
    });
    expect(parseReply('<state>task finished</state>').isFinished).toBe(true);
  });

  it('says which tags were never closed, and gives nothing of them', () => {
    const cut = parseReply('<think>good</think><tool_call>{"Exposure2012": 0.');
    expect(cut).toMatchObject({ thought: 'good', toolCall: null, unclosed: ['tool_call'] });
  });

  it('means what it said last', () => {
    expect(parseReply('<tool_call>{"a":1}</tool_call> no: <tool_call>{"a":2}</tool_call>').toolCall).toBe('{"a":2}');
  });
});

describe('the score of an answer', () => {
  // The released script looks for `score\s*:`, which the quote before the colon never matches.
  it.each([
    ['{"Overall assessment score": "4.56"}', 4.56],
    ['{"Overall assessment score": 4.56}', 4.56],
    ["{'Overall assessment score': '3'}", 3],
    ['{"overall assessment score": "1.00"}', 1],
  ])('is read from %s', (answer, score) => {
    expect(scoreOf(answer)).toBe(score);
    expect(scoreOf(parseReply(evaluationReply('', score)).answer!)).toBeCloseTo(score, 2);
  });

  it.each([
    '4.56',
    'Overall assessment score: 4.56',
    '{"score": 4}',
    '{"Overall assessment score": "good"}',
    '{"Overall assessment score": 9}',
    '{"Overall assessment score": ""}',
    '',
  ])('is not guessed from %s', (answer) => {
    expect(scoreOf(answer)).toBeNull();
  });
});

it('A generative task is known by the fixed words of the checkpoint.', () => {
  expect(isGenerative('This is an AIGC-based image editing task; the original instructions will be preserved.')).toBe(
    true,
  );
  expect(isGenerative('{"Exposure2012": 0.3}')).toBe(false);
});

describe('a thought in a stream', () => {
  it('comes out whole and alone, however the stream is cut', () => {
    const thought = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('<', '‹').trim());
    fc.assert(
      fc.property(thought, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (text, sizes) => {
        const reply = `<state>processing</state><think> ${text} </think>\n<tool_call> {"a": 1} </tool_call>`;
        const stream = new ThoughtStream();
        let told = '';
        for (let at = 0, turn = 0; at < reply.length; turn++) {
          const size = sizes[turn % sizes.length]!;
          told += stream.add(reply.slice(at, at + size));
          at += size;
        }
        expect(told).toBe(text);
      }),
    );
  });
});
