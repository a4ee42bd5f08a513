import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { askForJson, type Question } from '../src/index.ts';
import { says, type ServedReply } from '../src/testing/index.ts';
import { faultOf, never, openBench } from './support.ts';

const question: Question<{ mark: number }> = {
  prompt: 'Give a mark.',
  parts: [{ type: 'text', text: 'Here it is.' }],
  name: 'mark',
  reply: z.object({ mark: z.number().min(0).max(10) }),
  failureMessage: 'There is no mark. Ask somebody else.',
};
const good = says({ text: '{"mark": 7}' });

/** The answer after these replies, and what the model was told last. */
async function asked(replies: readonly ServedReply[]) {
  await using bench = await openBench(replies);
  const answer = await askForJson(bench.vlm, question, never());
  expect(bench.server.requests).toHaveLength(replies.length);
  return { answer, told: JSON.stringify(bench.server.requests.at(-1)!.messages.at(-1)) };
}

describe('askForJson', () => {
  it('sends the schema of the reply and takes an object that fits', async () => {
    await using bench = await openBench([good]);
    expect(await askForJson(bench.vlm, question, never())).toEqual({ mark: 7 });
    const sent = bench.server.requests[0]!.response_format as { json_schema: { name: string; schema: object } };
    expect(sent.json_schema).toMatchObject({ name: 'mark', schema: { required: ['mark'] } });
  });

  it.each([
    ['a fence', '```json\n{"mark": 7}\n```'],
    ['thoughts', '<think>{"mark": 1}</think>\n{"mark": 7}'],
    ['thoughts whose begin was cut', 'so be it</think>```\n{"mark": 7}```'],
  ])('reads an object that stands within or behind %s', async (_, text) => {
    expect((await asked([says({ text })])).answer).toEqual({ mark: 7 });
  });

  it.each([
    ['prose', says({ text: 'Seven!' }), 'It is no JSON.'],
    ['nothing', says({ text: '' }), 'It is no JSON.'],
    ['a value out of bounds', says({ text: '{"mark": 70}' }), 'mark: '],
    ['a reply that was cut off', says({ text: '{"mark": 7}', finishReason: 'length' }), 'Be shorter.'],
  ])('tells the model what is wrong with %s', async (_, wrong, problem) => {
    const { answer, told } = await asked([wrong, good]);
    expect(answer).toEqual({ mark: 7 });
    expect(told).toContain(problem);
  });

  it('gives up after two repairs with the text of who asked, and keeps the reason for the log', async () => {
    await using bench = await openBench(() => says({ text: 'Seven!' }));
    const fault = await faultOf(askForJson(bench.vlm, question, never()));
    expect(fault).toMatchObject({ code: 'model.badReply', message: question.failureMessage });
    expect(fault.detail).toBe('mark: It is no JSON.');
    expect(bench.server.requests).toHaveLength(3);
  });
});
