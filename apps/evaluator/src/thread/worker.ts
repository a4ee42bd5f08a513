/** The judge's thread: one edit after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { Fault, toFault } from '@safelight/core';
import type { RemoteModels } from '@safelight/inference-client';
import { understand } from '@safelight/intent';
import { caseOf, judge, requireMeasurable } from '../evaluate.ts';
import type { Edit } from '../backend/backend.ts';
import { Looks } from '../picture/looks.ts';
import type { Picture } from '../picture/picture.ts';
import { committedModel, Ranker } from '../ranker/ranker.ts';
import type { Answer, Question } from './messages.ts';
import { Seer } from './sight.ts';

const looks = new Looks();
const models = workerData as RemoteModels | undefined;
const seer = new Seer(models);
const ranker = new Ranker(committedModel, models);

async function evaluate(edit: Edit) {
  // The sentence is cheap to check, pictures are not.
  const intent = await understand(edit.instruction);
  if (edit.settings === undefined) requireMeasurable(intent);
  const before = await look(edit, 'before');
  const after = await look(edit, 'after');
  const sight = await seer.look(intent, before, after);
  return judge(caseOf(intent, before, after, sight, edit.settings), edit.instruction, ranker);
}

/** Names which of the two pictures is to blame. */
async function look(edit: Edit, field: 'before' | 'after'): Promise<Picture> {
  try {
    return await looks.at(edit[field], edit.tenant);
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    throw new Fault(thrown.code, `The "${field}" picture: ${thrown.message}`, { field, cause: thrown });
  }
}

const port = parentPort!;
port.on('message', ({ id, edit }: Question) => {
  void evaluate(edit).then(
    (evaluation) => port.postMessage({ id, evaluation } satisfies Answer),
    (thrown: unknown) => {
      const { code, message, field, detail } = toFault(thrown);
      port.postMessage({ id, fault: { code, message, field, detail } } satisfies Answer);
    },
  );
});
