import { describe, expect, it } from 'vitest';
import { Caller } from '../api/caller.ts';
import type { EventJson } from '../api/events.ts';
import type { Ledger, SessionRecord } from '../load/ledger.ts';
import { candidatesOf, checkCounts, stepsOf } from './effects.ts';

const account = { tenantId: 'ten_1', name: 'tenant-1', caller: new Caller('http://127.0.0.1:1', 'key') };
const record: SessionRecord = {
  ...{ account, script: { name: 'one', picture: 'wren', acts: [] }, phase: 'F1', sessionId: 'ses_1', photoId: 'pho_1' },
  ...{ beganAtMs: 0, endedAtMs: 1, changes: 0, streamed: null, outcome: null, stuck: null },
  turns: [{ turnId: 'trn_1', canceled: false, acceptedAtMs: 0 }],
};
const ledger: Ledger = { sessions: [record], refused: [], webhooks: [{ description: 'F1 x', account, phase: 'F1' }] };
const counts = { sessions: 1, turns: 1, photos: 1, webhooks: ['tenant-1', 'F1 x'] };

describe('the checker of a tenant', () => {
  it('finds nothing where as much is there as was acknowledged', () => {
    expect(checkCounts(account, ledger, counts)).toEqual([]);
  });

  it('finds what is gone and what a repeated request made again', () => {
    const kinds = (change: Partial<typeof counts>) =>
      checkCounts(account, ledger, { ...counts, ...change }).map(([kind]) => kind);
    expect(kinds({ turns: 0 })).toEqual(['lost']);
    expect(kinds({ sessions: 2 })).toEqual(['duplicated']);
    expect(kinds({ webhooks: [] })).toEqual(['lost']);
    expect(kinds({ webhooks: ['F1 x', 'F1 x'] })).toEqual(['duplicated']);
  });
});

const bodies: readonly EventJson['body'][] = [
  { type: 'step.observed', turnId: 'trn_1', candidate: 0 },
  { type: 'step.observed', turnId: 'trn_1', candidate: 1 },
  { type: 'turn.evaluated', turnId: 'trn_1', candidate: 0, round: 0 },
  { type: 'turn.evaluated', turnId: 'trn_1', candidate: 0, round: 1 },
  { type: 'candidate.failed', turnId: 'trn_1', candidate: 1 },
  { type: 'turn.finished', turnId: 'trn_1' },
  { type: 'step.observed', turnId: 'trn_2', candidate: 0 },
  { type: 'turn.failed', turnId: 'trn_2' },
];
const log = bodies.map((body, index) => ({ sequence: index + 1, sessionId: 'ses_1', body }));

it('bills the steps of turns and candidates that came to something', () => {
  expect(stepsOf(new Map([[record, log]]), account)).toBe(1);
});

it('looks for one trajectory of each judged candidate of a finished turn', () => {
  expect(candidatesOf(log)).toEqual(['trn_1/0']);
});
