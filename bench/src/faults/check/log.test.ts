import { describe, expect, it } from 'vitest';
import type { EventJson } from '../api/events.ts';
import { Caller } from '../api/caller.ts';
import type { SessionRecord } from '../load/ledger.ts';
import { checkLog, checkOutcome } from './log.ts';

const account = { tenantId: 'ten_1', name: 'tenant-1', caller: new Caller('http://127.0.0.1:1', 'key') };

/** A log of these bodies, numbered from 1. */
function logOf(...bodies: readonly EventJson['body'][]): EventJson[] {
  return bodies.map((body, index) => ({ sequence: index + 1, sessionId: 'ses_1', body }));
}

const created = { type: 'session.created' };
const requested = { type: 'turn.requested', turnId: 'trn_1' };
const decided = { type: 'step.decided', turnId: 'trn_1', candidate: 0, step: 1 };
const finished = { type: 'turn.finished', turnId: 'trn_1' };
const whole = logOf(created, requested, decided, { ...decided, type: 'step.observed' }, finished);
const outcome = { recipe: '{}', pixelsSha256: 'a' };

function recordOf(change: Partial<SessionRecord> = {}): SessionRecord {
  return {
    ...{
      account,
      script: { name: 'one', picture: 'wren', acts: [] },
      phase: 'F1',
      sessionId: 'ses_1',
      photoId: 'pho_1',
    },
    ...{ beganAtMs: 0, endedAtMs: 1, changes: 0, streamed: whole, outcome, stuck: null },
    turns: [{ turnId: 'trn_1', canceled: false, acceptedAtMs: 0 }],
    ...change,
  };
}

const kinds = (log: readonly EventJson[], change: Partial<SessionRecord> = {}) =>
  checkLog(recordOf({ streamed: log, ...change }), log).map(([kind]) => kind);

describe('the checker of a session', () => {
  it('finds nothing in a log in which everything happened once', () => {
    expect(checkLog(recordOf(), whole)).toEqual([]);
  });

  it('finds a turn that was acknowledged and is gone, has not ended, ended twice or failed', () => {
    expect(kinds(logOf(created))).toEqual(['lost', 'lost']);
    expect(kinds(logOf(created, requested, decided))).toEqual(['lost']);
    expect(kinds(logOf(created, requested, finished, finished))).toEqual(['duplicated']);
    expect(kinds(logOf(created, requested, { ...finished, type: 'turn.failed', code: 'internal' }))).toEqual(['lost']);
  });

  it('finds a step that was done twice and a turn that nobody asked for', () => {
    expect(kinds(logOf(created, requested, decided, decided, finished))).toEqual(['duplicated']);
    const second = { type: 'turn.requested', turnId: 'trn_2' };
    expect(kinds(logOf(created, requested, second, finished))).toEqual(['duplicated']);
  });

  it('takes several starts of a turn for what they are: attempts', () => {
    const started = { type: 'turn.started', turnId: 'trn_1' };
    expect(kinds(logOf(created, requested, started, started, finished))).toEqual([]);
  });

  it('finds a change by hand that is gone or there twice', () => {
    const changed = { type: 'recipe.changed' };
    expect(kinds(whole, { changes: 1 })).toEqual(['lost']);
    expect(kinds(logOf(created, changed, changed, requested, finished), { changes: 1 })).toEqual(['duplicated']);
  });

  it('finds gaps and repeats in the log and in what came by SSE', () => {
    expect(kinds(whole.toSpliced(2, 1))).toContain('lost');
    expect(kinds(whole.toSpliced(2, 0, whole[1]!))).toContain('duplicated');
    const streamOf = (streamed: readonly EventJson[]) => checkLog(recordOf({ streamed }), whole).map(([kind]) => kind);
    expect(streamOf(whole.toSpliced(2, 1))).toEqual(['lost']);
    expect(streamOf(whole.slice(0, -1))).toEqual(['lost']);
    expect(streamOf([...whole, whole[4]!])).toEqual(['duplicated']);
    expect(checkLog(recordOf({ streamed: null }), whole)).toEqual([]);
  });

  it('finds another recipe, other pixels and a script that came to no end', () => {
    const found = (change: Partial<SessionRecord>) => checkOutcome(recordOf(change), whole, outcome).length;
    expect(found({})).toBe(0);
    expect(found({ outcome: { ...outcome, recipe: '{"a":1}' } })).toBe(1);
    expect(found({ outcome: { ...outcome, pixelsSha256: 'b' } })).toBe(1);
    expect(found({ outcome: null, stuck: 'no answer' })).toBe(1);
  });

  it('compares nothing where a turn ended before it could be called off', () => {
    const turns = [{ turnId: 'trn_1', canceled: true, acceptedAtMs: 0 }];
    const record = recordOf({ turns, outcome: { ...outcome, recipe: '{"a":1}' } });
    expect(checkOutcome(record, whole, outcome)).toEqual([]);
  });
});
