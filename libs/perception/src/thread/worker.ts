/** Looks at pictures for another thread. Runs as a worker thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { toFault } from '@safelight/core';
import { openPerception, type PerceptionOptions } from '../perception.ts';
import type { Answer, Question } from './messages.ts';

const perception = await openPerception(workerData as PerceptionOptions);
const running = new Map<number, AbortController>();

const answer = (message: Answer): void => parentPort!.postMessage(message);

async function look(question: Exclude<Question, { type: 'cancel' }>): Promise<void> {
  const { id, picture } = question;
  const abort = new AbortController();
  running.set(id, abort);
  try {
    const { signal } = abort;
    const seen =
      question.type === 'find'
        ? await perception.find(picture, question.mask, signal)
        : await perception.describe(picture, signal);
    answer({ id, answer: seen });
  } catch (thrown) {
    const { code, message, field, detail } = toFault(thrown);
    answer({ id, fault: { code, message, field, detail } });
  } finally {
    running.delete(id);
  }
}

parentPort!.on('message', (question: Question) => {
  if (question.type === 'cancel') running.get(question.id)?.abort();
  else void look(question);
});
