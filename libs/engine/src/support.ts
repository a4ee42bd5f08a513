import { findTool } from '@safelight/catalogue';
import { manifests } from './groups/manifests.ts';

/** Names of the tools that change pixels, in the order of the groups. */
export const renderedTools: readonly string[] = Object.freeze(manifests.flatMap(({ rendered }) => rendered));

const rendered = new Set(renderedTools);

/**
 * Why the engine leaves a tool out, in one line that says what to use instead where there is something; undefined
 * when it renders. An unknown name has a reason too.
 */
export function notRenderedReason(toolName: string): string | undefined {
  if (rendered.has(toolName)) return undefined;
  const tool = findTool(toolName);
  if (tool === undefined) return 'There is no such tool. See the list of tools.';
  const manifest = manifests.find(({ group }) => group === tool.group);
  const reason = manifest?.reasons?.[toolName] ?? manifest?.reason;
  if (reason === undefined) throw new Error(`The group "${tool.group}" has no reason for not rendering "${toolName}".`);
  return reason;
}
