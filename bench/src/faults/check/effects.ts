/** What a tenant has in all, against what was acknowledged to it: nothing more, nothing less. */
import type { EventJson } from '../api/events.ts';
import type { Account, Ledger, SessionRecord } from '../load/ledger.ts';
import type { Fault } from './log.ts';

/** Rows of one tenant, as the database's administrator sees them. */
export interface Counts {
  readonly sessions: number;
  readonly turns: number;
  readonly photos: number;
  readonly webhooks: readonly string[];
}

export function checkCounts(account: Account, { sessions, webhooks }: Ledger, counts: Counts): readonly Fault[] {
  const mine = sessions.filter((session) => session.account === account);
  const expected = {
    sessions: mine.length,
    turns: mine.reduce((sum, { turns }) => sum + turns.length, 0),
    // Sessions of the same bytes have the same photo.
    photos: new Set(mine.map(({ photoId }) => photoId)).size,
  };
  const faults: Fault[] = (['sessions', 'turns', 'photos'] as const).flatMap((name): readonly Fault[] => {
    const difference = counts[name] - expected[name];
    if (difference === 0) return [];
    const what = `${expected[name]} ${name} were acknowledged, ${counts[name]} are there`;
    return [[difference < 0 ? 'lost' : 'duplicated', what]];
  });
  const receivers = webhooks.filter((webhook) => webhook.account === account);
  for (const { description } of receivers) {
    const found = counts.webhooks.filter((one) => one === description).length;
    if (found === 0) faults.push(['lost', `the webhook “${description}” is not there`]);
    if (found > 1) faults.push(['duplicated', `the webhook “${description}” is there ${found} times`]);
  }
  return faults;
}

/** Steps that the logs hold; those of turns that failed are not billed. */
export function stepsOf(logs: ReadonlyMap<SessionRecord, readonly EventJson[]>, account: Account): number {
  let steps = 0;
  for (const [record, log] of logs) {
    if (record.account !== account) continue;
    const failed = new Set(log.filter(({ body }) => body.type === 'turn.failed').map(({ body }) => body.turnId));
    const given = new Set(
      log.filter(({ body }) => body.type === 'candidate.failed').map(({ body }) => `${body.turnId}/${body.candidate}`),
    );
    steps += log.filter(
      ({ body }) =>
        body.type === 'step.observed' && !failed.has(body.turnId) && !given.has(`${body.turnId}/${body.candidate}`),
    ).length;
  }
  return steps;
}

/** Candidates whose trajectory the reflector should hold: those of finished turns. */
export function candidatesOf(log: readonly EventJson[]): readonly string[] {
  const finished = new Set(log.filter(({ body }) => body.type === 'turn.finished').map(({ body }) => body.turnId));
  const judged = log.filter(({ body }) => body.type === 'turn.evaluated' && finished.has(body.turnId));
  return [...new Set(judged.map(({ body }) => `${body.turnId}/${body.candidate}`))];
}
