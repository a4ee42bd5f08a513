/** Compares everything that was acknowledged with what came out. */
import { readdir } from 'node:fs/promises';
import { basename, sep } from 'node:path';
import type { EventJson } from '../api/events.ts';
import type { Finding, Injection } from '../findings.ts';
import type { Account, Ledger, Outcome, SessionRecord } from '../load/ledger.ts';
import type { Receiver } from '../load/receiver.ts';
import { countsOf, withDatabase } from './database.ts';
import { candidatesOf, checkCounts, stepsOf } from './effects.ts';
import { checkLog, checkOutcome } from './log.ts';
import type { Fault } from './log.ts';

export interface Evidence {
  readonly ledger: Ledger;
  readonly accounts: readonly Account[];
  /** By the script's name. */
  readonly references: ReadonlyMap<string, Outcome>;
  readonly receiver: Receiver;
  readonly injections: readonly Injection[];
  readonly databaseAdminUrl: string;
  readonly reflectorDir: string;
  /** Of `performance.now()` at the start of the bench. */
  readonly startedAtMs: number;
}

export async function check(evidence: Evidence): Promise<readonly Finding[]> {
  const { ledger, accounts, references, receiver } = evidence;
  const logs = new Map<SessionRecord, readonly EventJson[]>();
  for (const record of ledger.sessions) logs.set(record, await readLog(record));
  const kept = await readdir(evidence.reflectorDir, { recursive: true });
  const findings: Finding[] = [];
  for (const [record, log] of logs) {
    const reference = references.get(record.script.name);
    const faults = [
      ...checkLog(record, log),
      ...(reference === undefined ? [] : checkOutcome(record, log, reference)),
      ...webhookFaults(record, log, receiver),
      ...trajectoryFaults(record.account.tenantId, candidatesOf(log), kept),
    ];
    findings.push(...faults.map((fault) => findingOf(fault, record, evidence)));
  }
  await withDatabase(evidence.databaseAdminUrl, async (client) => {
    for (const account of accounts) {
      const faults = [
        ...checkCounts(account, ledger, await countsOf(client, account.tenantId)),
        ...(await usageFaults(account, stepsOf(logs, account))),
      ];
      findings.push(...faults.map((fault) => findingOfAll(fault, account)));
    }
  });
  findings.push(...receiver.wrong.map((what) => ({ ...nowhere, kind: 'duplicated' as const, what })));
  return findings;
}

const nowhere = { phase: 'all', where: 'webhooks', meanwhile: [] } as const;

function findingOf([kind, what]: Fault, record: SessionRecord, evidence: Evidence): Finding {
  const { account, sessionId, script, phase, beganAtMs, endedAtMs } = record;
  const [from, to] = [beganAtMs - evidence.startedAtMs, (endedAtMs ?? Infinity) - evidence.startedAtMs];
  return {
    ...{ kind, phase, what },
    where: `${account.name} ${sessionId} “${script.name}”`,
    meanwhile: evidence.injections.filter(({ atMs }) => atMs >= from && atMs <= to),
  };
}

function findingOfAll([kind, what]: Fault, account: Account): Finding {
  return { kind, what, phase: 'all', where: account.name, meanwhile: [] };
}

async function readLog({ account, sessionId }: SessionRecord): Promise<readonly EventJson[]> {
  const log: EventJson[] = [];
  for (let after = 0; ;) {
    const answer = await account.caller.ask(`/v1/sessions/${sessionId}/events?after=${after}`);
    const { events, nextAfter } = answer.json<{ events: EventJson[]; nextAfter: number }>();
    if (events.length === 0) return log;
    log.push(...events);
    after = nextAfter;
  }
}

function webhookFaults({ sessionId }: SessionRecord, log: readonly EventJson[], receiver: Receiver): readonly Fault[] {
  const missing = log.filter(({ sequence }) => receiver.countOf(sessionId, sequence) === 0);
  if (missing.length === 0) return [];
  return [['lost', `events ${missing.map(({ sequence }) => sequence).join(', ')} came to no webhook`]];
}

/** A file each, in the tenant's own archive and in no other. */
function trajectoryFaults(tenantId: string, candidates: readonly string[], paths: readonly string[]): readonly Fault[] {
  return candidates.flatMap((place): readonly Fault[] => {
    const [turnId = '', candidate] = place.split('/');
    const name = `${turnId.replace(/^trn_/, 'trj_')}${candidate === '0' ? '' : `-${candidate}`}`;
    const found = paths.filter((path) => basename(path) === `${name}.json`);
    if (found.length === 0) return [['lost', `the reflector does not hold ${name}`]];
    const own = found.filter((path) => path.split(sep).includes(tenantId));
    return found.length === 1 && own.length === 1 ? [] : [['duplicated', `the reflector holds ${found.join(' and ')}`]];
  });
}

async function usageFaults({ caller }: Account, expected: number): Promise<readonly Fault[]> {
  const { total } = (await caller.ask('/v1/usage')).json<{ total: { steps: number } }>();
  if (total.steps === expected) return [];
  return [
    [total.steps < expected ? 'lost' : 'duplicated', `${total.steps} steps are billed, the logs hold ${expected}`],
  ];
}
