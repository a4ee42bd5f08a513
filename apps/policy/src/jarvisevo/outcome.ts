/** What a reply of a checkpoint comes to. */
import { crsUri, findSetting } from '@safelight/catalogue';
import { canonicalJson, emptyRecipe, Fault, limits, type Recipe, type ToolCall } from '@safelight/core';
import { isGenerative, parseReply, scoreOf } from '@safelight/dialect';
import { notRenderedReason } from '@safelight/engine';
import { applyCalls, diffRecipes, mergeRecipes } from '@safelight/recipe';
import { parseLiteral, readRoc } from '@safelight/roc';
import type { NextStepRequest } from '@safelight/wire';
import { askedOf, baseOf, stepsTaken, type Asked } from './conversation.ts';

export type Outcome =
  | {
      readonly type: 'edit';
      readonly thought: string;
      readonly calls: readonly ToolCall[];
      readonly base: Recipe | null;
      /** What of the configuration is not carried out, and why. */
      readonly left: readonly string[];
    }
  | { readonly type: 'finish'; readonly thought: string; readonly score: number }
  /** Says that it is done without saying how good it is. */
  | { readonly type: 'done'; readonly thought: string }
  /** The checkpoint takes the wish for a generative one. */
  | { readonly type: 'generative'; readonly thought: string }
  | { readonly type: 'wrong'; readonly problems: readonly string[] };

const wrong = (...problems: readonly string[]): Outcome => ({ type: 'wrong', problems });

export function outcomeOf(text: string, request: NextStepRequest, asked: Asked = askedOf(request)): Outcome {
  const { thought, toolCall, answer, isFinished, unclosed } = parseReply(text);
  if (unclosed.length > 0) return wrong(`The block ${unclosed.map((tag) => `<${tag}>`).join(', ')} is not closed.`);
  if (toolCall !== null && asked !== 'evaluation') return editOf(toolCall, thought, request);
  if (answer !== null) return scored(answer, thought);
  if (asked === 'evaluation') {
    return wrong('Reply with <think> … </think> <answer> {"Overall assessment score": "…"} </answer>.');
  }
  if (isFinished && stepsTaken(request).length > 0) return { type: 'done', thought };
  return wrong('Reply with <think> … </think> <tool_call> { … } </tool_call>.');
}

function scored(answer: string, thought: string): Outcome {
  const score = scoreOf(answer);
  if (score !== null) return { type: 'finish', thought, score };
  return wrong('The answer must be an object {"Overall assessment score": "…"} with a number from 1.00 to 5.00.');
}

function editOf(toolCall: string, thought: string, request: NextStepRequest): Outcome {
  if (isGenerative(toolCall)) return { type: 'generative', thought };
  const { photoKind, original, rounds } = request;
  const reflects = rounds.length > 0;
  // A reflection gives the whole configuration for the original; a step what it changes.
  const base = reflects ? original.recipe : baseOf(request);
  let over: ReturnType<typeof laidOn>;
  try {
    over = laidOn(base, toolCall, request);
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    return wrong(`The tool call cannot be read: ${thrown.message}`);
  }
  const wanted = diffRecipes(base, over.recipe, photoKind);
  // What it asks for is there already: it goes in circles.
  if (wanted.length === 0 && over.left.length === 0 && stepsTaken(request).length > 0) return { type: 'done', thought };
  const context = { photoKind, notRendered: notRenderedReason };
  const refused = applyCalls(base, wanted, context).problems;
  const places = new Set(refused.map(({ field }) => Number(/^calls\[(\d+)\]/.exec(field)?.[1] ?? Number.NaN)));
  const calls = wanted.filter((_, at) => !places.has(at));
  const left = [...over.left, ...refused.map(({ message }) => message)];
  if (calls.length === 0) return wrong('The tool call changes nothing that can be rendered.', ...left);
  if (calls.length > limits.callsPerStepMax) {
    return wrong(`The step changes ${calls.length} settings; at most ${limits.callsPerStepMax} are allowed.`);
  }
  if (isKnown(applyCalls(base, calls, context).recipe, request)) {
    return stepsTaken(request).length > 0
      ? { type: 'done', thought }
      : wrong('The tool call leads back to the original.');
  }
  return { type: 'edit', thought, calls, base: reflects ? base : null, left };
}

/** The base under a configuration in JSON, Python or Lua; a parameter given with its default is taken back. */
function laidOn(base: Recipe, text: string, { photoKind }: NextStepRequest) {
  const { recipe: part, warnings } = readRoc(text, { photoKind });
  const table = parseLiteral(text);
  const named = table instanceof Map ? [...table.keys()].map((key) => findSetting(crsUri, String(key))?.name) : [];
  const back = named.filter((name) => name !== undefined && !Object.hasOwn(part.settings, name));
  const merged = mergeRecipes(base, { ...emptyRecipe, ...part, foreign: [] });
  const settings = Object.fromEntries(Object.entries(merged.settings).filter(([name]) => !back.includes(name)));
  const unknown = part.foreign.map(({ name }) => `There is no parameter ${name}.`);
  return {
    recipe: { ...merged, settings },
    left: [...warnings.map(({ message, field }) => `${field}: ${message}`), ...unknown],
  };
}

/** Whether the recipe was seen in this round. */
function isKnown(recipe: Recipe, request: NextStepRequest): boolean {
  const text = canonicalJson(recipe);
  const seen = [request.original, ...stepsTaken(request).map(({ step }) => step.observation)];
  return seen.some((observation) => canonicalJson(observation.recipe) === text);
}
