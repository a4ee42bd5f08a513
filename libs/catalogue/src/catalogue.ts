import { readFileSync } from 'node:fs';
import type { PhotoKind, SettingValue } from '@safelight/core';
import { parseTable } from './load.ts';
import type { Tool } from './tool.ts';

/** All tools in panel order. */
export const tools: readonly Tool[] = Object.freeze(
  parseTable(readFileSync(new URL('../tools.tsv', import.meta.url), 'utf8')),
);

/** The tools that a recipe's `settings` can hold, in panel order. */
export const settingTools: readonly Tool[] = Object.freeze(tools.filter((tool) => tool.setting));

export interface ToolGroup {
  readonly name: string;
  /** As a heading: `Color grading`. */
  readonly title: string;
  readonly tools: readonly Tool[];
}

/** Groups in panel order. */
export const groups: readonly ToolGroup[] = Object.freeze(
  [...new Set(tools.map((tool) => tool.group))].map((name) =>
    Object.freeze({ name, title: titleOf(name), tools: Object.freeze(tools.filter((tool) => tool.group === name)) }),
  ),
);

const byName = new Map(tools.map((tool) => [tool.name, tool]));
// Two tools may share a property (red eye, pet eye): the first one in panel order answers.
const byCrs = new Map(tools.toReversed().map((tool) => [tool.crs, tool]));

/** Settings that are a whole top-level property; the fields of lens blur and the guides of Upright are parts of some. */
const byProperty = new Map(
  settingTools
    .filter(({ paths }) => paths.length === 1 && paths[0].length === 1)
    .map((tool) => [`${tool.paths[0][0].uri} ${tool.paths[0][0].name}`, tool]),
);

/** The tool of exactly that name. */
export function findTool(name: string): Tool | undefined {
  return byName.get(name);
}

/** The tool whose `crs` column is exactly that text; for a top-level property its local name. */
export function findToolByCrs(crs: string): Tool | undefined {
  return byCrs.get(crs);
}

/** The setting that is the property with that namespace and local name. */
export function findSetting(uri: string, localName: string): Tool | undefined {
  return byProperty.get(`${uri} ${localName}`);
}

/** The tool's default on a photo of that kind. */
export function defaultOf(tool: Tool, photoKind: PhotoKind): SettingValue | null {
  return photoKind === 'rendered' ? (tool.renderedDefault ?? tool.default) : tool.default;
}

/** For a tool of one photo kind the one that does the same job on the other: `temperature` ↔ `incrementalTemperature`. */
export function counterpartOf(tool: Tool): Tool | undefined {
  if (tool.photoKind === undefined) return undefined;
  return tool.photoKind === 'raw'
    ? byCrs.get(`Incremental${tool.crs}`)
    : byCrs.get(tool.crs.replace(/^Incremental/, ''));
}

function titleOf(group: string): string {
  const words = group.replaceAll('-', ' ').replace('hsl', 'HSL').replace('bw', 'black and white').replace('hdr', 'HDR');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
