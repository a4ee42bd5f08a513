import type { Recipe, Step, ToolCall } from '@safelight/core';

/** Whether a recipe has what a call sets. */
export function holds(recipe: Recipe, { tool, value, target }: ToolCall): boolean {
  if (target === undefined) return JSON.stringify(recipe.settings[tool] ?? null) === JSON.stringify(value);
  const correction = recipe.corrections.find(({ id, name }) => id === target || name === target);
  if (correction === undefined) return false;
  if (tool.startsWith('mask')) return correction.masks.some((mask) => mask.tool === tool);
  return JSON.stringify(correction.settings[tool] ?? null) === JSON.stringify(value);
}

const keyOf = ({ tool, value, target }: ToolCall): string => JSON.stringify([tool, target ?? null, value]);
const isMask = ({ tool }: ToolCall): boolean => tool.startsWith('mask');

/** The calls that change something, each once. */
export function fresh(calls: readonly ToolCall[], recipe: Recipe): readonly ToolCall[] {
  const seen = new Set<string>();
  return calls.filter((call) => {
    const key = keyOf(call);
    if (seen.has(key) || (!isMask(call) && holds(recipe, call))) return false;
    seen.add(key);
    return true;
  });
}

/** What a round has called already: the same call with the same value is never issued twice in one. */
export function issuedIn(steps: readonly Step[]): (call: ToolCall) => boolean {
  const issued = new Set(steps.flatMap(({ calls }) => calls.filter((call) => !isMask(call)).map(keyOf)));
  return (call) => issued.has(keyOf(call));
}

/** Tools of calls that did not take effect although the step had room for them: a refusal is not tried again. */
export function refusedTools(steps: readonly Step[]): readonly string[] {
  const refused = steps.flatMap(({ calls, observation }) =>
    observation.problems.length === 0 ? [] : calls.filter((call) => !isMask(call) && !holds(observation.recipe, call)),
  );
  // A value at its default leaves no setting behind, and is no refusal.
  return [...new Set(refused.filter(({ value }) => value !== 0 && value !== false).map(({ tool }) => tool))];
}
