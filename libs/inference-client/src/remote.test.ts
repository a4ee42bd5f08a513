/** The remote driver against a server that misbehaves in every way that a server of models can. */
import { Fault, float32Tensor, type NamedTensor } from '@safelight/core';
import { implement, noSecurity, silentLogger, startService, type Handlers } from '@safelight/service-kit';
import { inferenceContract } from '@safelight/wire/inference';
import { describe, expect, it } from 'vitest';
import { openModels, remoteModels } from './index.ts';

type Infer = Handlers<typeof inferenceContract>['modelInfer'];

async function asked(modelInfer: Infer, signal?: AbortSignal) {
  const never = () => Promise.reject(new Error('not asked'));
  const others = Object.fromEntries(Object.keys(inferenceContract.methods).map((name) => [name, never]));
  const handlers = { ...others, modelInfer } as unknown as Handlers<typeof inferenceContract>;
  const implementations = [implement(inferenceContract, handlers)];
  await using service = await startService({ name: 'fake', implementations, logger: silentLogger, probes: false });
  await using models = await openModels({ files: {} }, remoteModels(service.address, noSecurity));
  return await models.infer('sky', { image: float32Tensor(Float32Array.of(1, 2), [1, 2]) }, { signal });
}
const answer = (...outputs: NamedTensor[]) => ({ modelName: 'sky', modelVersion: '1', id: '', outputs });
const mask = (...values: number[]): NamedTensor => ({
  name: 'mask',
  ...float32Tensor(Float32Array.from(values), [1, 2]),
});

describe('models on a server', () => {
  it('get the tensors that were given and give back those of the server', async () => {
    const outputs = await asked(async ({ modelName, inputs }) => {
      expect(modelName).toBe('sky');
      expect(inputs).toMatchObject([{ name: 'image', datatype: 'FP32', shape: [1, 2] }]);
      return answer({ ...inputs[0]!, name: 'mask' });
    });
    expect(new Uint8Array(outputs['mask']!.data)).toEqual(new Uint8Array(Float32Array.of(1, 2).buffer));
  });

  it.each([
    ['NaN', () => answer(mask(1, Number.NaN))],
    ['fewer bytes than the shape says', () => answer({ ...mask(1, 2), shape: [1, 3] })],
  ])('are not believed when they answer %s', async (_, nonsense) => {
    await expect(asked(async () => nonsense())).rejects.toMatchObject({ code: 'model.badReply' });
  });

  it('are asked again when they are busy, and not when they refuse', async () => {
    let tries = 0;
    const busyOnce: Infer = async () => {
      if (tries++ === 0) throw new Fault('request.tooMany', 'Exceeds maximum queue size.');
      return answer(mask(1, 2));
    };
    await expect(asked(busyOnce)).resolves.toHaveProperty('mask');
    expect(tries).toBe(2);
    tries = 0;
    const refusing: Infer = async () => {
      tries++;
      throw new Fault('tensor.invalid', 'unexpected shape', { field: 'image' });
    };
    await expect(asked(refusing)).rejects.toMatchObject({ code: 'tensor.invalid', field: 'image' });
    expect(tries).toBe(1);
  });

  it('are left when the caller gives up, although they hang', async () => {
    const abort = new AbortController();
    const hanging: Infer = (_request, { signal }) => {
      abort.abort();
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    };
    await expect(asked(hanging, abort.signal)).rejects.toMatchObject({ code: 'request.canceled' });
  });

  it('are told apart from none at all', async () => {
    await using models = await openModels({ files: {} }, remoteModels('127.0.0.1:1', noSecurity));
    await expect(models.infer('sky', {})).rejects.toMatchObject({ code: 'service.unavailable' });
  });
});

describe('models in this process', () => {
  it('say which file cannot be used', async () => {
    await using models = await openModels(
      { files: { broken: new URL('./remote.test.ts', import.meta.url) } },
      undefined,
    );
    await expect(models.infer('broken', {})).rejects.toMatchObject({ code: 'model.broken' });
    await expect(models.infer('other', {})).rejects.toMatchObject({ code: 'model.notFound' });
  });
});
