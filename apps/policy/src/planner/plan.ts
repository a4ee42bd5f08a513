import { outcomeOf, type Observation, type Recipe, type Step, type ToolCall } from '@safelight/core';
import type { Intent } from '@safelight/intent';
import type { NextStepRequest } from '@safelight/wire';
import { holds, issuedIn, refusedTools } from './calls.ts';
import { craftCalls, isMonochrome } from './craft/index.ts';
import { throughMask } from './craft/local.ts';
import { exactCalls } from './exact.ts';
import { expectedResponse } from './expected.ts';
import { resume } from './followUp.ts';
import type { Framing } from './geometry/crop.ts';
import { guardsOf, isCrossed, type Guard } from './guards.ts';
import { leavesFor, narrowed } from './leaves.ts';
import { bandLevers, localLevers } from './levers/local.ts';
import type { Lever } from './levers/lever.ts';
import { wholeLevers } from './levers/whole.ts';
import { added, figuresOf, type Figures } from './metrics.ts';
import { crafted, learnt, predicted } from './learning.ts';
import { naturally } from './naturally.ts';
import { openingOf, type Opening } from './opening.ts';
import { partsFor, type Parts } from './parts.ts';
import { isDead, movedTypically, type Response } from './response.ts';
import { variation } from './seed.ts';
import type { Aim } from './solve.ts';
import { besideMovedParts } from './spread.ts';
import { staysOf } from './stays.ts';
import type { Target } from './target.ts';
import { targetsOf, throughRest } from './targets.ts';
import { turnsOf, type ScopeKind } from './turns.ts';

/** Calls that say directly what is asked for, by the phase that they belong to. */
export interface Direct {
  readonly foundation: readonly ToolCall[];
  readonly local: readonly ToolCall[];
  readonly finish: readonly ToolCall[];
}

/** Everything that follows from the trajectory so far; made anew on every call, so that the planner holds no state. */
export interface Plan {
  /** What is asked and can be done here. */
  readonly intent: Intent;
  /** What the wishes start from: the original, or what a follow-up went back to. */
  readonly begin: Observation;
  readonly original: Figures;
  readonly now: Figures;
  readonly recipe: Recipe;
  readonly round: number;
  /** Steps of this round that edited; the one that carried out a follow-up is none of them. */
  readonly edits: number;
  /** Follow-ups and the frame, while they are still to be carried out: what comes after is measured on their result. */
  readonly opening: Opening | null;
  readonly parts: Parts;
  readonly framing: Framing;
  readonly targets: readonly Target[];
  readonly guards: readonly Guard[];
  /** Figures that nobody asked to move: they should stay roughly where they are. */
  readonly stays: readonly Aim[];
  readonly direct: Direct;
  /** Direct calls that are not in the recipe yet. */
  readonly open: Direct;
  /** Those that may be turned now, each with its range. */
  readonly levers: readonly Lever[];
  readonly allLevers: readonly Lever[];
  /** Levers that the last step turned and that hardly changed what they are meant for. */
  readonly dead: readonly string[];
  /** Tools that the recipe refused in this turn. */
  readonly refused: readonly string[];
  /** Parts of the instruction that cannot be done on this photo, verbatim. */
  readonly impossible: readonly string[];
  /** Earlier results of this round's edits. */
  readonly past: readonly { readonly index: number; readonly recipe: Recipe; readonly figures: Figures }[];
  /** Whether the last step went back to one of them. */
  readonly wentBack: boolean;
  readonly wasIssued: (call: ToolCall) => boolean;
  readonly response: Response;
}

export function planOf(understood: Intent, request: NextStepRequest): Plan {
  const read = naturally(understood, request.instruction);
  const { steps, rounds, photoKind } = request;
  const vary = variation(request.seed);
  const round = rounds.length;
  const own = steps.filter((step) => step.round === round);
  const resumption = resume(read.followUps, request.history, request.original.recipe);
  const opening = openingOf(read, request, resumption);
  const opened = opening.opens ? steps[0]?.observation : undefined;
  const begin = opened === undefined ? request.original : { ...opened, scene: request.original.scene };
  const last = own.at(-1)?.observation ?? (round > 0 ? outcomeOf(request) : begin);

  const original = figuresOf(begin);
  const parts = partsFor(read, request.original, begin);
  const { intent } = parts;
  const { framing } = opening;
  const stored = request.original.scene?.orientation ?? 1;
  const exact = exactCalls(intent.explicit, photoKind, begin.recipe, stored, ({ region }) =>
    parts.selectionFor(region),
  );
  const refused = refusedTools(steps);
  const allowed = (calls: readonly ToolCall[]): readonly ToolCall[] =>
    calls.filter(({ tool }) => !refused.includes(tool));

  const wanted = targetsOf(intent, original, vary);
  const reached =
    parts.rest === null ? wanted : throughRest(wanted, parts.rest.share, parts.restLightness(original), original);
  const aimed = reached.filter(
    ({ axis, scope }) => !(isMonochrome(intent) && scope === null && ['warmth', 'tint', 'saturation'].includes(axis)),
  );
  const asksColour = intent.goals.some(({ axis, amount }) => axis === 'saturation' && amount > 0.4);
  const guards = guardsOf(intent.constraints, original, asksColour)
    .map((guard) =>
      guard.source === null && isClipping(guard) && !movesTones(aimed)
        ? { ...guard, weight: balanceShare * guard.weight }
        : guard,
    )
    .filter(({ metric, scope }) => !(isMonochrome(intent) && scope === null && /cast|chroma/.test(metric)));
  const craft = craftCalls(intent, begin.measurement, photoKind, vary);
  const grey: readonly ToolCall[] = isMonochrome(intent) ? [{ tool: 'convertToGrayscale', value: true }] : [];
  const finish = parts.rest === null ? null : throughMask([...grey, ...craft], parts.rest, last.recipe);
  const direct: Direct = {
    foundation: allowed([...framing.calls, ...exact.whole]),
    local: allowed([...exact.local, ...parts.directCalls(aimed, last.recipe)]),
    finish: allowed(finish?.calls ?? [...grey, ...craft]),
  };

  const all = leversOf(request, parts, original);
  const prior = expectedResponse(all, parts.selections, original);
  const fixed = [...direct.local, ...direct.finish];
  const asked = [...direct.foundation, ...fixed].filter((call) => holds(last.recipe, call));
  const response = request.textOnly ? prior : learnt(prior, request, all, fixed, original);
  const now = request.textOnly
    ? added(original, predicted(prior, all, begin.recipe, last.recipe))
    : { ...original, ...figuresOf(last) };
  const shareOf = (scope: string): number => parts.selections.find(({ key }) => key === scope)?.share ?? 0;
  const targets = besideMovedParts(aimed, shareOf, original, now);
  const kindOf = (scope: string | null): ScopeKind =>
    scope === null ? 'whole' : parts.bands.includes(scope) ? 'band' : 'mask';
  const usable = all.filter(
    ({ tools, scope }) =>
      !tools.some(
        (tool) => refused.includes(tool) || (scope === null && exact.whole.some((call) => call.tool === tool)),
      ),
  );
  const dead = request.textOnly
    ? []
    : deadLevers(usable, last.recipe, begin.recipe, targets, response, original, kindOf);
  const edits = own.length - (round === 0 && opening.opens && own.length > 0 ? 1 : 0);
  const correcting = round > 0 || edits >= phaseCount(intent, targets, direct);
  const wholeScope = parts.rest?.key ?? null;
  const wasIssued = issuedIn(own);
  const still = (calls: readonly ToolCall[]): readonly ToolCall[] =>
    calls.filter((call) => !holds(last.recipe, call) && !wasIssued(call));
  const leaves = leavesFor({ intent, targets, guards, now, correcting, vary, kindOf, wholeScope });
  return {
    intent,
    begin,
    original,
    now,
    recipe: last.recipe,
    round,
    edits,
    opening: opening.opens && steps.length === 0 ? opening : null,
    parts,
    framing,
    targets,
    guards,
    stays: staysOf(intent, targets, original),
    direct,
    open: { foundation: still(direct.foundation), local: still(direct.local), finish: still(direct.finish) },
    levers: usable.flatMap((lever) => {
      const mine = leaves.filter((leave) => leave.lever === lever.name);
      const idle = mine.length === 0 || dead.includes(lever.name);
      return idle ? [] : [narrowed(lever, mine, lever.read(begin.recipe))];
    }),
    allLevers: all,
    dead: dead.filter((name) => justTurned(name, own.at(-1), all)),
    refused,
    impossible: [
      ...resumption.impossible,
      ...parts.notFound.map(({ source }) => source),
      ...exact.impossible,
      ...(framing.level === 'unsure' || !framing.fits ? [read.geometry!.source] : []),
      ...(finish !== null && finish.leftOut.length > 0 ? parts.wholeOnly(finish.leftOut) : []),
    ],
    past: (request.textOnly ? [] : own.slice(own.length - edits, -1))
      // A result from before the look's own settings is no result.
      .filter(({ observation }) => crafted(asked, observation.recipe))
      .map(({ index, observation }) => ({
        index,
        recipe: observation.recipe,
        figures: { ...original, ...figuresOf(observation) },
      })),
    wentBack: edits > 0 && own.at(-1)?.base !== null && own.at(-1)?.calls.length === 0,
    wasIssued,
    response,
  };
}

/** Where only colour moves a near-white channel ends before any light is lost: the bound on clipping pulls this much. */
const balanceShare = 0.03;
const isClipping = ({ metric }: Guard): boolean => metric === 'clipping.highlights';
const movesTones = (targets: readonly Target[]): boolean =>
  targets.some(({ axis }) => !['warmth', 'tint', 'saturation'].includes(axis));

const lookStyleAxesMin = 3;

/** Foundation, local, finish: one step where little is asked, one for each where it is much. */
export function phasesOf({ intent, targets, direct }: Pick<Plan, 'intent' | 'targets' | 'direct'>): readonly Phase[] {
  const whole = targets.some(({ scope }) => scope === null);
  const local = direct.local.length > 0 || targets.some(({ scope }) => scope !== null);
  const many = intent.looks.length > 0 || intent.goals.length >= lookStyleAxesMin;
  if (!many && !(whole && local)) return ['whole'];
  const finish = many || direct.finish.length > 0;
  return ['foundation', ...(local ? (['local'] as const) : []), ...(finish ? (['finish'] as const) : [])];
}

export type Phase = 'foundation' | 'local' | 'finish' | 'whole' | 'correction' | 'reflection';

const phaseCount = (intent: Intent, targets: readonly Target[], direct: Direct): number =>
  phasesOf({ intent, targets, direct }).length;

function leversOf({ photoKind }: NextStepRequest, parts: Parts, original: Figures): readonly Lever[] {
  return [
    ...wholeLevers(photoKind, original),
    ...parts.mixed.flatMap(({ band, neighbour }) => bandLevers(band, neighbour)),
    ...parts.selections.flatMap(localLevers),
  ];
}

/** Whether the last step turned it: only then is its failure news. */
function justTurned(name: string, last: Step | undefined, levers: readonly Lever[]): boolean {
  const tools = levers.find((lever) => lever.name === name)?.tools ?? [];
  return last?.calls.some(({ tool }) => tools.includes(tool)) ?? false;
}

function deadLevers(
  levers: readonly Lever[],
  recipe: Recipe,
  start: Recipe,
  targets: readonly Target[],
  response: Response,
  original: Figures,
  kindOf: (scope: string | null) => ScopeKind,
): readonly string[] {
  return levers
    .filter((lever) => movedTypically(lever.name, lever.read(recipe) - lever.read(start)))
    .filter(({ name, kind, scope }) => {
      const meantFor = targets.filter((target) => {
        const first = turnsOf(target.axis, target.wanted - target.from, kindOf(scope))[0]?.[0];
        return target.scope === scope && first === kind;
      });
      return meantFor.length > 0 && meantFor.every(({ metric }) => isDead(response, name, metric, original));
    })
    .map(({ name }) => name);
}

export const crossedGuards = ({ guards, now }: Pick<Plan, 'guards' | 'now'>): readonly Guard[] =>
  guards.filter((guard) => isCrossed(guard, now));
