import { Fault } from '@safelight/core';
import type { Trajectory } from '@safelight/core';
import type { TenantContext } from '../context.ts';
import { historyOf } from '../runner/history.ts';
import { candidateOf, keptRound, progressOf } from '../runner/progress.ts';
import { seedOf } from '../runner/seed.ts';
import { readTurnEvents } from '../store/log.ts';
import { getSession, getSessionPhoto } from '../store/sessions.ts';
import { findTurn, getTurn } from '../store/turns.ts';
import type { TurnRow } from '../store/schema.ts';

/**
 * The steps of one candidate so far; null = the winner, the first one while the turn runs.
 * @throws Fault session.notFound, turn.notFound, turn.notStarted, request.invalid for a candidate that there is not
 */
export async function getTrajectory(
  context: TenantContext,
  sessionId: string,
  turnId: string,
  candidate: number | null,
): Promise<Trajectory> {
  await getSession(context.store, sessionId);
  return trajectoryOf(context, await getTurn(context.store, sessionId, turnId), candidate);
}

/** The same for a turn that is known by itself. */
export async function getTrajectoryOf(
  context: TenantContext,
  turnId: string,
  candidate: number | null,
): Promise<Trajectory> {
  return trajectoryOf(context, await findTurn(context.store, turnId), candidate);
}

async function trajectoryOf(context: TenantContext, turn: TurnRow, wanted: number | null): Promise<Trajectory> {
  const progress = progressOf(await readTurnEvents(context.store, turn.id));
  if (progress.original === null) {
    throw new Fault('turn.notStarted', 'The turn has not looked at the photo yet. Follow the events, then ask again.');
  }
  const index = wanted ?? progress.result?.candidate ?? 0;
  if (index >= turn.candidates) {
    const message = `The turn has ${turn.candidates} candidates, counted from 0. Ask for one of them.`;
    throw new Fault('request.invalid', message, { field: 'candidate' });
  }
  const candidate = candidateOf(progress, index);
  const { original, steps, rounds } = candidate;
  const kept = keptRound(candidate);
  const photo = await getSessionPhoto(context.store, turn.session_id);
  return {
    schema: 2,
    id: trajectoryId(turn.id, index),
    sessionId: turn.session_id,
    turnId: turn.id,
    photoSha256: photo.sha256,
    instruction: turn.instruction,
    // Until the policy has answered once, nobody has read the language: English is what the API itself speaks.
    locale: turn.locale ?? 'en',
    policyVersion: steps[0]?.policyVersion || (turn.policy_version ?? ''),
    engineVersion: turn.engine_version ?? '',
    seed: seedOf(Number(turn.seed), index),
    original,
    candidate: index,
    history: (await historyOf(context.store, turn)).map((past) => past.turn),
    steps,
    rounds,
    finish: kept?.finish ?? candidate.ending?.finish ?? null,
    evaluation: kept?.evaluation ?? null,
  };
}

/** `trj_…` for the first candidate, `trj_…-1` for the second: each has a name of its own in the reflector. */
function trajectoryId(turnId: string, candidate: number): string {
  return `${turnId.replace(/^trn_/, 'trj_')}${candidate === 0 ? '' : `-${candidate}`}`;
}
