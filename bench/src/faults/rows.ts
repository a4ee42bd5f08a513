/** The lines of the table that follow from what the checker found. */
import type { Bench } from './bench.ts';
import type { FaultRow, Finding } from './findings.ts';

export interface Note {
  readonly what: string;
  readonly note?: string;
  /** What an injector found by itself. */
  readonly failure?: string;
}

/** Of the sessions that began under one fault. */
export function rowOf(bench: Bench, findings: readonly Finding[], fault: string, note?: Note): FaultRow {
  const { ledger, injections } = bench;
  const mine = findings.filter(({ phase }) => phase === fault);
  const sessions = ledger.sessions.filter(({ phase }) => phase === fault);
  const broken = new Set(mine.map(({ where }) => where));
  const turns = sessions.reduce((sum, session) => sum + session.turns.length, 0);
  return {
    ...{ fault, what: note?.what ?? 'the undisturbed run' },
    injected: injections.filter((one) => one.fault === fault).length,
    survived: Math.max(0, sessions.length - broken.size),
    ...counted(mine),
    note: [`${sessions.length} sessions, ${turns} turns`, note?.note].filter((text) => text !== undefined).join('; '),
  };
}

/** Of what cannot be told apart by fault: counts, usage, webhooks. */
export function rowOfAll(bench: Bench, findings: readonly Finding[]): FaultRow {
  const { ledger, injections, receiver, accounts, deaths } = bench;
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
  return {
    ...{ fault: 'all', what: 'counts, usage, webhooks of all tenants', injected: injections.length },
    survived: ledger.sessions.length,
    ...counted(findings.filter(({ phase }) => phase === 'all')),
    note: [
      `${sum(ledger.sessions.map(({ streamed }) => streamed?.length ?? 0))} events by SSE`,
      `${sum(accounts.map(({ caller }) => caller.repeats))} requests were repeated`,
      `${receiver.repeats()} webhooks came again`,
      `${ledger.refused.length} sessions were never acknowledged`,
      `${sum(accounts.map(({ caller }) => caller.untyped.length))} answers were no problem document`,
      `${deaths.length} services ended by themselves`,
    ].join(', '),
  };
}

function counted(findings: readonly Finding[]): Pick<FaultRow, 'lost' | 'duplicated'> {
  return {
    lost: findings.filter(({ kind }) => kind === 'lost').length,
    duplicated: findings.filter(({ kind }) => kind === 'duplicated').length,
  };
}
