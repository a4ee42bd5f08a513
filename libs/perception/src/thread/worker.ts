/** Looks at pictures for another thread. Runs as a worker thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { toFault } from '@safelight/core';
import { openPerception, type PerceptionOptions } from '../perception.ts';
import type { Answer, Question } from './messages.ts';

const perception = await openPerception(workerData as PerceptionOptions);
const running = new Map<number, AbortController>();

const answer = (message: Answer): void => parentPort!.postMessage(message);

async function find({ id, picture, mask }: Extract<Question, { type: 'find' }>): Promise<void> {
  const abort = new AbortController();
  running.set(id, abort);
  try {
    answer({ id, matte: await perception.find(picture, mask, abort.signal) });
  } catch (thrown) {
    const { code, message, field, detail } = toFault(thrown);
    answer({ id, fault: { code, message, field, detail } });
  } finally {
    running.delete(id);
  }
}

parentPort!.on('message', (question: Question) => {
  if (question.type === 'cancel') running.get(question.id)?.abort();
  else void find(question);
});
