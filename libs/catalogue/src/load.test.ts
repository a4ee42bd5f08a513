import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseTable } from './load.ts';

const table = readFileSync(new URL('../tools.tsv', import.meta.url), 'utf8');

/** The table with one cell of one tool replaced. */
function broken(tool: string, from: string, to: string): string {
  const lines = table.split('\n');
  const index = lines.findIndex((line) => line.startsWith(`${tool}\t`));
  expect(lines[index]).toContain(from);
  lines[index] = lines[index]!.replace(from, to);
  return lines.join('\n');
}

test.each([
  ['exposure', 'float\t-5', 'float\tfive', "min 'five' is not a number"],
  ['exposure', '\t-5\t5\t', '\t5\t-5\t', 'is empty'],
  ['exposure', '\tfloat\t', '\tdouble\t', "type 'double' is unknown"],
  ['exposure', '\tglobal\t', '\tplanet\t', "scope 'planet' is unknown"],
  ['exposure', '\t0\tEV\t', '\t7\tEV\t', 'default 7 is out of range'],
  ['contrast', '\tContrast2012\t', '\tContrast..2012\t', 'unknown form'],
  ['contrast', '\tContrast2012\t', '\txyz:Contrast2012\t', 'unknown namespace prefix'],
  ['localAmount', '[xmp=ui/100]', '[xmp=sqrt(ui)]', 'unknown conversion'],
  ['vignetteStyle', '\t1\t1 Highlight', '\t9\t1 Highlight', 'not one of the choices'],
  ['convertToGrayscale', '\tFalse\t', '\tmaybe\t', 'is not a flag'],
  ['toneCurve', '\t0,0;255,255\t', '\tstraight\t', 'not a list of points'],
  ['hueRed', '\thsl\t', '\t', 'columns'],
])('A bad row for %s (%s → %s) stops the load and names the row.', (tool, from, to, reason) => {
  const load = () => parseTable(broken(tool, from, to));
  expect(load).toThrow(`tool '${tool}'`);
  expect(load).toThrow(reason);
});

test('A name that is used twice stops the load.', () => {
  expect(() => parseTable(broken('contrast', 'contrast\t', 'exposure\t'))).toThrow(
    /tool 'exposure': the name is used twice/,
  );
});

test('A table without the expected header is refused.', () => {
  expect(() => parseTable('name\tcrs\n')).toThrow('header');
});
