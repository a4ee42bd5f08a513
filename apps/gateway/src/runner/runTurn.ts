/**
 * One turn, from wherever its log stands to its end. Each stride begins by reading the log and ends in one committed
 * append, so a runner that dies loses at most the stride it was in. Going on after a crash is not a path of its own:
 * an undisturbed turn sees nothing that a resumed one does not.
 */
import type { Observation, Recipe, SessionEventBody } from '@safelight/core';
import { Fault, toFault } from '@safelight/core';
import { proxyOutput, renderPhoto, validateCalls } from '../darkroom.ts';
import type { GatewayContext } from '../context.ts';
import { turnFailed, turnFinished, turnRetries, turnStarted } from '../events.ts';
import { gatewayLimits } from '../limits.ts';
import { withRetries } from '../retry.ts';
import { currentRecipe, readTurnEvents } from '../store/log.ts';
import { addOutbox } from '../store/outbox.ts';
import { addImage } from '../store/photos.ts';
import type { PhotoRow, TurnRow } from '../store/schema.ts';
import { getSessionPhoto } from '../store/sessions.ts';
import type { Unit } from '../store/store.ts';
import { appendUnderLease } from '../store/turns.ts';
import type { Lease, TurnChanges } from '../store/turns.ts';
import { decide } from './decide.ts';
import { lastObservation, progressOf } from './progress.ts';
import type { PendingStep, TurnProgress } from './progress.ts';

interface Run {
  readonly context: GatewayContext;
  readonly turn: TurnRow;
  readonly lease: Lease;
  readonly photo: PhotoRow;
  readonly signal: AbortSignal;
}

/** Brings the turn to `turn.finished` or `turn.failed`. @throws when it was stopped, or lost its lease */
export async function runTurn(
  context: GatewayContext,
  turn: TurnRow,
  lease: Lease,
  signal: AbortSignal,
): Promise<void> {
  const photo = await getSessionPhoto(context.store, turn.session_id);
  const run: Run = { context, turn, lease, photo, signal };
  try {
    if (turn.attempt > gatewayLimits.turnAttemptsCount) throw tooManyAttempts();
    await start(run, await progressSoFar(run));
    for (;;) {
      const progress = await progressSoFar(run);
      if (progress.result !== null) return;
      await stride(run, progress);
    }
  } catch (error) {
    const fault = toFault(error);
    if (signal.aborted || fault.code === 'turn.conflict') throw fault;
    await fail(run, fault);
  }
}

async function progressSoFar({ context, turn }: Run): Promise<TurnProgress> {
  return progressOf(await readTurnEvents(context.store, turn.id));
}

/** Sees the original, unless an earlier attempt has. */
async function start(run: Run, progress: TurnProgress): Promise<void> {
  const { context, turn } = run;
  turnStarted(context.logger, turn);
  const seen = progress.original;
  const look = async () => observe(run, await currentRecipe(context.store, turn.session_id), []);
  const { observation, changes } = seen === null ? await look() : { observation: seen, changes: {} };
  const body: SessionEventBody = {
    type: 'turn.started',
    turnId: turn.id,
    attempt: turn.attempt,
    original: observation,
  };
  return commit(run, body, changes, (unit) => addImage(unit, observation.image));
}

/** The one thing to do next. */
async function stride(run: Run, progress: TurnProgress): Promise<void> {
  if (progress.pending !== null) return look(run, progress, progress.pending);
  if (progress.finish === null) return think(run, progress);
  if (progress.evaluation === null) return evaluate(run, progress);
  return finish(run, progress);
}

async function think(run: Run, progress: TurnProgress): Promise<void> {
  const { context, turn, photo, signal } = run;
  const decision = await retrying(run, () => decide(context, turn, photo, progress, signal));
  const changes: TurnChanges = { policy_version: decision.policyVersion, locale: decision.locale };
  if (decision.type === 'finish') {
    const { finish: end } = decision;
    const body: SessionEventBody = { type: 'turn.finishing', turnId: turn.id, finish: end };
    return commit(run, body, { ...changes, finish: JSON.stringify(end) });
  }
  const { thought, predictions, calls } = decision;
  const step = progress.steps.length + 1;
  return commit(run, { type: 'step.decided', turnId: turn.id, step, thought, predictions, calls }, changes);
}

async function look(run: Run, progress: TurnProgress, { index, calls }: PendingStep): Promise<void> {
  const { recipe: before } = lastObservation(progress);
  const request = { recipe: before, calls, photoKind: run.photo.kind };
  const checked = await retrying(run, () => validateCalls(run.context, request, run.signal));
  const { observation, changes } = await observe(run, checked.recipe, checked.problems);
  const body: SessionEventBody = { type: 'step.observed', turnId: run.turn.id, step: index, observation };
  return commit(run, body, changes, (unit) => addImage(unit, observation.image));
}

async function evaluate(run: Run, progress: TurnProgress): Promise<void> {
  const { context, turn, signal } = run;
  if (progress.original === null) throw new Error('A turn ends only after its original was seen.');
  const [before, edited] = await Promise.all([
    context.blobs.get(progress.original.image.sha256),
    context.blobs.get(lastObservation(progress).image.sha256),
  ]);
  const request = { before, after: edited, instruction: turn.instruction };
  const options = { signal, deadlineMs: gatewayLimits.evaluateDeadlineMs };
  const { evaluation } = await retrying(run, () => context.evaluator.evaluate(request, options));
  const changes = { scores: JSON.stringify(evaluation.scores) };
  return commit(run, { type: 'turn.evaluated', turnId: turn.id, evaluation }, changes);
}

async function finish(run: Run, progress: TurnProgress): Promise<void> {
  const { turn } = run;
  const { recipe, image } = lastObservation(progress);
  const scores = progress.evaluation!.scores;
  const body: SessionEventBody = { type: 'turn.finished', turnId: turn.id, recipe, image, scores };
  await commit(run, body, { state: 'succeeded' }, (unit) => addOutbox(unit, 'trajectories', turn.id));
  turnFinished(run.context.logger, turn, progress.steps.length, scores);
}

async function fail(run: Run, fault: Fault): Promise<void> {
  const { context, turn, lease } = run;
  const failure = { code: fault.code, message: fault.message, retryable: fault.retryable };
  await context.store.write((unit) =>
    appendUnderLease(unit, lease, [{ type: 'turn.failed', turnId: turn.id, ...failure }], {
      state: 'failed',
      failure: JSON.stringify(failure),
    }),
  );
  turnFailed(context.logger, turn, fault);
}

/** Renders the proxy from the original under the whole recipe, measures it and keeps its bytes. */
async function observe(
  run: Run,
  recipe: Recipe,
  problems: Observation['problems'],
): Promise<{ readonly observation: Observation; readonly changes: TurnChanges }> {
  const { context, photo, signal } = run;
  const options = { photoSha256: photo.sha256, recipe, output: proxyOutput, measure: true, signal };
  const { image, measurement, engineVersion } = await retrying(run, () => renderPhoto(context, options));
  if (measurement === null) throw new Fault('internal', 'The sandbox sent no measurement. Its log holds the cause.');
  await context.blobs.put(image.ref.sha256, image.data);
  return {
    observation: { image: image.ref, recipe, measurement, problems },
    changes: { engine_version: engineVersion },
  };
}

async function commit(
  run: Run,
  body: SessionEventBody,
  changes: TurnChanges,
  more: (unit: Unit) => Promise<void> = async () => undefined,
): Promise<void> {
  await run.context.store.write(async (unit) => {
    await appendUnderLease(unit, run.lease, [body], changes);
    await more(unit);
  });
}

function retrying<T>(run: Run, work: () => Promise<T>): Promise<T> {
  const onRetry = turnRetries(run.context.logger, run.turn);
  return withRetries(work, { signal: run.signal, onRetry });
}

function tooManyAttempts(): Fault {
  const count = gatewayLimits.turnAttemptsCount;
  return new Fault(
    'internal',
    `The turn was started ${count} times without reaching its end. Look into the log before asking again.`,
  );
}
