/** F10: one tenant floods, slow uploads hold connections; another tenant's turn still ends soon. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { median } from '../../row.ts';
import type { Bench, Probe } from '../bench.ts';
import type { Caller } from '../api/caller.ts';
import { makeAccount } from '../load/accounts.ts';
import { turnLimits } from '../load/script.ts';

const counts = {
  quick: { quiet: 2, flood: 8, requests: 200 },
  full: { quiet: 4, flood: 24, requests: 2_000 },
} as const;
const slowUploadsCount = 8;
/** Until they are there. */
const slowStartMs = 1_000;
/**
 * How many times as long a turn may take while another tenant floods: it waits for one of the four turns that two runners
 * have under way to end, and then shares the cores with three.
 */
const slowdownMax = 8;
const waitSeconds = 120;
const pollMs = 50;

export const noise: Probe = async (bench) => {
  const { options, stack, receiver, operator } = bench;
  const { quiet, flood, requests } = counts[options.quick ? 'quick' : 'full'];
  const around = { baseUrl: stack.baseUrl, receiver };
  const loud = await makeAccount(operator, around, 'loud');
  const calm = await makeAccount(operator, around, 'calm');
  const alone: number[] = [];
  for (let index = 0; index < quiet; index++) alone.push(await turnMs(bench, calm.caller));

  bench.inject('F10', `${flood} turns and ${requests} requests of one tenant`);
  const turns = await Promise.all(Array.from({ length: flood }, () => begin(bench, loud.caller)));
  const flooding = new AbortController();
  const asking = floodRequests(loud.caller, requests, flooding.signal);
  const beside: number[] = [];
  for (let index = 0; index < 2; index++) beside.push(await turnMs(bench, calm.caller));
  flooding.abort();
  const limited = await asking;

  bench.inject('F10', `${slowUploadsCount} uploads that never end`);
  const slow = Array.from({ length: slowUploadsCount }, () => slowUpload(stack.baseUrl, loud.caller.authorization));
  await delay(slowStartMs);
  const began = performance.now();
  const { bytes } = bench.pictures[1]!;
  const upload = await calm.caller.reach('/v1/photos', { method: 'POST', bytes }).catch(() => null);
  const uploadMs = performance.now() - began;
  for (const socket of slow) socket.destroy();

  for (const path of turns) await loud.caller.reach(`${path}/cancel`, { method: 'POST' });
  const slowdown = Math.max(...beside) / median(alone);
  const isFair = slowdown <= slowdownMax;
  const isOpen = upload?.status === 201;
  return {
    ...{ fault: 'F10', what: 'a noisy neighbour, slow uploads', injected: flood + requests + slowUploadsCount },
    ...{ survived: Number(isFair) + Number(isOpen), lost: Number(!isFair) + Number(!isOpen), duplicated: 0 },
    note:
      `a turn took ${slowdown.toFixed(1)} × its quiet time (at most ${slowdownMax}), ${limited} requests were limited; ` +
      `beside ${slowUploadsCount} slow uploads another took ${(uploadMs / 1000).toFixed(1)} s`,
  };
};

/** Where the turn is. */
async function begin({ pictures }: Bench, caller: Caller): Promise<string> {
  const photo = await caller.ask('/v1/photos', { method: 'POST', bytes: pictures[0]!.bytes });
  const json = { photoId: photo.json<{ id: string }>().id };
  const session = await caller.ask('/v1/sessions', { method: 'POST', json });
  const path = `/v1/sessions/${session.json<{ id: string }>().id}/turns`;
  const turn = await caller.ask(path, { method: 'POST', json: { instruction: 'a bit brighter', ...turnLimits } });
  return `${path}/${turn.json<{ id: string }>().id}`;
}

async function turnMs(bench: Bench, caller: Caller): Promise<number> {
  const path = await begin(bench, caller);
  const began = performance.now();
  while (performance.now() - began < waitSeconds * 1000) {
    const { state } = (await caller.ask(path)).json<{ state: string }>();
    if (state === 'succeeded') return performance.now() - began;
    if (state !== 'queued' && state !== 'running') throw new Error(`${path} is ${state}`);
    await delay(pollMs);
  }
  return Infinity;
}

/** @returns how many were told to come later */
async function floodRequests(caller: Caller, count: number, signal: AbortSignal): Promise<number> {
  let limited = 0;
  const ask = async (): Promise<void> => {
    for (let sent = 0; sent < count / 10 && !signal.aborted; sent++) {
      const answer = await caller.reach('/v1/photos', { patient: false, signal }).catch(() => null);
      if (answer?.status === 429) limited++;
    }
  };
  await Promise.all(Array.from({ length: 10 }, ask));
  return limited;
}

/** Announces a megabyte and sends its first bytes alone. */
function slowUpload(baseUrl: string, authorization: string): Socket {
  const { hostname, port } = new URL(baseUrl);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.write(
    `POST /v1/photos HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: ${authorization}\r\n` +
      'content-type: application/octet-stream\r\ncontent-length: 1000000\r\n\r\nabc',
  );
  return socket;
}
