import { readFileSync } from 'node:fs';
import { Fault } from '@safelight/core';
import {
  defaultSettings,
  openVlm,
  type Clock,
  type Reply,
  type Vlm,
  type VlmEvent,
  type VlmRequest,
} from '../src/index.ts';
import type { VlmSettings } from '../src/index.ts';
import {
  recording,
  startModelServer,
  type ModelServer,
  type ModelServerOptions,
  type Script,
  type ServedReply,
} from '../src/testing/index.ts';

/** A clock whose sleeps are over at once and remembered; chance is always one half. */
export interface TestClock extends Clock {
  readonly slept: readonly number[];
}

export function testClock(): TestClock {
  const slept: number[] = [];
  let ahead = 0;
  return {
    slept,
    now: () => ahead,
    sleep: (ms, signal) => {
      signal.throwIfAborted();
      slept.push(ms);
      ahead += ms;
      return Promise.resolve();
    },
    random: () => 0.5,
  };
}

export interface Bench extends AsyncDisposable {
  readonly server: ModelServer;
  readonly vlm: Vlm;
  readonly clock: TestClock;
}

export async function openBench(
  script: Script,
  settings: Partial<VlmSettings> = {},
  options: ModelServerOptions = {},
): Promise<Bench> {
  const server = await startModelServer(script, options);
  const clock = testClock();
  const vlm = openVlm({ ...defaultSettings, model: 'test-model', baseUrl: server.baseUrl, ...settings }, clock);
  return {
    server,
    vlm,
    clock,
    async [Symbol.asyncDispose]() {
      await vlm[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

export const never = (): AbortSignal => new AbortController().signal;

export function asking(text: string, rest: Partial<VlmRequest> = {}): VlmRequest {
  return { messages: [{ role: 'user', parts: [{ type: 'text', text }] }], ...rest };
}

export async function listen(vlm: Vlm, request: VlmRequest): Promise<{ events: VlmEvent[]; reply: Reply }> {
  const events: VlmEvent[] = [];
  for await (const event of vlm.stream(request, never())) events.push(event);
  const last = events.at(-1);
  if (last?.type !== 'reply') throw new Error('The stream ended without a reply.');
  return { events, reply: last.reply };
}

export async function faultOf(promise: Promise<unknown>): Promise<Fault> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

/** A stream of `recordings/`. */
export function recorded(name: string): ServedReply {
  return recording(readFileSync(new URL(`./recordings/${name}.sse`, import.meta.url), 'utf8'));
}
