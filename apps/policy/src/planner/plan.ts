import type { PhotoKind, Recipe, Step, ToolCall } from '@safelight/core';
import { readInstruction, type Axis, type Intent } from '@safelight/intent';
import type { NextStepRequest } from '@safelight/wire';
import { craftCalls } from './craft/index.ts';
import { guardsOf, type Guard } from './guards.ts';
import { leavesFor, narrowed, turnsOf } from './leaves.ts';
import { leversFor, type Lever, type LeverName } from './levers.ts';
import { figuresOf, metricNames, visibleStep, type Figures, type Metric } from './metrics.ts';
import { craftName, isDead, learn, movedTypically, type Move, type Mover, type Response } from './response.ts';
import { expectedResponse } from './expected.ts';
import { variation } from './seed.ts';
import type { Aim } from './solve.ts';
import { targetsOf, type Target } from './targets.ts';

/** Everything that follows from the trajectory so far; made anew on every call, so that the planner holds no state. */
export interface Plan {
  readonly intent: Intent;
  readonly original: Figures;
  readonly now: Figures;
  readonly recipe: Recipe;
  readonly targets: readonly Target[];
  readonly guards: readonly Guard[];
  /** Figures that nobody asked to move: they should stay roughly where they are. */
  readonly stays: readonly Aim[];
  /** Fixed part of the look that is not in the recipe yet. */
  readonly craft: readonly ToolCall[];
  /** Settings given as numbers that are not in the recipe yet. */
  readonly explicit: readonly ToolCall[];
  /** True when foundation and finish are separate steps. */
  readonly staged: boolean;
  readonly levers: readonly Lever[];
  /** Levers that the last step turned and that hardly changed what they are meant for. */
  readonly dead: readonly LeverName[];
  /** Tools that the recipe refused in this turn. */
  readonly refused: readonly string[];
  readonly response: Response;
}

/** Figures that an edit moves only when asked, with how much they count; a look may move them more freely. */
const collateral: readonly { readonly metric: Metric; readonly axes: readonly Axis[]; readonly weight: number }[] = [
  { metric: 'lightness.p50', axes: ['lightness'], weight: 0.35 },
  { metric: 'cast.a', axes: ['tint', 'monochrome'], weight: 0.2 },
  { metric: 'cast.b', axes: ['warmth', 'monochrome'], weight: 0.2 },
  { metric: 'chroma.mean', axes: ['saturation', 'warmth', 'tint', 'monochrome'], weight: 0.1 },
  { metric: 'lightness.deviation', axes: ['contrast', 'fade', 'haze', 'shadows', 'highlights'], weight: 0.1 },
];

const lookStyleAxesMin = 3;

export function planOf(request: NextStepRequest): Plan {
  const intent = readInstruction(request.instruction);
  const vary = variation(request.seed);
  const original = figuresOf(request.original.measurement);
  const observations = [request.original, ...request.steps.map((step) => step.observation)];
  const last = observations.at(-1)!;
  const now = figuresOf(last.measurement);
  const refused = refusedTools(request.steps);
  const monochrome = intent.goals.some(({ axis, amount }) => axis === 'monochrome' && amount > 0);
  const explicit = explicitFor(intent.explicit, request.photoKind);
  const targets = targetsOf(intent, original, vary).filter(
    ({ axis }) => !monochrome || !(['warmth', 'tint', 'saturation'] as const).some((colour) => colour === axis),
  );
  const asksColour = intent.goals.some(({ axis, amount }) => axis === 'saturation' && amount > 0.4);
  const guards = guardsOf(intent.constraints, original, asksColour).filter(
    ({ metric }) => !monochrome || !/^(?:cast|chroma)/.test(metric),
  );
  const craft = craftCalls(intent, request.original.measurement, vary).filter(({ tool }) => !refused.includes(tool));
  const response = responseOf(request, original, craft);
  const usable = leversFor(request.photoKind, original).filter(
    ({ tools }) => !tools.some((tool) => refused.includes(tool) || explicit.some((call) => call.tool === tool)),
  );
  const dead = deadLevers(usable, request, targets, response, original);
  const staged = intent.looks.length > 0 || intent.goals.length >= lookStyleAxesMin;
  const correcting = request.steps.length >= (staged ? 2 : 1);
  const leaves = leavesFor(targets, guards, intent, now, correcting, vary);
  return {
    intent,
    original,
    now,
    recipe: last.recipe,
    targets,
    guards,
    stays: staysOf(intent, targets, original),
    craft: craft.filter((call) => !holds(last.recipe, call)),
    explicit: explicit.filter((call) => !refused.includes(call.tool) && !holds(last.recipe, call)),
    staged,
    levers: usable.flatMap((lever) => {
      const own = leaves.filter((leave) => leave.lever === lever.name);
      const idle = own.length === 0 || dead.includes(lever.name);
      return idle ? [] : [narrowed(lever, own, lever.read(request.original.recipe))];
    }),
    dead: dead.filter((name) => justTurned(name, request, original)),
    refused,
    response,
  };
}

export function holds(recipe: Recipe, call: ToolCall): boolean {
  return JSON.stringify(recipe.settings[call.tool] ?? null) === JSON.stringify(call.value);
}

/** The reader cannot know the photo's kind: relative white balance is only for rendered photos. */
function explicitFor(calls: readonly ToolCall[], kind: PhotoKind): readonly ToolCall[] {
  return calls.map((call) => (kind === 'raw' && call.tool === 'incrementalTint' ? { ...call, tool: 'tint' } : call));
}

function refusedTools(steps: readonly Step[]): readonly string[] {
  const refused = steps.flatMap(({ calls, observation }) =>
    observation.problems.length === 0 ? [] : calls.filter((call) => !holds(observation.recipe, call)),
  );
  return [...new Set(refused.map(({ tool }) => tool))];
}

/** What the photo answered to the steps so far, starting from what was expected of it. */
function responseOf(request: NextStepRequest, original: Figures, craft: readonly ToolCall[]): Response {
  const observations = [request.original, ...request.steps.map((step) => step.observation)];
  const levers = leversFor(request.photoKind, original);
  const crafted = (recipe: Recipe): number => (craft.length > 0 && craft.every((call) => holds(recipe, call)) ? 1 : 0);
  let response = expectedResponse(original);
  for (const [index, after] of observations.slice(1).entries()) {
    const before = observations[index]!;
    const change = new Map<Mover, number>(
      levers.map((lever) => [lever.name, lever.read(after.recipe) - lever.read(before.recipe)]),
    );
    change.set(craftName, crafted(after.recipe) - crafted(before.recipe));
    const from = figuresOf(before.measurement);
    const to = figuresOf(after.measurement);
    const effect = Object.fromEntries(metricNames.map((metric) => [metric, to[metric] - from[metric]])) as Figures;
    const move: Move = { change, effect };
    response = learn(response, move, original);
  }
  return response;
}

/** Whether the last step turned it: only then is its failure news. */
function justTurned(name: LeverName, request: NextStepRequest, original: Figures): boolean {
  const tools = leversFor(request.photoKind, original).find((lever) => lever.name === name)?.tools ?? [];
  return request.steps.at(-1)?.calls.some(({ tool }) => tools.includes(tool)) ?? false;
}

function deadLevers(
  levers: readonly Lever[],
  request: NextStepRequest,
  targets: readonly Target[],
  response: Response,
  original: Figures,
): readonly LeverName[] {
  const recipe = request.steps.at(-1)?.observation.recipe ?? request.original.recipe;
  return levers
    .filter((lever) => movedTypically(lever.name, lever.read(recipe) - lever.read(request.original.recipe)))
    .map(({ name }) => name)
    .filter((name) => {
      const meantFor = targets.filter(({ axis, from, wanted }) => turnsOf(axis, wanted - from)[0]?.[0] === name);
      return meantFor.length > 0 && meantFor.every(({ metric }) => isDead(response, name, metric, original));
    });
}

function staysOf(intent: Intent, targets: readonly Target[], original: Figures): readonly Aim[] {
  const moved = new Set([...targets.map(({ axis }) => axis), ...intent.goals.map(({ axis }) => axis)]);
  const loose = intent.looks.length > 0 ? 0.5 : 1;
  return collateral
    .filter(
      ({ metric, axes }) => !axes.some((axis) => moved.has(axis)) && !targets.some((one) => one.metric === metric),
    )
    .map(({ metric, weight }) => ({
      metric,
      value: original[metric],
      kind: 'equal',
      weight: weight * loose,
      unit: visibleStep(metric, original),
    }));
}
