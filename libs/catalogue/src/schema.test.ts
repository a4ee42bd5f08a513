import { expect, test } from 'vitest';
import { findTool, tools } from './catalogue.ts';
import { toolsMarkdown } from './markdown.ts';
import { toolSchema, valueSchema } from './schema.ts';
import { accepts } from './schemaCheck.fixture.ts';
import { suggestTools } from './suggest.ts';

test('Every default is valid under its own schema.', () => {
  for (const tool of tools.filter((candidate) => candidate.default !== null)) {
    expect(accepts(valueSchema(tool), tool.default), tool.name).toBe(true);
    if (tool.renderedDefault !== undefined) expect(accepts(valueSchema(tool), tool.renderedDefault)).toBe(true);
  }
});

test('Both ends of every slider are valid and the next step outside is not.', () => {
  for (const tool of tools.filter((candidate) => candidate.min !== undefined)) {
    const schema = valueSchema(tool);
    const step = tool.step ?? 1;
    expect(accepts(schema, tool.min), tool.name).toBe(true);
    expect(accepts(schema, tool.max), tool.name).toBe(true);
    expect(accepts(schema, tool.min! - step), tool.name).toBe(false);
    expect(accepts(schema, tool.max! + step), tool.name).toBe(false);
  }
});

test('Every choice is valid, another number or an empty name is not.', () => {
  for (const tool of tools.filter((candidate) => candidate.type === 'enum')) {
    for (const choice of tool.choices!) expect(accepts(valueSchema(tool), choice.value), tool.name).toBe(true);
    expect(accepts(valueSchema(tool), 99), tool.name).toBe(false);
    expect(accepts(valueSchema(tool), ''), tool.name).toBe(false);
  }
});

test('A structure takes its own fields or a flag, and one that only XMP carries takes nothing.', () => {
  const radial = valueSchema(findTool('maskRadialGradient')!);
  expect(accepts(radial, true)).toBe(true);
  expect(accepts(radial, { radialTop: 0.1, maskCombine: 'intersect' })).toBe(true);
  expect(accepts(radial, { linearZeroX: 0.1 })).toBe(false);
  expect(accepts(radial, { radialTop: 99 })).toBe(false);
  expect(accepts(valueSchema(findTool('look')!), {})).toBe(false);
});

test('A list must have its numbers: four of a range, two to four of a dab, three points of a polygon.', () => {
  const bounds = valueSchema(findTool('luminanceRangeBounds')!);
  expect([[0, 0.2, 0.8, 1], [0, 1], [0, 0, 0, 2], 'all'].map((value) => accepts(bounds, value))).toEqual([
    true,
    false,
    false,
    false,
  ]);
  const dabs = valueSchema(findTool('brushDabs')!);
  expect([[[0.5, 0.5]], [[0.5, 0.5, 0.1, 1]], [[0.5]], []].map((value) => accepts(dabs, value))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(accepts(valueSchema(findTool('personInstance')!), [0.5])).toBe(false);
});

test('Local tools demand a target, tools of the whole photo have none.', () => {
  const [exposure, local] = toolSchema([findTool('exposure')!, findTool('localExposure')!]);
  expect(accepts(exposure!.parameters, { value: 1, target: 'sky' })).toBe(false);
  expect(accepts(local!.parameters, { value: 1, target: 'sky' })).toBe(true);
  expect(accepts(local!.parameters, { value: 1 })).toBe(false);
  expect(accepts(local!.parameters, { value: 1, target: '' })).toBe(false);
});

test('Temperature takes Kelvin or the word as-shot, and nothing else.', () => {
  const schema = valueSchema(findTool('temperature')!);
  expect([5300, 'as-shot', 5300.5, 'warm', 1999].map((value) => accepts(schema, value))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('Orientation takes an EXIF code or the word as-shot: only the file knows its own.', () => {
  const schema = valueSchema(findTool('orientation')!);
  expect([1, 8, 'as-shot', 0, 9, '1'].map((value) => accepts(schema, value))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('The function schema names every tool that a call can set once and demands exactly its value.', () => {
  const functions = toolSchema();
  expect(functions.map((entry) => entry.name)).toEqual(
    tools.filter((tool) => tool.place !== 'carried').map((tool) => tool.name),
  );
  const exposure = functions.find((entry) => entry.name === 'exposure')!;
  expect(accepts(exposure.parameters, { value: 0.7 })).toBe(true);
  expect(accepts(exposure.parameters, {})).toBe(false);
  expect(accepts(exposure.parameters, { value: 0.7, relative: true })).toBe(false);
  expect(toolSchema([findTool('contrast')!])).toHaveLength(1);
  expect(JSON.parse(JSON.stringify(functions))).toEqual(functions);
});

test.each([
  ['expsure', 'exposure'],
  ['Exposure2012', 'exposure'],
  ['hue_red', 'hueRed'],
  ['色温', 'temperature'],
  ['warmth', 'temperature'],
  ['kontrast', 'contrast'],
])('A caller who writes %s is pointed to %s.', (written, meant) => {
  expect(suggestTools(written)[0]).toBe(meant);
});

test('Nothing is suggested for a name that is near nothing, and a very long one is no burden.', () => {
  expect(suggestTools('qqqqqqqqqqqq')).toEqual([]);
  expect(suggestTools('')).toEqual([]);
  expect(suggestTools('q'.repeat(1_000_000))).toEqual([]);
});

test('The page of tools has a row for every tool and says why one is not rendered.', () => {
  const page = toolsMarkdown((tool) => (tool === 'maskSky' ? 'Masks come later.' : undefined));
  for (const tool of tools) expect(page).toContain(`| \`${tool.name}\` |`);
  expect(page).toContain('305 are rendered today');
  expect(page.match(/_Not rendered: Masks come later\._/g)).toHaveLength(1);
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  for (const line of rows) expect(line.match(/(?<!\\)\|/g), line).toHaveLength(6);
});
