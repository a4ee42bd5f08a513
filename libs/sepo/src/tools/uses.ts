import { findTool } from '@safelight/catalogue';
import type { CallValue, ToolCall } from '@safelight/core';

/** The calls of one trajectory that the paper calls one tool: a panel, or one correction, with its parameters. */
export interface ToolUse {
  readonly name: string;
  /** By parameter; the last call of a parameter counts. */
  readonly parameters: ReadonlyMap<string, CallValue>;
}

/**
 * Groups calls as JarvisArt's tools are grouped: the settings of one panel of the catalogue; the masks and settings of
 * one correction, which is known by the kinds of its masks and not by the name that somebody gave it.
 */
export function toolUsesOf(calls: readonly ToolCall[]): readonly ToolUse[] {
  const uses = new Map<string, Map<string, CallValue>>();
  for (const { tool, value, target } of calls) {
    const name = target === undefined ? (findTool(tool)?.group ?? tool) : correctionName(calls, target);
    const parameters = uses.get(name) ?? new Map<string, CallValue>();
    parameters.set(tool, value);
    uses.set(name, parameters);
  }
  return [...uses].map(([name, parameters]) => ({ name, parameters }));
}

function correctionName(calls: readonly ToolCall[], target: string): string {
  const masks = calls.filter((call) => call.target === target && findTool(call.tool)?.group === 'local-mask');
  const kinds = [...new Set(masks.map(({ tool }) => tool))].sort();
  return `local:${kinds.length === 0 ? target : kinds.join('+')}`;
}
