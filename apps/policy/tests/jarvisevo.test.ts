import { emptyRecipe, type Fault } from '@safelight/core';
import { applyCalls } from '@safelight/recipe';
import { defaultSettings, openVlm } from '@safelight/vlm';
import { says, startModelServer, type ChatRequest, type Script } from '@safelight/vlm/testing';
import type { NextStepRequest, NextStepResponse } from '@safelight/wire';
import { describe, expect, it } from 'vitest';
import { jarvisevoBackend } from '../src/jarvisevo/jarvisevo.ts';
import { requestOf, roundOf, wordsOf } from '../src/hosted/testing.ts';

interface Asked {
  readonly thought: string;
  readonly last: NextStepResponse | Fault;
  readonly requests: readonly ChatRequest[];
}

async function ask(script: Script, request: NextStepRequest): Promise<Asked> {
  await using server = await startModelServer(script, { imagesFirst: true });
  await using vlm = openVlm({ ...defaultSettings, baseUrl: server.baseUrl, model: 'm' });
  const backend = jarvisevoBackend(vlm, { stepTimeoutMs: 20_000 });
  const responses: (NextStepResponse | Fault)[] = [];
  let thought = '';
  try {
    for await (const response of backend.nextStep(request, new AbortController().signal)) {
      if (response.type === 'thoughtDelta') thought += response.text;
      responses.push(response);
    }
  } catch (thrown) {
    responses.push(thrown as Fault);
  }
  expect(server.refusals).toEqual([]);
  return { thought, last: responses.at(-1)!, requests: server.requests };
}

const step = (literal: string, thought = 'It is dark.') =>
  says({ text: `<think> ${thought} </think>\n<tool_call> ${literal} </tool_call>` });
const answer = (score: string) => says({ text: `<think> Good. </think>\n<answer> ${score} </answer>` });
/** Widths of the pictures that a turn shows, and its words: which picture stands where. */
const turnsOf = (request: ChatRequest) =>
  request.messages.slice(1).map((message) => ({
    role: message.role,
    images: Array.isArray(message.content) ? message.content.filter(({ type }) => type === 'image_url').length : 0,
    words: wordsOf(message),
  }));

describe('a checkpoint in its own dialect', () => {
  it.each([
    ['JSON', '{"Exposure2012": 0.5, "Contrast2012": 10}'],
    ['a Python dict', "{'Exposure2012': 0.5, 'Contrast2012': 10}"],
    ['a Lua table', 'return { Exposure2012 = 0.5, Contrast2012 = 10 }'],
  ])('may write its parameters as %s', async (_, literal) => {
    const { last, thought, requests } = await ask([step(literal)], await requestOf('brighter'));
    expect(last).toMatchObject({
      type: 'decision',
      base: null,
      calls: [
        { tool: 'exposure', value: 0.5 },
        { tool: 'contrast', value: 10 },
      ],
    });
    expect(thought).toBe('It is dark.');
    const [first] = turnsOf(requests[0]!);
    expect(first).toEqual({
      ...{ role: 'user', images: 1, words: '<task_type>lightroom</task_type>. Instruction: brighter' },
    });
  });

  it('is shown every picture in its own turn, in order', async () => {
    const request = await requestOf('brighter', [
      [{ tool: 'exposure', value: 0.5 }],
      [{ tool: 'contrast', value: 10 }],
    ]);
    const { requests } = await ask([step('{"Vibrance": 12}')], request);
    expect(turnsOf(requests[0]!)).toMatchObject([
      { role: 'user', images: 1 },
      {
        role: 'assistant',
        words: '<state>processing</state><think> Thought 1. </think>\n<tool_call> {"Exposure2012":0.5} </tool_call>',
      },
      { role: 'user', images: 1, words: 'Image after step 1 of editing.' },
      { role: 'assistant', words: expect.stringContaining('{"Contrast2012":10}') },
      { role: 'user', images: 1, words: 'Image after step 2 of editing.' },
    ]);
  });

  it('takes a parameter back by giving its default', async () => {
    const request = await requestOf('softer', [[{ tool: 'contrast', value: 30 }]]);
    const { last } = await ask([step('{"Contrast2012": 0, "Clarity2012": -10}')], request);
    expect(last).toMatchObject({
      calls: [
        { tool: 'contrast', value: 0 },
        { tool: 'clarity', value: -10 },
      ],
    });
  });

  it('is asked for its evaluation after the last step, and its score is read as it writes it', async () => {
    const request = await requestOf('brighter', [[{ tool: 'exposure', value: 0.5 }]], { stepsMax: 1 });
    const { last, requests } = await ask([answer('{"Overall assessment score": "4.56"}')], request);
    expect(turnsOf(requests[0]!).at(-1)).toMatchObject({
      images: 1,
      words: 'Lightroom editing completed. Please evaluate the results.',
    });
    expect(last).toMatchObject({
      type: 'finish',
      finish: { selfScore: { aesthetic: 4.56, instruction: 4.56 }, missed: [] },
    });
  });

  it('may say that it is finished, and is then asked for its score', async () => {
    const request = await requestOf('brighter', [[{ tool: 'exposure', value: 0.5 }]]);
    const finished = says({ text: '<state>finished</state><think> Done. </think>' });
    const { last, requests } = await ask([finished, answer('{"Overall assessment score": "2.5"}')], request);
    expect(requests).toHaveLength(2);
    // Under 3 the released script would reflect, had its score been read.
    expect(last).toMatchObject({ type: 'finish', finish: { missed: ['brighter'], selfScore: { aesthetic: 2.5 } } });
  });

  it('is never given a score that it did not write', async () => {
    const request = await requestOf('brighter', [[{ tool: 'exposure', value: 0.5 }]], { stepsMax: 1 });
    const { last, requests } = await ask(() => answer('a strong 4.5, I would say'), request);
    expect(requests).toHaveLength(3);
    expect(last).toMatchObject({ code: 'model.badReply' });
  });

  it('is told what was wrong with its call, twice at most, and then the step fails', async () => {
    const good = await ask(
      [step('{"Exposure2012": '), step('{}'), step('{"Exposure2012": 0.4}')],
      await requestOf('brighter'),
    );
    expect(good.last).toMatchObject({ type: 'decision', calls: [{ tool: 'exposure', value: 0.4 }] });
    expect(turnsOf(good.requests[1]!).at(-1)!.words).toContain('cannot be read');
    const bad = await ask(() => says({ text: 'no tags at all' }), await requestOf('brighter'));
    expect(bad.last).toMatchObject({ code: 'model.badReply' });
    const cut = await ask(
      () => says({ text: '<think>a</think><tool_call>{"Tint"', finishReason: 'length' }),
      await requestOf('brighter'),
    );
    expect(cut.last).toMatchObject({ code: 'model.badReply' });
  });

  it('says aloud what of its call is not carried out', async () => {
    const { last, thought } = await ask([step('{"Shadows2012": 500, "Sparkle": 3}')], await requestOf('brighter'));
    expect(last).toMatchObject({ calls: [{ tool: 'shadows', value: 100 }] });
    expect(thought).toMatch(/Not carried out: .*500 is out of range.*There is no parameter Sparkle/s);
  });

  it('that goes in circles is asked for its evaluation', async () => {
    const request = await requestOf('brighter', [[{ tool: 'exposure', value: 0.5 }]]);
    const { last, requests } = await ask(
      [step('{"Exposure2012": 0.5}'), answer('{"Overall assessment score": "3.9"}')],
      request,
    );
    expect(turnsOf(requests[1]!).at(-1)!.words).toContain('Please evaluate the results.');
    expect(last).toMatchObject({ type: 'finish', finish: { selfScore: { instruction: 3.9 } } });
  });

  it('that calls a wish generative is refused with that reason', async () => {
    const words = 'This is an AIGC-based image editing task; the original instructions will be preserved.';
    const { last } = await ask([step(words)], await requestOf('add a moon'));
    expect(last).toMatchObject({ code: 'instruction.notDevelopWork' });
  });

  it('reflects on the original with the parameters of its result', async () => {
    const request = await requestOf('warmer', [[{ tool: 'incrementalTemperature', value: 5 }]], {
      rounds: [roundOf(0)],
    });
    const reply = says({
      text: '<think> Too cold. </think>\n<tool_call> {"WhiteBalance": "Custom", "IncrementalTemperature": 20} </tool_call>\n<answer> {"Overall assessment score": "4"} </answer>',
    });
    const { last, requests } = await ask([reply], request);
    const [user] = turnsOf(requests[0]!);
    expect(user).toMatchObject({ images: 2 });
    expect(user!.words).toContain('5. Historical Parameters (LUA): return');
    expect(user!.words).toContain('IncrementalTemperature = 5');
    if (!('type' in last) || last.type !== 'decision') throw new Error('It decides.');
    expect(last.base).toEqual(emptyRecipe);
    const made = applyCalls(last.base!, last.calls, { photoKind: 'rendered', notRendered: () => undefined });
    expect(made.recipe.settings).toMatchObject({ incrementalTemperature: 20 });
  });

  it('is shown nothing after the original where that is withheld', async () => {
    const request = await requestOf('brighter', [[{ tool: 'exposure', value: 0.5 }]], { textOnly: true });
    const { requests } = await ask([step('{"Vibrance": 12}')], request);
    expect(turnsOf(requests[0]!).map(({ images }) => images)).toEqual([1, 0, 0]);
  });
});
