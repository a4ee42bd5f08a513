import { Fault } from '@safelight/core';
import type { Trajectory } from '@safelight/core';
import type { GatewayContext } from '../context.ts';
import { progressOf } from '../runner/progress.ts';
import { readTurnEvents } from '../store/log.ts';
import { getSession, getSessionPhoto } from '../store/sessions.ts';
import { findTurn, getTurn } from '../store/turns.ts';
import type { TurnRow } from '../store/schema.ts';

/** The steps of a turn so far. @throws Fault session.notFound, turn.notFound, turn.notStarted */
export async function getTrajectory(context: GatewayContext, sessionId: string, turnId: string): Promise<Trajectory> {
  await getSession(context.store, sessionId);
  return trajectoryOf(context, await getTurn(context.store, sessionId, turnId));
}

/** The same for a turn that is known by itself. */
export async function getTrajectoryOf(context: GatewayContext, turnId: string): Promise<Trajectory> {
  return trajectoryOf(context, await findTurn(context.store, turnId));
}

async function trajectoryOf(context: GatewayContext, turn: TurnRow): Promise<Trajectory> {
  const { original, steps, finish, evaluation } = progressOf(await readTurnEvents(context.store, turn.id));
  if (original === null) {
    throw new Fault('turn.notStarted', 'The turn has not looked at the photo yet. Follow the events, then ask again.');
  }
  const photo = await getSessionPhoto(context.store, turn.session_id);
  return {
    schema: 1,
    id: turn.id.replace(/^trn_/, 'trj_'),
    sessionId: turn.session_id,
    turnId: turn.id,
    photoSha256: photo.sha256,
    instruction: turn.instruction,
    // Until the policy has answered once, nobody has read the language: English is what the API itself speaks.
    locale: turn.locale ?? 'en',
    policyVersion: turn.policy_version ?? '',
    engineVersion: turn.engine_version ?? '',
    seed: Number(turn.seed),
    original,
    steps,
    finish,
    evaluation,
  };
}
