import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Fault } from '@safelight/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { committedModel, WishNetwork } from './classifier/network.ts';
import { readInstruction } from './read.ts';
import { guessedPartsMax, guessedSize, understand } from './understand.ts';

const unreachable = (): Promise<WishNetwork> => Promise.reject(new Error('The network must not be asked.'));

describe('an instruction in words that the lexicon lacks', () => {
  it.each([
    ['I can hardly see anything', 'lightness', 1],
    ['every pore shows', 'texture', -1],
    ['像蒙了一层纱', 'haze', -1],
    ['谁把灯关了', 'lightness', 1],
  ] as const)('is guessed: %s', async (text, axis, sign) => {
    expect(readInstruction(text).goals).toEqual([]);
    const { goals, guessed, notUnderstood } = await understand(text);
    expect(goals.map((goal) => [goal.axis, Math.sign(goal.amount)])).toContainEqual([axis, sign]);
    expect(guessed[0]?.source).toBe(text);
    expect(notUnderstood).toEqual([]);
  });

  it('is guessed for the part of the picture that it is about', async () => {
    const { goals } = await understand('脸上反光');
    expect(goals).toMatchObject([{ axis: 'highlights', region: { kind: 'matte', name: 'face' } }]);
  });

  it('is done at moderate strength and says what it was taken for, in the language it was written in', async () => {
    const english = await understand('I can hardly see anything');
    expect(english.goals[0]?.amount).toBe(guessedSize);
    expect(english.guessed).toEqual([{ source: 'I can hardly see anything', meaning: 'brighter' }]);
    expect((await understand('谁把灯关了')).guessed).toEqual([{ source: '谁把灯关了', meaning: '更亮' }]);
  });

  it('stays not understood when the network is not sure', async () => {
    for (const text of ['flibbertigibbet', 'where was this taken', '你是谁'])
      expect(await understand(text)).toEqual(readInstruction(text));
  });

  it('that asks for new things is refused, not guessed', async () => {
    const { goals, notDevelopWork } = await understand('dress her in a kimono');
    expect(goals).toEqual([]);
    expect(notDevelopWork).toHaveLength(1);
  });
});

describe('what the lexicon read', () => {
  it.each(['warmer', 'golden hour, not too warm', '亮一点', 'remove the tourist'])(
    'needs no network when nothing is left over: %s',
    async (text) => {
      expect(await understand(text, [], unreachable)).toEqual(readInstruction(text));
    },
  );

  it('stands beside a guess, and a guess never turns it', async () => {
    const { goals } = await understand('make it darker, I can hardly see anything');
    expect(goals.filter(({ axis }) => axis === 'lightness').map(({ amount }) => Math.sign(amount))).toEqual([-1]);
  });

  it('about a thing without a matte is not guessed onto the whole photo', async () => {
    expect(await understand('make the car brighter')).toEqual(readInstruction('make the car brighter'));
  });
});

it('no more parts are guessed than the limit', async () => {
  const text = Array.from({ length: guessedPartsMax + 5 }, (_, index) => `I can hardly see anything ${index}`).join(
    '. ',
  );
  const asked: string[] = [];
  const network = await WishNetwork.open(committedModel);
  await understand(text, [], () =>
    Promise.resolve({
      answer: (part: string) => {
        asked.push(part);
        return network.answer(part);
      },
    } as WishNetwork),
  );
  expect(asked.length).toBe(guessedPartsMax);
});

describe('a model file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'safelight-wishes-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const broken = expect.objectContaining({ code: 'model.broken' }) as Fault;
  const opened = (name: string): Promise<WishNetwork> => WishNetwork.open(pathToFileURL(join(folder, name)));

  it('that is missing is a fault, and so is the instruction that needs it', async () => {
    await expect(opened('nowhere.onnx')).rejects.toThrow(broken);
    await expect(understand('I can hardly see anything', [], () => opened('nowhere.onnx'))).rejects.toThrow(broken);
  });

  it('that is broken is a fault', async () => {
    await writeFile(join(folder, 'noise.onnx'), 'not a network');
    await expect(opened('noise.onnx')).rejects.toThrow(broken);
  });

  it('of another network is a fault', async () => {
    await copyFile(new URL('../../perception/models/eye.onnx', import.meta.url), join(folder, 'eye.onnx'));
    await expect(opened('eye.onnx')).rejects.toThrow(broken);
  });
});
