import { groups } from './catalogue.ts';
import { describeList } from './schema.ts';
import type { Tool } from './tool.ts';

/** Text of `docs/tools.md`. `notRenderedReason` tells why the engine does not render a tool, undefined when it does. */
export function toolsMarkdown(notRenderedReason: (tool: string) => string | undefined): string {
  const rendered = groups.flatMap((group) => group.tools).filter((tool) => notRenderedReason(tool.name) === undefined);
  const total = groups.reduce((sum, group) => sum + group.tools.length, 0);
  const head = [
    '# Tools',
    '',
    '<!-- Generated from libs/catalogue/tools.tsv. Change the table, not this page. -->',
    '',
    `${total} develop tools in the order of Lightroom's panels, in panel units; ${rendered.length} are rendered today. ` +
      'A tool that is not rendered says why and is refused when called; its value in an imported XMP is carried along.',
  ];
  const sections = groups.flatMap((group) => [
    '',
    `## ${group.title}`,
    '',
    '| Tool | Value | Default | XMP | What it does |',
    '| --- | --- | --- | --- | --- |',
    ...group.tools.map((tool) => row(tool, notRenderedReason(tool.name))),
  ]);
  return `${[...head, ...sections].join('\n')}\n`;
}

function row(tool: Tool, reason: string | undefined): string {
  const text = reason === undefined ? tool.whatItDoes : `${tool.whatItDoes} _Not rendered: ${reason}_`;
  const cells = [`\`${tool.name}\``, valueText(tool), defaultText(tool), `\`${tool.crs}\``, text];
  return `| ${cells.map(escapeCell).join(' | ')} |`;
}

function valueText(tool: Tool): string {
  if (tool.min !== undefined) return `${tool.min} … ${tool.max}`;
  if (tool.choices !== undefined && tool.choices.length > 0) {
    const names = tool.choices.map(({ value, label }) => (String(value) === label ? label : `${value} (${label})`));
    return names.join(', ') + (tool.open === true ? ', …' : '');
  }
  if (tool.type === 'bool') return 'true, false';
  if (tool.type === 'curve') return 'points';
  if (tool.shape !== undefined) return describeList(tool.shape);
  return tool.type === 'enum' ? 'name' : 'structure';
}

function defaultText(tool: Tool): string {
  if (tool.default === null) return '–';
  const text =
    tool.type === 'curve'
      ? 'straight'
      : typeof tool.default === 'object'
        ? JSON.stringify(tool.default)
        : String(tool.default);
  return tool.renderedDefault === undefined ? text : `${text} (raw), ${tool.renderedDefault}`;
}

function escapeCell(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
