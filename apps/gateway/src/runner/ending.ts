/** Every way in which a turn ends: its last event, its state and its bill in one transaction. */
import type { SessionEventBody } from '@safelight/core';
import { appendEvents, turnEventsIn } from '../store/log.ts';
import type { TurnRow, TurnState } from '../store/schema.ts';
import type { TenantStore, Unit } from '../store/store.ts';
import { hasEnded, isHeld, lockTurn, turnSignal, turnsSignal } from '../store/turnLeases.ts';
import { countUsage } from '../store/usage.ts';
import { isOurs } from './ours.ts';
import { progressOf } from './progress.ts';
import { billOf } from './usage.ts';

type Ending = Extract<SessionEventBody, { type: 'turn.finished' | 'turn.failed' | 'turn.canceled' }>;

/** JSON text. */
export interface EndingChanges {
  readonly finish?: string;
  readonly scores?: string;
  readonly failure?: string;
}

/** Ends a turn that the unit has locked; nothing is appended to it any more. */
export async function endTurn(unit: Unit, turn: TurnRow, body: Ending, changes: EndingChanges = {}): Promise<void> {
  await appendEvents(unit, turn.session_id, [body]);
  await unit.trx
    .updateTable('turns')
    .set({ ...changes, state: stateOf(body), lease_owner: null, lease_until: null })
    .where('tenant_id', '=', unit.tenantId)
    .where('id', '=', turn.id)
    .execute();
  // A runner elsewhere may wait for this tenant to have fewer turns running.
  unit.touched.add(turnsSignal);
  if (body.type === 'turn.failed' && isOurs(body.code)) return;
  const progress = progressOf(await turnEventsIn(unit, turn.id));
  await countUsage(unit, turn.key_id, billOf(progress));
}

/**
 * Stops a turn: one that nobody works on at once, one that a runner holds at that runner's next safe point. Does nothing
 * to a turn that has ended.
 */
export async function stopTurn(unit: Unit, turnId: string, reason: 'request' | 'deadline'): Promise<void> {
  const turn = await lockTurn(unit, turnId);
  if (turn === undefined || hasEnded(turn.state)) return;
  if (!isHeld(turn, unit.now)) return endTurn(unit, turn, { type: 'turn.canceled', turnId, reason });
  // Its deadline the runner knows itself.
  if (reason === 'deadline') return;
  await unit.trx
    .updateTable('turns')
    .set({ cancel_requested: true })
    .where('tenant_id', '=', unit.tenantId)
    .where('id', '=', turnId)
    .execute();
  unit.touched.add(turnSignal(turnId));
}

/** Ends a turn that was to stop while nobody worked on it. */
export async function sweepTurn(store: TenantStore, turnId: string): Promise<void> {
  await store.write(async (unit) => {
    const turn = await lockTurn(unit, turnId);
    if (turn === undefined || hasEnded(turn.state) || isHeld(turn, unit.now)) return;
    await stopTurn(unit, turnId, turn.cancel_requested ? 'request' : 'deadline');
  });
}

function stateOf(body: Ending): TurnState {
  switch (body.type) {
    case 'turn.finished':
      return 'succeeded';
    case 'turn.failed':
      return 'failed';
    case 'turn.canceled':
      return body.reason === 'request' ? 'canceled' : 'expired';
  }
}
