/** Runs one session of a model for its owner. Runs as a worker thread, because the runtime's `run` blocks its thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { fromOrt, openSession, toOrt, type InferenceSession } from '@safelight/inference-client/runtime';
import { signatureOf } from './describe.ts';
import type { Opening, Run, Signature, Told } from './messages.ts';

// Node's binding interface knows no Float16Array, so the runtime would read such a tensor as empty; on a thread without the
// class it takes the same bits as Uint16Array.
Reflect.deleteProperty(globalThis, 'Float16Array');

const tell = (told: Told, transfer: ArrayBuffer[] = []): void => parentPort!.postMessage(told, transfer);
const { path, intraOpThreads, interOpThreads } = workerData as Opening;

let area = new SharedArrayBuffer(0);

async function run(session: InferenceSession, signature: Signature, asked: Run): Promise<void> {
  area = asked.area ?? area;
  const began = performance.now();
  const feeds = signature.inputs.map(({ name, datatype }, index) => {
    const { offset, sizeBytes, shape } = asked.inputs[index]!;
    // The runtime reads the bytes where they lie; its types know no shared memory, its code does not care.
    return [name, toOrt({ datatype, shape, data: new Uint8Array(area, offset, sizeBytes) }, name)] as const;
  });
  const names = asked.outputs.map((index) => signature.outputs[index]!.name);
  const results = await session.run(Object.fromEntries(feeds), names);
  const inferMs = performance.now() - began;
  const outputs = names.map((name) => fromOrt(results[name]!));
  tell({ type: 'ran', outputs, inferMs }, [...new Set(outputs.map(({ data }) => data.buffer as ArrayBuffer))]);
}

try {
  const session = await openSession(path, { intraOp: intraOpThreads, interOp: interOpThreads });
  const signature = signatureOf(session);
  parentPort!.on('message', (asked: Run) => {
    run(session, signature, asked).catch((thrown: unknown) =>
      tell({ type: 'failed', message: String((thrown as Error).message) }),
    );
  });
  tell({ type: 'opened', signature });
} catch (thrown) {
  tell({ type: 'refused', message: String((thrown as Error).message) });
}
