/** Does one script in a session of its own, and writes down what is acknowledged. */
import { createHash, randomUUID } from 'node:crypto';
import { canonicalJson } from '@safelight/core';
import type { Caller } from '../api/caller.ts';
import { ends } from '../api/events.ts';
import type { EventJson } from '../api/events.ts';
import { Follower } from '../api/follower.ts';
import type { Account, Outcome, SessionRecord } from './ledger.ts';
import { anotherFile } from './pictures.ts';
import type { Picture } from './pictures.ts';
import type { Act, Script } from './script.ts';
import { turnLimits } from './script.ts';

export interface Stage {
  readonly account: Account;
  readonly script: Script;
  readonly picture: Picture;
  readonly phase: string;
  readonly onEvent: (event: EventJson) => void;
  /** Told once the session is acknowledged. */
  readonly onSession: (record: SessionRecord) => void;
}

/** A turn that has not ended after so long is taken for lost. */
const turnMsMax = 240_000;
const renderLongEdge = 256;

/** What goes wrong after the session was acknowledged is in its record. @throws before that */
export async function play(stage: Stage): Promise<SessionRecord> {
  const { account, script, picture, phase } = stage;
  const { caller } = account;
  let record: SessionRecord | null = null;
  try {
    const upload = await caller.ask(`/v1/photos?fileName=${picture.name}.jpg`, {
      method: 'POST',
      bytes: anotherFile(picture, randomUUID()),
    });
    const photoId = upload.json<{ id: string }>().id;
    const made = await caller.ask('/v1/sessions', { method: 'POST', json: { photoId } });
    const sessionId = made.json<{ id: string }>().id;
    record = {
      ...{ account, script, phase, sessionId, photoId, beganAtMs: performance.now(), endedAtMs: null },
      ...{ turns: [], changes: 0, streamed: [], outcome: null, stuck: null },
    };
    stage.onSession(record);
    await using follower = new Follower(caller, sessionId, stage.onEvent);
    record.streamed = follower.received;
    for (const act of script.acts) await perform(act, record, follower);
    record.outcome = await outcomeOf(caller, sessionId);
  } catch (error) {
    if (record === null) throw error;
    record.stuck = error instanceof Error ? error.message : String(error);
  }
  record.endedAtMs = performance.now();
  return record;
}

async function perform(act: Act, record: SessionRecord, follower: Follower): Promise<void> {
  const { caller } = record.account;
  const path = `/v1/sessions/${record.sessionId}`;
  if (act.type === 'change') {
    const calls = [{ tool: act.tool, value: act.value }];
    await caller.ask(`${path}/recipe`, { method: 'POST', json: { calls } });
    record.changes++;
    return;
  }
  const options = act.type === 'turn' ? { seed: act.seed, candidates: act.candidates } : { seed: 0 };
  const json = { instruction: act.instruction, ...turnLimits, ...options };
  const turnId = (await caller.ask(`${path}/turns`, { method: 'POST', json })).json<{ id: string }>().id;
  record.turns.push({ turnId, canceled: act.type === 'canceled', acceptedAtMs: performance.now() });
  const signal = AbortSignal.timeout(turnMsMax);
  if (act.type === 'canceled') {
    await until(
      follower,
      turnId,
      signal,
      (event) => event.body.turnId === turnId && event.body.type !== 'turn.requested',
    );
    await caller.ask(`${path}/turns/${turnId}/cancel`, { method: 'POST' });
  }
  const end = await until(follower, turnId, signal, (event) => ends(event, turnId));
  if (end.body.type === 'turn.failed') throw new Error(`${turnId} failed: ${end.body.code}: ${end.body.message}`);
}

async function until(
  follower: Follower,
  turnId: string,
  signal: AbortSignal,
  fits: (event: EventJson) => boolean,
): Promise<EventJson> {
  try {
    return await follower.until(fits, signal);
  } catch (cause) {
    const last = follower.received.at(-1);
    const message = `${turnId} did not end within ${turnMsMax / 1000} s; the last event is ${last?.sequence} ${last?.body.type}`;
    throw new Error(message, { cause });
  }
}

async function outcomeOf(caller: Caller, sessionId: string): Promise<Outcome> {
  const recipe = (await caller.ask(`/v1/sessions/${sessionId}/recipe`)).json<object>();
  const query = `longEdge=${renderLongEdge}&format=png`;
  const { bytes } = await caller.ask(`/v1/sessions/${sessionId}/render?${query}`);
  return { recipe: canonicalJson(recipe), pixelsSha256: createHash('sha256').update(bytes).digest('hex') };
}
