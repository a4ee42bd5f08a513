/**
 * One turn, from wherever its log stands to its end: its candidates run, the best one wins. Going on after a crash is not
 * a path of its own: an undisturbed turn sees nothing that a resumed one does not, and a runner that dies loses at most
 * the stride that each candidate was in.
 */
import type { SessionEventBody } from '@safelight/core';
import { Fault, toFault } from '@safelight/core';
import type { TenantContext } from '../context.ts';
import { turnFailed, turnFinished, turnStarted } from '../events.ts';
import { gatewayLimits } from '../limits.ts';
import { currentRecipe } from '../store/log.ts';
import { addOutbox, trajectoryKey } from '../store/outbox.ts';
import { addImage } from '../store/photos.ts';
import type { TurnRow } from '../store/schema.ts';
import { getSessionPhoto } from '../store/sessions.ts';
import { appendUnderLease, optionsOf } from '../store/turns.ts';
import type { Lease } from '../store/turns.ts';
import { compare, judgedOf } from './compare.ts';
import { historyOf } from './history.ts';
import { candidateOf, keptRound, lastObservation } from './progress.ts';
import type { TurnProgress } from './progress.ts';
import { commit, observe, TurnLog } from './run.ts';
import type { Run } from './run.ts';
import { runCandidate } from './runCandidate.ts';

/** Brings the turn to `turn.finished` or `turn.failed`. @throws when it was stopped, or lost its lease */
export async function runTurn(context: TenantContext, turn: TurnRow, lease: Lease, signal: AbortSignal): Promise<void> {
  try {
    const run: Run = {
      ...{ context, turn, lease, signal, options: optionsOf(turn), log: new TurnLog(context.store, turn.id) },
      photo: await getSessionPhoto(context.store, turn.session_id),
      history: await historyOf(context.store, turn),
    };
    if (turn.attempt > gatewayLimits.turnAttemptsCount) throw tooManyAttempts();
    await start(run);
    await runGroup(run);
    await compare(run);
    await finish(run);
  } catch (error) {
    const fault = toFault(error);
    if (signal.aborted || fault.code === 'turn.conflict') throw fault;
    await fail(context, turn, lease, fault);
  }
}

/** Sees the original, unless an earlier attempt has. */
async function start(run: Run): Promise<void> {
  const { context, turn, log } = run;
  turnStarted(context.logger, turn);
  const { original: seen } = await log.read();
  const see = async () => observe(run, { recipe: await currentRecipe(context.store, turn.session_id) });
  const { observation, changes } = seen === null ? await see() : { observation: seen, changes: {} };
  const body: SessionEventBody = {
    ...{ type: 'turn.started', turnId: turn.id, attempt: turn.attempt, original: observation },
  };
  return commit(run, body, changes, (unit) => addImage(unit, observation.image));
}

/** Runs all candidates, a few at once: they share the sandbox. The first failure of the turn stops them all. */
async function runGroup(run: Run): Promise<void> {
  const stopping = new AbortController();
  const group = { ...run, signal: AbortSignal.any([run.signal, stopping.signal]) };
  const waiting = Array.from({ length: run.options.candidates }, (_, index) => index);
  const failures: unknown[] = [];
  const work = async (): Promise<void> => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) await runCandidate(group, index);
  };
  await Promise.all(
    Array.from({ length: gatewayLimits.candidatesInFlightCount }, () =>
      work().catch((error: unknown) => {
        failures.push(error);
        stopping.abort(error);
      }),
    ),
  );
  if (failures.length > 0) throw failures[0];
}

async function finish(run: Run): Promise<void> {
  const { turn } = run;
  const progress = await run.log.read();
  if (progress.result !== null) return;
  const judged = judgedOf(run, progress);
  const [only] = judged;
  if (only === undefined) throw failureOf(progress);
  const winner = candidateOf(progress, progress.comparison?.order[0] ?? only);
  const { finish: end, evaluation } = keptRound(winner)!;
  const { recipe, image } = lastObservation(winner);
  const { scores } = evaluation;
  const body: SessionEventBody = {
    ...{ type: 'turn.finished', turnId: turn.id, recipe, image, scores, candidate: winner.index },
  };
  const changes = { state: 'succeeded', finish: JSON.stringify(end), scores: JSON.stringify(scores) } as const;
  await commit(run, body, changes, async (unit) => {
    for (const index of judged) await addOutbox(unit, 'trajectories', trajectoryKey(turn.id, index));
  });
  turnFinished(run.context.logger, turn, winner, scores);
}

/** Why nothing came of the turn: what the first of its candidates met. */
function failureOf({ candidates }: TurnProgress): Fault {
  const failure = candidates.find((one) => one.failure !== null)?.failure;
  if (failure === undefined || failure === null) throw new Error('No candidate was judged, and none has failed.');
  return new Fault(failure.code, failure.message);
}

async function fail(context: TenantContext, turn: TurnRow, lease: Lease, fault: Fault): Promise<void> {
  const failure = { code: fault.code, message: fault.message, retryable: fault.retryable };
  await context.store.write((unit) =>
    appendUnderLease(unit, lease, [{ type: 'turn.failed', turnId: turn.id, ...failure }], {
      state: 'failed',
      failure: JSON.stringify(failure),
    }),
  );
  turnFailed(context.logger, turn, fault);
}

function tooManyAttempts(): Fault {
  const count = gatewayLimits.turnAttemptsCount;
  return new Fault(
    'internal',
    `The turn was started ${count} times without reaching its end. Look into the log before asking again.`,
  );
}
