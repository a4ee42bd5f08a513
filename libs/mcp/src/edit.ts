/** One instruction on a session, from the request to what the host is told. */
import { SafelightError, type BodyOf, type Safelight, type TurnDetail } from '@safelight/client';
import type { CallToolResult, ServerContext } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { mcpLimits } from './limits.ts';
import { progressTeller } from './progress.ts';
import { linksOf } from './uris.ts';

export const effortShape = {
  candidates: z.int().min(1).max(8).optional().describe('So many edits are made and the best one is kept; default 1.'),
  reflectionsMax: z.int().min(0).max(5).optional().describe('Rounds of self-correction at most; default 1.'),
  seed: z.int().min(0).optional().describe('Same seed, same edit; default 0.'),
};

export const instructionSchema = z
  .string()
  .min(1)
  .max(mcpLimits.instructionChars)
  .describe('What the photo should look like, in English or Chinese. Developing only: nothing is added or removed.');

const score = z.number().describe('1 (poor) to 5 (excellent).');

export const editSchema = z.object({
  sessionId: z.string().describe('For continue_edit, undo and get_recipe.'),
  turnId: z.string(),
  summary: z.string(),
  scores: z.object({ aesthetic: score, instruction: score }),
  settings: z.record(z.string(), z.unknown()).describe('The develop settings that were changed, in panel units.'),
  notDone: z
    .array(z.string())
    .describe('Parts of the instruction that developing cannot do or that were not understood.'),
  missed: z.array(z.string()).describe('Wishes that were tried and not reached.'),
});

type Effort = Omit<BodyOf<'createTurn'>, 'instruction'>;

/** Runs the turn, tells its progress, and shows the result. Ends the turn when the host cancels the call. */
export async function runEdit(
  api: Safelight,
  sessionId: string,
  wish: { readonly instruction: string } & Effort,
  context: ServerContext,
): Promise<CallToolResult> {
  const { signal } = context.mcpReq;
  const { id: turnId } = await api.turns.create(sessionId, wish, { signal });
  const limit = AbortSignal.any([signal, AbortSignal.timeout(mcpLimits.editDeadlineMs)]);
  const turn = await api.turns
    .wait(sessionId, turnId, { signal: limit, onEvent: progressTeller(context) })
    .catch(async (thrown: unknown) => {
      if (signal.aborted) await stop(api, sessionId, turnId);
      throw limit.aborted && !signal.aborted ? stillRunning(sessionId) : thrown;
    });
  if (turn.state !== 'succeeded') throw failureOf(turn);
  return showResult(api, sessionId, turn, signal);
}

/** The call is over, so its signal cannot carry this one. What cannot be said any more is the deadline's to end. */
async function stop(api: Safelight, sessionId: string, turnId: string): Promise<void> {
  await api.turns.cancel(sessionId, turnId).catch(() => undefined);
}

function stillRunning(sessionId: string): SafelightError {
  const message = `The edit takes longer than ${mcpLimits.editDeadlineMs / 60_000} minutes. It goes on: ask get_recipe for session ${sessionId} later.`;
  return new SafelightError(message, { code: 'request.deadlineExceeded', status: 0, retryable: false });
}

function failureOf({ failure, state }: TurnDetail): SafelightError {
  const message = failure?.message ?? `The edit was ${state}. Ask again.`;
  const { code = 'turn.canceled', retryable = true } = failure ?? {};
  return new SafelightError(message, { code, status: 0, retryable });
}

async function showResult(
  api: Safelight,
  sessionId: string,
  turn: TurnDetail,
  signal: AbortSignal,
): Promise<CallToolResult> {
  const [recipe, picture] = await Promise.all([
    api.sessions.recipe(sessionId, { signal }),
    proxyOf(api, sessionId, signal),
  ]);
  const { aesthetic, instruction } = turn.scores ?? { aesthetic: 0, instruction: 0 };
  const { thought = '', notDone = [], missed = [] } = turn.finish ?? {};
  const summary = [
    thought,
    `Scores of 5: looks ${aesthetic.toFixed(1)}, instruction ${instruction.toFixed(1)}.`,
    ...(notDone.length > 0 ? [`Not done: ${notDone.join('; ')}.`] : []),
    ...(missed.length > 0 ? [`Tried and not reached: ${missed.join('; ')}.`] : []),
  ].join('\n');
  const structured = { sessionId, turnId: turn.id, summary, scores: { aesthetic, instruction } };
  return {
    content: [
      { type: 'text', text: `${summary}\nSession ${sessionId}. continue_edit takes the next wish.` },
      picture,
      ...linksOf(sessionId),
    ],
    structuredContent: { ...structured, settings: recipe.settings, notDone: [...notDone], missed: [...missed] },
  };
}

/** The session's picture as it stands, small enough to look at. */
export async function proxyOf(
  api: Safelight,
  sessionId: string,
  signal: AbortSignal,
): Promise<{ type: 'image'; data: string; mimeType: string }> {
  const { proxyEdgePixels: longEdge, proxyQuality: quality } = mcpLimits;
  const bytes = await api.sessions.render(sessionId, { longEdge, quality }, { signal });
  return { type: 'image', data: Buffer.from(bytes).toString('base64'), mimeType: 'image/jpeg' };
}
