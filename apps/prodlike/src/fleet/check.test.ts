import { expect, it } from 'vitest';
import { verdictOf, type LoggedTurn } from './check.ts';

type Body = LoggedTurn['log'][number]['body'] & { readonly candidate?: number; readonly step?: number };
const turn = { sessionId: 'ses_1', turnId: 'trn_1', phase: 'burst' };
const logged = (...bodies: readonly Body[]): LoggedTurn => ({
  turn,
  log: bodies.map((body, index) => ({ sequence: index + 1, body })),
});
const step = (number: number): Body => ({ type: 'step.observed', candidate: 0, step: number });
const finished: Body = { type: 'turn.finished' };

it('a turn that ended once is finished', () => {
  expect(verdictOf([logged(step(1), step(2), finished)])).toEqual({
    ...{ acknowledged: 1, finished: 1, failed: [], lost: [], doubled: [] },
  });
});

it('a turn without an end, or with a hole in its log, is lost', () => {
  const { log } = logged(step(1), step(2), finished);
  expect(verdictOf([logged(step(1)), { turn, log: log.toSpliced(1, 1) }]).lost).toHaveLength(2);
});

it('a turn that ended twice or did a step twice is doubled', () => {
  expect(verdictOf([logged(finished, finished), logged(step(1), step(1), finished)]).doubled).toHaveLength(2);
});

it('a turn that failed is not finished', () => {
  const { finished: count, failed } = verdictOf([logged({ type: 'turn.failed' })]);
  expect([count, failed]).toEqual([0, ['trn_1']]);
});
