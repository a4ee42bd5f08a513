import { Fault, limits } from '@safelight/core';
import type { Finish, Scores, TokenUsage, TurnOptions } from '@safelight/core';
import type { CreateTurnRequest } from '@safelight/wire';
import { checkQuota } from '../auth/quota.ts';
import type { CallerContext, TenantContext } from '../context.ts';
import { progressOf } from '../runner/progress.ts';
import { stopTurn } from '../runner/ending.ts';
import { stepsOf, tokensOf } from '../runner/usage.ts';
import { once } from '../store/idempotency.ts';
import type { IdempotencyKey } from '../store/idempotency.ts';
import { readTurnEvents } from '../store/log.ts';
import type { TurnRow, TurnState } from '../store/schema.ts';
import { getSession } from '../store/sessions.ts';
import { addTurn, finishOf, getTurn as getTurnRow, optionsOf } from '../store/turns.ts';
import type { StoredFailure } from '../store/turns.ts';

export interface TurnSummary {
  readonly id: string;
  readonly sessionId: string;
  readonly instruction: string;
  readonly options: TurnOptions;
  readonly state: TurnState;
  readonly attempt: number;
  readonly createdAt: Date;
  /** The evaluator's scores; null until the turn was evaluated. */
  readonly scores: Scores | null;
  /** The policy's closing words; null until it has finished. */
  readonly finish: Finish | null;
  /** Why the turn failed; null unless it did. */
  readonly failure: StoredFailure | null;
}

export interface TurnView extends TurnSummary {
  /** Of all candidates and rounds. */
  readonly stepsDone: number;
  /** What hosted models counted, of all candidates and rounds. */
  readonly usage: TokenUsage;
}

/**
 * Asks for an edit; a runner takes it from here.
 * @throws Fault session.notFound, turn.conflict, instruction.empty, instruction.tooLong, quota.exceeded
 */
export async function createTurn(
  context: CallerContext,
  request: CreateTurnRequest,
  key: IdempotencyKey | null = null,
): Promise<{ readonly turnId: string }> {
  const instruction = checkInstruction(request.instruction);
  await getSession(context.store, request.sessionId);
  await checkQuota(context, { steps: 1, tokens: 1 });
  return context.store.write((unit) =>
    once(unit, key, async () => ({
      turnId: await addTurn(unit, { ...request, instruction, keyId: context.identity.keyId }),
    })),
  );
}

/** @throws Fault session.notFound, turn.notFound */
export async function getTurn(context: TenantContext, sessionId: string, turnId: string): Promise<TurnView> {
  await getSession(context.store, sessionId);
  const turn = await getTurnRow(context.store, sessionId, turnId);
  const progress = progressOf(await readTurnEvents(context.store, turnId));
  return { ...summaryOf(turn), stepsDone: stepsOf(progress), usage: tokensOf(progress) };
}

/**
 * Stops a turn: one that waits at once, one that runs at its next safe point, also in another process. The session's
 * recipe stays as before the turn. Asking again, or too late, does nothing.
 * @throws Fault session.notFound, turn.notFound
 */
export async function cancelTurn(context: TenantContext, sessionId: string, turnId: string): Promise<void> {
  await getSession(context.store, sessionId);
  await getTurnRow(context.store, sessionId, turnId);
  await context.store.write((unit) => stopTurn(unit, turnId, 'request'));
}

/** Trims it. What it means is the policy's to say. @throws Fault instruction.empty, instruction.tooLong */
export function checkInstruction(text: string): string {
  const instruction = text.trim();
  const field = 'instruction';
  if (instruction === '') {
    throw new Fault('instruction.empty', 'Say in a sentence how the photo should look.', { field });
  }
  if (instruction.length > limits.instructionLengthChars) {
    const { instructionLengthChars: max } = limits;
    throw new Fault('instruction.tooLong', `The instruction has more than ${max} characters. Shorten it.`, { field });
  }
  return instruction;
}

export function summaryOf(row: TurnRow): TurnSummary {
  return {
    id: row.id,
    sessionId: row.session_id,
    instruction: row.instruction,
    options: optionsOf(row),
    state: row.state,
    attempt: row.attempt,
    createdAt: row.created_at,
    scores: row.scores,
    finish: finishOf(row),
    failure: row.failure,
  };
}
