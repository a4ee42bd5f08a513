/** Asks the policy for the next step of a turn. */
import type { Finish, Locale, Prediction, ToolCall } from '@safelight/core';
import { Fault } from '@safelight/core';
import { loadImages } from '../darkroom.ts';
import type { GatewayContext } from '../context.ts';
import { gatewayLimits } from '../limits.ts';
import type { PhotoRow, TurnRow } from '../store/schema.ts';
import type { TurnProgress } from './progress.ts';

interface Author {
  readonly policyVersion: string;
  readonly locale: Locale;
}

export type Decision = Author &
  (
    | {
        readonly type: 'step';
        readonly thought: string;
        readonly calls: readonly ToolCall[];
        readonly predictions: readonly Prediction[];
      }
    | { readonly type: 'finish'; readonly finish: Finish }
  );

/**
 * One whole answer of the policy.
 * @throws Fault internal when the answer breaks the contract, and whatever the policy threw
 */
export async function decide(
  context: GatewayContext,
  turn: TurnRow,
  photo: PhotoRow,
  progress: TurnProgress,
  signal: AbortSignal,
): Promise<Decision> {
  const { original, steps } = progress;
  if (original === null) throw new Error('A turn is decided only after its original was seen.');
  const observations = [original, ...steps.map((step) => step.observation)];
  const images = await loadImages(
    context,
    observations.map((observation) => observation.image),
  );
  const { instruction, steps_max: stepsMax, seed } = turn;
  const request = { instruction, photoKind: photo.kind, original, steps, images, stepsMax, seed };

  let author: Author | null = null;
  let thought = '';
  let decision: Decision | null = null;
  const answers = context.policy.nextStep(request, { signal, deadlineMs: gatewayLimits.policyDeadlineMs });
  for await (const answer of answers) {
    if (answer.type === 'begin') author = { policyVersion: answer.policyVersion, locale: answer.locale };
    else if (answer.type === 'thoughtDelta') thought += answer.text;
    else if (author === null || decision !== null) throw brokenContract('begin, thoughts, then one decision');
    else if (answer.type === 'finish') decision = { ...author, type: 'finish', finish: answer.finish };
    else decision = { ...author, type: 'step', thought, calls: answer.calls, predictions: answer.predictions };
  }
  if (decision === null) throw brokenContract('a decision or a finish at the end');
  if (decision.type === 'step' && steps.length >= stepsMax) throw brokenContract(`a finish after ${stepsMax} steps`);
  return decision;
}

function brokenContract(expected: string): Fault {
  const detail = `The policy broke its contract: expected ${expected}.`;
  return new Fault(
    'internal',
    'The policy gave an answer that cannot be used. The log of the gateway holds the cause.',
    {
      detail,
    },
  );
}
