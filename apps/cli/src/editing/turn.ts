/** One instruction of a session, from the request to all that is known about its result. */
import type { BodyOf, TurnDetail } from '@safelight/client';
import {
  Fault,
  toFault,
  type Comparison,
  type ImageRef,
  type SessionEventBody,
  type Trajectory,
} from '@safelight/core';
import type { Progress } from '../progress/progress.ts';
import { faultOfApi, type Api } from '../remote/api.ts';
import { warn } from '../terminal.ts';

/** Who interrupts does not want to wait. */
const stopMs = 3_000;

/** Who is told how the edit goes. */
type Listener = Pick<Progress, 'tell' | 'counted'>;

/** What is left out takes the API's defaults. */
export type TurnRequest = BodyOf<'createTurn'>;

export interface Picture {
  readonly ref: ImageRef;
  readonly data: Uint8Array;
}

export interface FinishedTurn {
  readonly instruction: string;
  readonly state: TurnDetail;
  /** Of all candidates, in their order. */
  readonly candidates: readonly Trajectory[];
  /** The candidate that the result is of. */
  readonly winner: Trajectory;
  /** Of a group of two or more. */
  readonly comparison: Comparison | null;
  /** Why a candidate, or a reflection of it, ended before its time. */
  readonly failures: readonly { readonly candidate: number; readonly message: string }[];
  /** Every picture that the trajectories name, by digest. */
  readonly images: ReadonlyMap<string, Picture>;
}

/** Asks for an edit and follows it to its end. @throws the turn's fault */
export async function runTurn(
  api: Api,
  sessionId: string,
  request: TurnRequest,
  progress: Listener,
): Promise<FinishedTurn> {
  const { id } = await api.turns.create(sessionId, request);
  const bodies = await follow(api, sessionId, id, progress).catch(async (thrown: unknown) => {
    if (isInterruption(thrown)) await stop(api, sessionId, id);
    throw thrown;
  });
  const comparison = bodies.find((body) => body.type === 'turn.compared')?.comparison ?? null;
  const state = await api.turns.get(sessionId, id);
  progress.counted(state.usage);
  const candidates = await Promise.all(
    Array.from({ length: state.candidates }, (_, index) => api.turns.trajectory(sessionId, id, { candidate: index })),
  );
  const winner = candidates[bodies.find((body) => body.type === 'turn.finished')!.candidate]!;
  const failures = bodies.filter((body) => body.type === 'candidate.failed');
  return {
    instruction: request.instruction,
    ...{ state, candidates, winner, comparison, failures },
    images: await fetchImages(api, candidates),
  };
}

const isInterruption = (thrown: unknown): boolean => thrown instanceof Error && thrown.name === 'AbortError';

/** Who interrupts the command wants no edit any more; a server that cannot be told goes on with it. */
async function stop(api: Api, sessionId: string, turnId: string): Promise<void> {
  const signal = AbortSignal.timeout(stopMs);
  await api.afterwards.turns.cancel(sessionId, turnId, { signal }).catch((thrown: unknown) => {
    warn(`the edit could not be canceled (${toFault(faultOfApi(thrown, null)).message})`);
  });
}

/** The turn's events until it finishes. */
async function follow(
  api: Api,
  sessionId: string,
  turnId: string,
  progress: Listener,
): Promise<readonly SessionEventBody[]> {
  const bodies: SessionEventBody[] = [];
  for await (const { body } of api.sessions.events(sessionId)) {
    if (!('turnId' in body) || body.turnId !== turnId) continue;
    progress.tell(body);
    bodies.push(body);
    if (body.type === 'turn.finished') return bodies;
    if (body.type === 'turn.failed') throw new Fault(body.code, body.message);
    if (body.type === 'turn.canceled') throw stopped(body.reason);
  }
  throw new Fault('service.unavailable', 'The event stream ended before the edit did. Run the command again.');
}

function stopped(reason: 'request' | 'deadline'): Fault {
  return reason === 'request'
    ? new Fault('turn.canceled', 'The edit was canceled. Its steps so far stay in its trajectory.')
    : new Fault('turn.expired', 'The edit did not end within its deadline. Allow it more time.');
}

async function fetchImages(api: Api, trajectories: readonly Trajectory[]): Promise<Map<string, Picture>> {
  const observations = trajectories.flatMap(({ original, steps }) => [
    original,
    ...steps.map(({ observation }) => observation),
  ]);
  const refs = new Map(observations.map(({ image }) => [image.sha256, image]));
  return new Map(
    await Promise.all(
      [...refs].map(async ([digest, ref]) => [digest, { ref, data: await api.images.get(digest) }] as const),
    ),
  );
}
