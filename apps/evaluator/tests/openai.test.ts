import { encodeImage } from '@safelight/codec';
import { createClient, silentLogger, type Client } from '@safelight/service-kit';
import { defaultSettings, type VlmSettings } from '@safelight/vlm';
import { cutsOff, nonsense, says, startModelServer, type ModelServer, type Script } from '@safelight/vlm/testing';
import { evaluatorContract } from '@safelight/wire';
import { afterEach, describe, expect, it } from 'vitest';
import type { Style } from '../src/config/judge.ts';
import { startEvaluator } from '../src/index.ts';
import { make } from './pictures.ts';

const png = (shade: number): Promise<Uint8Array> =>
  encodeImage(
    make(40, 30, (x, y) => [shade, 4 * x, 6 * y]),
    { format: 'png' },
  );
const [before, first, second] = await Promise.all([png(90), png(120), png(200)]);

let open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.reverse()) await one[Symbol.asyncDispose]();
  open = [];
});

interface Judge {
  readonly server: ModelServer;
  readonly client: Client<typeof evaluatorContract>;
}

/** The evaluator with a model that says what the script tells it. */
async function judge(script: Script, style: Style = 'grm', more: Partial<VlmSettings> = {}): Promise<Judge> {
  const server = await startModelServer(script);
  open.push(server);
  const retry = { ...defaultSettings.retry, attemptsMax: 1 };
  const vlm: VlmSettings = { ...defaultSettings, baseUrl: server.baseUrl, model: 'test-model', retry, ...more };
  const service = await startEvaluator({
    logger: silentLogger,
    judge: { standing: 'openai', openai: { vlm, style }, calibration: null },
  });
  open.push(service);
  const client = createClient(evaluatorContract, service.address);
  open.push({ [Symbol.asyncDispose]: () => Promise.resolve(client.close()) });
  return { server, client };
}

const reply = (value: unknown) => says({ text: JSON.stringify(value) });
const criterion = (axis: string, weight: number, score: number) => ({
  name: `${axis} ${weight}`,
  axis,
  weight,
  score,
  evidence: 'the wall is warmer',
});
const caseReply = {
  metrics: [criterion('instruction', 30, 8), criterion('instruction', 10, 4), criterion('aesthetic', 50, 6)],
  summary: 'Warmer, a little flat.',
};
const edit = { before, after: first, instruction: 'warmer' };

describe('a judgement by criteria of the case', () => {
  it('is the weighted mean of each axis, from 1 to 5', async () => {
    const { client, server } = await judge([reply(caseReply)]);
    const { evaluation } = await client.evaluate(edit);
    expect(evaluation.scores.instruction).toBeCloseTo(1 + 0.4 * (0.75 * 8 + 0.25 * 4), 9);
    expect(evaluation.scores.aesthetic).toBeCloseTo(1 + 0.4 * 6, 9);
    expect(evaluation.metrics.map(({ weight }) => weight)).toEqual([0.75, 0.25, 1]);
    expect(evaluation).toMatchObject({ evaluatorVersion: 'openai-grm/v1:test-model', rationale: caseReply.summary });
    expect(evaluation.confidence).toBeLessThan(1);
    expect(server.requests[0]!.response_format?.type).toBe('json_schema');
    expect(server.refusals).toEqual([]);
  });

  it('is asked for in the language of the instruction', async () => {
    const { client, server } = await judge([reply(caseReply)]);
    await client.evaluate({ ...edit, instruction: '暖一点' });
    expect(JSON.stringify(server.requests[0]!.messages[0])).toContain('Simplified Chinese');
  });
});

describe('a judgement by two marks of each side', () => {
  const marks = { success: 9, successEvidence: 'warm', restraint: 4, restraintEvidence: 'the sky changed too' };
  const looks = { naturalness: 8, naturalnessEvidence: 'fine', cleanness: 7, cleannessEvidence: 'a band' };
  it('counts the lower one, and shows the original only where it belongs', async () => {
    const { client, server } = await judge(
      ({ messages }) => reply(JSON.stringify(messages[0]).includes('picture editor') ? looks : marks),
      'viescore',
    );
    const { evaluation } = await client.evaluate(edit);
    expect(evaluation.scores).toEqual({ instruction: 1 + 0.4 * 4, aesthetic: 1 + 0.4 * 7 });
    expect(evaluation.rationale).toContain(Math.sqrt(4 * 7).toFixed(2));
    const pictures = server.requests.map(({ messages }) => JSON.stringify(messages).split('data:image').length - 1);
    expect(pictures.sort()).toEqual([1, 2]);
  });
});

describe('a reply that does not fit', () => {
  const bad = [
    ['prose', says({ text: 'I would give it an 8 out of 10.' })],
    [
      'a mark past 10',
      reply({ ...caseReply, metrics: [criterion('instruction', 1, 11), criterion('aesthetic', 1, 5)] }),
    ],
    [
      'a mark in words',
      reply({ ...caseReply, metrics: [criterion('instruction', 1, 'good' as never), criterion('aesthetic', 1, 5)] }),
    ],
    [
      'criteria of one axis alone',
      reply({ ...caseReply, metrics: [criterion('instruction', 1, 5), criterion('instruction', 1, 5)] }),
    ],
    ['nothing', says({ text: '' })],
  ] as const;

  it.each(bad)('as %s, is told to the model, and its better one counts', async (_, wrong) => {
    const { client, server } = await judge([wrong, says({ text: `\`\`\`json\n${JSON.stringify(caseReply)}\n\`\`\`` })]);
    expect((await client.evaluate(edit)).evaluation.scores.aesthetic).toBeCloseTo(3.4, 9);
    expect(JSON.stringify(server.requests[1]!.messages.at(-1))).toContain('cannot be used');
  });

  it.each(bad)('as %s, three times, is a failure and no score', async (_, wrong) => {
    const { client, server } = await judge([wrong, wrong, wrong]);
    await expect(client.evaluate(edit)).rejects.toMatchObject({ code: 'model.badReply' });
    expect(server.requests).toHaveLength(3);
  });

  it.each([
    ['nonsense', nonsense()],
    ['a stream that breaks', cutsOff({ text: JSON.stringify(caseReply) })],
  ])('as %s, is a failure of the model', async (_, wrong) => {
    const { client } = await judge([wrong]);
    await expect(client.evaluate(edit)).rejects.toMatchObject({ code: expect.stringMatching(/^model\./) as string });
  });
});

describe('a comparison by a model', () => {
  /** Judges every single edit alike; pairs as told. */
  const script =
    (better: (pictures: readonly string[]) => string): Script =>
    ({ messages }) => {
      const text = JSON.stringify(messages);
      const pictures = [...text.matchAll(/data:image\/jpeg;base64,([A-Za-z0-9+/=]+)/g)].map(([, data]) => data!);
      return reply(pictures.length === 3 ? { better: better(pictures), reason: 'the light' } : caseReply);
    };

  it('does not count a verdict that follows the place and not the picture', async () => {
    const { client, server } = await judge(script(() => 'first'));
    const { comparison, pairs } = await client.compare({ before, afters: [first, second], instruction: 'warmer' });
    expect(comparison.winRates).toEqual([0, 0]);
    expect(pairs).toMatchObject([{ one: 0, other: 1, winner: null }]);
    expect(pairs[0]!.evidence).toContain('order');
    expect(server.requests).toHaveLength(4);
  });

  it('counts the picture that wins in both places', async () => {
    const seen = new Map<string, number>();
    // Whichever of the two was the first one's second picture is the better one, wherever it stands.
    const { client } = await judge(
      script(([, one, other]) => {
        if (seen.size === 0) seen.set(other!, 1);
        return seen.has(one!) ? 'first' : 'second';
      }),
    );
    const { comparison } = await client.compare({ before, afters: [first, second], instruction: 'warmer' });
    expect([...comparison.winRates].sort()).toEqual([0, 1]);
    expect(comparison.order[0]).toBe(comparison.winRates.indexOf(1));
  });
});

describe('the choice of a back end', () => {
  it('is the request’s', async () => {
    const { client, server } = await judge([]);
    const { evaluation } = await client.evaluate({ ...edit, judge: { backend: 'metrics' } });
    expect(evaluation.evaluatorVersion).toBe('metrics/2+ranker-1');
    expect(server.requests).toHaveLength(0);
  });

  it('that is not configured is refused by name', async () => {
    const service = await startEvaluator({ logger: silentLogger });
    open.push(service);
    const client = createClient(evaluatorContract, service.address);
    await expect(client.evaluate({ ...edit, judge: { backend: 'openai' } })).rejects.toMatchObject({
      code: 'config.invalid',
      field: 'judge.backend',
    });
    client.close();
  });
});
