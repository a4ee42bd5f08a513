/**
 * One turn, from wherever its log stands to its end: its candidates run, the best one wins. Going on after a crash is not
 * a path of its own: an undisturbed turn sees nothing that a resumed one does not, and a runner that dies loses at most
 * the stride that each candidate was in.
 */
import { Fault, toFault } from '@safelight/core';
import type { SessionEventBody } from '@safelight/core';
import { quotaLeft } from '../auth/quota.ts';
import type { TenantContext } from '../context.ts';
import { turnFailed, turnFinished, turnStarted, turnStopped } from '../events.ts';
import { gatewayLimits } from '../limits.ts';
import { addOutbox, trajectoryKey } from '../store/outbox.ts';
import { addImage } from '../store/photos.ts';
import type { TurnRow } from '../store/schema.ts';
import { getSessionPhoto } from '../store/sessions.ts';
import { currentRecipe } from '../store/states.ts';
import { checkGoesOn, lockUnderLease } from '../store/turnLeases.ts';
import type { Lease } from '../store/turnLeases.ts';
import { optionsOf } from '../store/turns.ts';
import { compare, judgedOf } from './compare.ts';
import { endTurn } from './ending.ts';
import { historyOf } from './history.ts';
import { passes } from './ours.ts';
import { patient } from './patient.ts';
import { inPhase } from './phase.ts';
import { candidateOf, keptRound, lastObservation } from './progress.ts';
import type { TurnProgress } from './progress.ts';
import { commit, observe, writeOnce } from './run.ts';
import type { Run } from './run.ts';
import { runCandidate } from './runCandidate.ts';
import { TurnLog } from './turnLog.ts';
import { withinQuota } from './usage.ts';

export interface RunSignals {
  /** Ends the work at hand. Its reason `turn.canceled` or `turn.expired` ends the turn, any other leaves it. */
  readonly work: AbortSignal;
  /** The turn is no longer ours to write for. */
  readonly lost: AbortSignal;
}

/**
 * Brings the turn to its end.
 * @throws when it was left before: the runner stops, the lease is lost, or what the work needs is away for now
 */
export async function runTurn(context: TenantContext, turn: TurnRow, lease: Lease, signals: RunSignals): Promise<void> {
  const { work: signal, lost } = signals;
  const ending = { context, turn, lease, signal: lost };
  try {
    const waiting = patient({ context, turn, signal });
    const options = withinQuota(optionsOf(turn), await quotaLeft(waiting));
    const run: Run = {
      ...{ context: waiting, turn, lease, signal, options, log: new TurnLog(waiting.store, turn.id) },
      photo: await getSessionPhoto(waiting.store, turn.session_id),
      history: await historyOf(waiting.store, turn),
    };
    if (turn.attempt - turn.releases > gatewayLimits.turnAttemptsCount) throw tooManyAttempts();
    await start(run);
    await runGroup(run);
    await inPhase('compare', () => compare(run));
    await finish(run);
  } catch (error) {
    const fault = toFault(signal.reason instanceof Fault ? signal.reason : error);
    if (fault.code === 'turn.canceled') return stop(ending, 'request');
    if (fault.code === 'turn.expired') return stop(ending, 'deadline');
    const isLeft = signal.aborted || fault.code === 'turn.conflict';
    if (isLeft || (passes(fault.code) && turn.releases < gatewayLimits.turnReleasesCount)) throw fault;
    await fail(ending, fault);
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
  const result = { recipe, image, scores, candidate: winner.index };
  const body = { type: 'turn.finished', turnId: turn.id, ...result } as const;
  await writeOnce(run, body, async (unit) => {
    const row = await lockUnderLease(unit, run.lease);
    checkGoesOn(row, unit.now);
    for (const index of judged) await addOutbox(unit, 'trajectories', trajectoryKey(turn.id, index));
    await endTurn(unit, row, body, { finish: JSON.stringify(end), scores: JSON.stringify(scores) });
  });
  turnFinished(run.context.logger, turn, winner, scores);
}

/** Why nothing came of the turn: what the first of its candidates met. */
function failureOf({ candidates }: TurnProgress): Fault {
  const failure = candidates.find((one) => one.failure !== null)?.failure;
  if (failure === undefined || failure === null) throw new Error('No candidate was judged, and none has failed.');
  return new Fault(failure.code, failure.message);
}

type Ending = Pick<Run, 'context' | 'turn' | 'lease' | 'signal'>;

async function fail(run: Ending, fault: Fault): Promise<void> {
  const { code, message, retryable } = fault;
  const failure = { code, message, retryable };
  const body = { type: 'turn.failed', turnId: run.turn.id, ...failure } as const;
  await writeOnce(run, body, async (unit) =>
    endTurn(unit, await lockUnderLease(unit, run.lease), body, { failure: JSON.stringify(failure) }),
  );
  turnFailed(run.context.logger, run.turn, fault);
}

async function stop(run: Ending, reason: 'request' | 'deadline'): Promise<void> {
  const body = { type: 'turn.canceled', turnId: run.turn.id, reason } as const;
  await writeOnce(run, body, async (unit) => endTurn(unit, await lockUnderLease(unit, run.lease), body));
  turnStopped(run.context.logger, run.turn, reason);
}

function tooManyAttempts(): Fault {
  const count = gatewayLimits.turnAttemptsCount;
  return new Fault(
    'internal',
    `The turn was started more than ${count} times without reaching its end. Look into the log before asking again.`,
  );
}
