/** Compares every acknowledged turn with what the API says of it: ended once, with a log without gaps and repeats. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Safelight } from '@safelight/client';
import type { AskedTurn } from './load.ts';

export interface Verdict {
  readonly acknowledged: number;
  readonly finished: number;
  /** Ended otherwise, as the log says. */
  readonly failed: readonly string[];
  /** Without an end, or with a hole in the log. */
  readonly lost: readonly string[];
  /** With two ends, or a step done twice. */
  readonly doubled: readonly string[];
}

const pollMs = 250;
const readersCount = 4;

/** Waits until all have ended, `waitMs` at most for no further one to end. */
export async function settle(client: Safelight, turns: readonly AskedTurn[], waitMs: number): Promise<void> {
  let open = [...turns];
  for (let giveUpAt = performance.now() + waitMs; open.length > 0 && performance.now() < giveUpAt;) {
    const states = await inTurn(open, async (turn) => (await client.turns.get(turn.sessionId, turn.turnId)).state);
    const still = open.filter((_, index) => ['queued', 'running'].includes(states[index]!));
    if (still.length < open.length) giveUpAt = performance.now() + waitMs;
    open = still;
    if (open.length > 0) await delay(pollMs);
  }
}

export async function check(client: Safelight, turns: readonly AskedTurn[]): Promise<Verdict> {
  const logs = await inTurn(turns, async ({ sessionId }) => {
    const log: LoggedTurn['log'][number][] = [];
    for await (const event of client.sessions.log(sessionId)) log.push(event);
    return log;
  });
  return verdictOf(turns.map((turn, index) => ({ turn, log: logs[index]! })));
}

export interface LoggedTurn {
  readonly turn: AskedTurn;
  readonly log: readonly { readonly sequence: number; readonly body: { readonly type: string } }[];
}

const endings: readonly string[] = ['turn.finished', 'turn.failed', 'turn.canceled'];

export function verdictOf(logged: readonly LoggedTurn[]): Verdict {
  const verdict = { finished: 0, failed: [] as string[], lost: [] as string[], doubled: [] as string[] };
  for (const { turn, log } of logged) {
    const ends = log.filter(({ body }) => endings.includes(body.type));
    const steps = log.flatMap(({ body }) => (body.type === 'step.observed' ? [stepOf(body)] : []));
    const isGapless = log.every(({ sequence }, index) => sequence === index + 1);
    if (ends.length === 0 || !isGapless) verdict.lost.push(turn.turnId);
    if (ends.length > 1 || new Set(steps).size < steps.length) verdict.doubled.push(turn.turnId);
    if (ends.length !== 1) continue;
    if (ends[0]!.body.type === 'turn.finished') verdict.finished++;
    else verdict.failed.push(turn.turnId);
  }
  return { acknowledged: logged.length, ...verdict };
}

/** Candidate and number: what a turn does once. */
const stepOf = (body: object): string => {
  const { candidate, step } = body as { readonly candidate?: number; readonly step?: number };
  return `${candidate}/${step}`;
};

async function inTurn<Value, Answer>(
  values: readonly Value[],
  ask: (value: Value) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const next = values.entries();
  const read = async (): Promise<void> => {
    for (const [index, value] of next) answers[index] = await ask(value);
  };
  await Promise.all(Array.from({ length: readersCount }, read));
  return answers;
}
