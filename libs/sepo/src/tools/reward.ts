import type { ToolCall } from '@safelight/core';
import { similarity } from './similarity.ts';
import { toolUsesOf, type ToolUse } from './uses.ts';

/** The parts of R_roa, each 0 .. 1. */
export interface ToolAgreement {
  readonly name: number;
  readonly parameters: number;
  readonly values: number;
  /** Their mean: the reward. */
  readonly reward: number;
}

/**
 * R_ta: how well a trajectory's calls agree with a target's. JarvisEvo's text does not define it; this is JarvisArt's
 * R_roa = ⅓(r_name + r_param ÷ |T_tgt| + r_value ÷ Σ|keys(T_tgt)|), with the similarities of its §3.4. Two empty lists
 * agree; one empty list agrees in nothing.
 */
export function toolReward(predicted: readonly ToolCall[], target: readonly ToolCall[]): ToolAgreement {
  const [own, goal] = [toolUsesOf(predicted), toolUsesOf(target)];
  if (goal.length === 0) return agreement(own.length === 0 ? 1 : 0, own.length === 0 ? 1 : 0, own.length === 0 ? 1 : 0);
  const pairs = goal.map((use) => ({ use, own: own.find(({ name }) => name === use.name) }));
  const parameters = pairs.reduce(
    (sum, { use, own: other }) => sum + (other === undefined ? 0 : jaccard(keys(other), keys(use))),
    0,
  );
  const values = pairs.reduce((sum, { use, own: other }) => sum + (other === undefined ? 0 : nearness(other, use)), 0);
  const keyCount = goal.reduce((sum, use) => sum + use.parameters.size, 0);
  const names = (uses: readonly ToolUse[]) => uses.map(({ name }) => name);
  return agreement(jaccard(names(own), names(goal)), parameters / goal.length, values / keyCount);
}

function agreement(name: number, parameters: number, values: number): ToolAgreement {
  return { name, parameters, values, reward: (name + parameters + values) / 3 };
}

const keys = ({ parameters }: ToolUse): readonly string[] => [...parameters.keys()];

/** |A ∩ B| ÷ |A ∪ B|. */
function jaccard(one: readonly string[], other: readonly string[]): number {
  const both = one.filter((entry) => other.includes(entry)).length;
  return both / (one.length + other.length - both);
}

/** Σ S_k over the target's keys; a missing key gives 0. */
function nearness(own: ToolUse, goal: ToolUse): number {
  return [...goal.parameters].reduce((sum, [tool, wanted]) => {
    const value = own.parameters.get(tool);
    return sum + (value === undefined ? 0 : similarity(tool, value, wanted));
  }, 0);
}
