import { findTool, suggestTools, tools as catalogue } from '@safelight/catalogue';
import { Fault } from '@safelight/core';
import type { ToolDescription } from '@safelight/wire';
import pc from 'picocolors';
import { onServerIfNamed } from '../remote/run.ts';
import type { ServerOptions } from '../remote/server.ts';
import { withSandbox } from '../sandbox.ts';
import { wrap } from '../terminal.ts';

export interface ListOptions extends ServerOptions {
  readonly group?: string;
  readonly status?: true;
  readonly json?: true;
}

type Described = Omit<ToolDescription, 'scope' | 'type'>;

async function fetchTools(options: ServerOptions): Promise<readonly Described[]> {
  let tools: readonly Described[] = [];
  const done = await onServerIfNamed(options, async (api) => void (tools = await api.tools.list()));
  return done ? tools : (await withSandbox((sandbox) => sandbox.listTools({}))).tools;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export async function listTools(options: ListOptions): Promise<void> {
  const all = await fetchTools(options);
  const { group } = options;
  const groups = [...new Set(all.map((tool) => tool.group))];
  if (group !== undefined && !groups.includes(group)) {
    throw new Fault('tool.unknown', `There is no group "${group}". There are: ${groups.join(', ')}.`);
  }
  const shown = all.filter((tool) => group === undefined || tool.group === group);
  const missing = shown.filter((tool) => !tool.rendered);
  if (options.json === true && options.status === true) {
    const notRendered = missing.map(({ name, notRenderedReason: reason }) => ({ name, reason }));
    return print(JSON.stringify({ total: shown.length, rendered: shown.length - missing.length, notRendered }));
  }
  if (options.json === true) return print(JSON.stringify(shown));
  const nameWidth = Math.max(...shown.map(({ name }) => name.length));
  for (const name of groups.filter((one) => shown.some((tool) => tool.group === one))) {
    print(`\n${pc.bold(name)}`);
    for (const tool of shown.filter((one) => one.group === name)) {
      const mark = tool.rendered ? ' ' : pc.dim('–');
      const said = options.status === true ? (tool.rendered ? 'rendered' : tool.notRenderedReason) : tool.whatItDoes;
      const [first = '', ...rest] = wrap(said, Math.max(40, (process.stdout.columns ?? 100) - nameWidth - 6));
      print(`  ${mark} ${tool.name.padEnd(nameWidth)}  ${first}`);
      for (const line of rest) print(' '.repeat(nameWidth + 6) + line);
    }
  }
  print(
    `\n${shown.length} tools, ${shown.length - missing.length} rendered; – marks those that are not (--status says why).`,
  );
}

export async function describeTool(name: string, options: ServerOptions & { readonly json?: true }): Promise<void> {
  if (findTool(name) === undefined) {
    const near = suggestTools(name);
    const hint =
      near.length > 0 ? `Did you mean ${near.join(', ')}?` : `"safelight tools" lists all ${catalogue.length}.`;
    throw new Fault('tool.unknown', `There is no tool "${name}". ${hint}`);
  }
  const tool = (await fetchTools(options)).find((one) => one.name === name)!;
  if (options.json === true) return print(JSON.stringify(tool));
  const line = (label: string, value: string): void => {
    if (value !== '') print(`${pc.dim(label.padEnd(10))} ${value}`);
  };
  print(`${pc.bold(tool.name)}  ${tool.whatItDoes}`);
  line('group', tool.group);
  line('XMP', `crs:${tool.crs}`);
  line('unit', tool.unit === '-' ? '' : tool.unit);
  line('value', JSON.stringify(tool.valueSchema));
  line('target', tool.targetSchema === null ? '' : JSON.stringify(tool.targetSchema));
  line('English', tool.aliasesEn.join(', '));
  line('Chinese', tool.aliasesZh.join('，'));
  line('rendered', tool.rendered ? 'yes' : `no: ${tool.notRenderedReason}`);
}
