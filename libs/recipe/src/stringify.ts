import type { Correction, Mask, Recipe, RetouchArea, SettingValues } from '@safelight/core';

/**
 * Pretty JSON, keys in catalogue order, one value, mask or place a line, no newline at the end: equal recipes give equal
 * text.
 */
export function stringifyRecipe(recipe: Recipe): string {
  const { schema, settings, pointColors, corrections, retouch, foreign } = recipe;
  return [
    '{',
    `  "schema": ${schema},`,
    `  "settings": ${object(settings, '  ')},`,
    `  "pointColors": ${list(pointColors.map(text), '  ')},`,
    `  "corrections": ${list(corrections.map(correctionText), '  ')},`,
    `  "retouch": ${list(retouch.map(areaText), '  ')},`,
    `  "foreign": ${list(foreign.map(text), '  ')}`,
    '}',
  ].join('\n');
}

const text = (value: unknown): string => JSON.stringify(value);

function correctionText({ id, name, settings, pointColors, masks, foreign }: Correction): string {
  const inner = '      ';
  return [
    '{',
    `${inner}"id": ${text(id)},`,
    `${inner}"name": ${text(name)},`,
    `${inner}"settings": ${object(settings, inner)},`,
    `${inner}"pointColors": ${list(pointColors.map(text), inner)},`,
    `${inner}"masks": ${list(masks.map(maskText), inner)},`,
    `${inner}"foreign": ${list(foreign.map(text), inner)}`,
    '    }',
  ].join('\n');
}

function maskText({ id, tool, name, settings, strokes, foreign }: Mask): string {
  return text({ id, tool, name, settings, strokes, foreign });
}

function areaText({ tool, settings, strokes, foreign }: RetouchArea): string {
  return text({ tool, settings, strokes, foreign });
}

function object(values: SettingValues, indent: string): string {
  const lines = Object.entries(values).map(([name, value]) => `${text(name)}: ${text(value)}`);
  return block('{', lines, '}', indent);
}

function list(entries: readonly string[], indent: string): string {
  return block('[', entries, ']', indent);
}

function block(open: string, lines: readonly string[], close: string, indent: string): string {
  if (lines.length === 0) return `${open}${close}`;
  return `${open}\n${lines.map((line) => `${indent}  ${line}`).join(',\n')}\n${indent}${close}`;
}
