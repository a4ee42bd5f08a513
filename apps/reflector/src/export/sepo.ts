/** Groups of trajectories with every reward of SEPO, for trainers that bring their own loss. */
import { keptSteps, outcomeOf } from '@safelight/core';
import { evaluationReply, prompts } from '@safelight/dialect';
import { diffRecipes } from '@safelight/recipe';
import {
  advantages,
  editReward,
  evaluationReward,
  formatReward,
  lossMask,
  selfAssessmentReward,
  selfScoreSpan,
  toolReward,
  winRates,
  type Span,
} from '@safelight/sepo';
import type { Judged } from '../sample/pair.ts';
import { conversationOf, meanScore } from './conversation.ts';
import { withoutMarks, type Message } from './sharegpt.ts';
import type { TokenSpans } from './tokens.ts';

/** One line of `groups.jsonl`. */
export interface SepoGroup {
  readonly schema: 1;
  readonly group: string;
  readonly photoSha256: string;
  readonly instruction: string;
  readonly locale: string;
  readonly system: string;
  /** The trajectory whose calls R_ta compares with. */
  readonly reference: { readonly trajectoryId: string; readonly inGroup: boolean };
  readonly rollouts: readonly SepoRollout[];
}

export interface SepoRollout {
  readonly trajectoryId: string;
  readonly candidate: number;
  readonly messages: readonly Message[];
  readonly images: readonly string[];
  /** 1 .. 5, the evaluator's and the policy's own. */
  readonly scores: { readonly evaluation: number; readonly self: number };
  readonly rewards: {
    readonly R_f: number;
    readonly R_ta: number;
    readonly R_pp: number;
    readonly R_sa: number;
    readonly R_edit: number;
    readonly R_eval: number;
  };
  readonly advantages: { readonly edit: number; readonly eval: number };
  /** S_pred: characters of the last message, and its tokens where a tokenizer was given. */
  readonly selfScore: { readonly message: number; readonly characters: Span; readonly tokens: Span | null };
  /** Loss mask of the last message's tokens in the editor's loop: 0 on S_pred (SLM). */
  readonly editorMask: readonly (0 | 1)[] | null;
}

/**
 * The group's rewards. R_f is 0 for a trajectory of which calls were refused; R_ta compares with `reference`, the
 * best-judged trajectory of the same input that is known; R_pp takes the evaluator's scores, R_sa the policy's own
 * against them.
 */
export function sepoGroup(group: readonly Judged[], reference: Judged, tokens: TokenSpans | null): SepoGroup {
  const [first] = group;
  if (first === undefined) throw new Error('A group has at least one trajectory.');
  const judged = group.map(({ evaluation }) => meanScore(evaluation.scores));
  const preference = winRates(judged);
  const target = callsOf(reference);
  const rollouts = group.map((trajectory, at) => {
    const self = meanScore(trajectory.finish.selfScore);
    const { messages, images } = conversationOf(trajectory, keptSteps(trajectory));
    const last: Message = {
      role: 'assistant',
      content: withoutMarks(evaluationReply(trajectory.finish.thought, self)),
    };
    const all = [...messages, last];
    const format = formatOf(trajectory, all);
    const tool = toolReward(callsOf(trajectory), target).reward;
    const selfAssessment = selfAssessmentReward(self, judged[at]!);
    return {
      ...{ trajectoryId: trajectory.id, candidate: trajectory.candidate, messages: all, images },
      scores: { evaluation: judged[at]!, self },
      rewards: {
        R_f: format,
        R_ta: tool,
        R_pp: preference[at]!,
        R_sa: selfAssessment,
        R_edit: editReward({ format, tool, preference: preference[at]! }),
        R_eval: evaluationReward({ format, selfAssessment }),
      },
      ...spansOf(last.content, all.length - 1, tokens),
    };
  });
  const edit = advantages(rollouts.map(({ rewards }) => rewards.R_edit));
  const evaluation = advantages(rollouts.map(({ rewards }) => rewards.R_eval));
  return {
    schema: 1,
    group: first.turnId,
    photoSha256: first.photoSha256,
    instruction: first.instruction,
    locale: first.locale,
    system: prompts.edit.text,
    reference: { trajectoryId: reference.id, inGroup: group.some(({ id }) => id === reference.id) },
    rollouts: rollouts.map((rollout, at) => ({
      ...rollout,
      advantages: { edit: edit[at]!, eval: evaluation[at]! },
    })),
  };
}

/** What makes the result from the original. */
const callsOf = (trajectory: Judged) => diffRecipes(trajectory.original.recipe, outcomeOf(trajectory).recipe);

function formatOf(trajectory: Judged, messages: readonly Message[]): 0 | 1 {
  const replies = messages.filter(({ role }) => role === 'assistant');
  const whole = replies.every(
    ({ content }, at) => formatReward(content, at === replies.length - 1 ? 'evaluation' : 'edit') === 1,
  );
  const refused = trajectory.steps.some(({ observation }) =>
    observation.problems.some(({ code }) => code.startsWith('tool.')),
  );
  return whole && !refused ? 1 : 0;
}

function spansOf(
  content: string,
  message: number,
  tokens: TokenSpans | null,
): Pick<SepoRollout, 'selfScore' | 'editorMask'> {
  const characters = selfScoreSpan(content)!;
  const places = tokens?.of(content) ?? null;
  if (places === null) return { selfScore: { message, characters, tokens: null }, editorMask: null };
  const editorMask = lossMask(places, characters, 'editor');
  return {
    selfScore: { message, characters, tokens: [editorMask.indexOf(0), editorMask.lastIndexOf(0) + 1] },
    editorMask,
  };
}
