import { join } from 'node:path';
import { perceptron, temporaryRepository } from '@safelight/inference-client/testing';
import { expect, it, vi } from 'vitest';
import { ThreadInstance } from './threadInstance.ts';

it('ends a thread whose run takes too long, says so to who asked, and takes no more', async () => {
  await using repository = await temporaryRepository({ slow: { model: perceptron(512, 20) } });
  const path = join(repository.path, 'slow/1/model.onnx');
  await using instance = await ThreadInstance.open({ path, intraOpThreads: 1, interOpThreads: 1 }, 1);
  const onDeath = vi.fn<() => void>();
  instance.onDeath(onDeath);
  // 512 rows are 5 GFLOP: more than any processor does in a millisecond on one thread.
  const inputs = [{ shape: [512, 512], pieces: [new Uint8Array(512 * 512 * 4)] }];
  await expect(instance.run(inputs, [0])).rejects.toMatchObject({ code: 'engine.stuck' });
  expect([instance.isAlive, onDeath.mock.calls.length]).toEqual([false, 1]);
  await expect(instance.run(inputs, [0])).rejects.toMatchObject({ code: 'engine.stuck' });
});

it('says why a file is no model', async () => {
  await using repository = await temporaryRepository({ none: { model: Uint8Array.of(1, 2, 3) } });
  const path = join(repository.path, 'none/1/model.onnx');
  const opened = ThreadInstance.open({ path, intraOpThreads: 1, interOpThreads: 1 }, 1_000);
  await expect(opened).rejects.toMatchObject({ code: 'model.broken' });
});
