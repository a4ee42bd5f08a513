/** Which of a recipe's settings give every pixel of one colour the same new colour, whatever the photo and the place. */
import { findTool } from '@safelight/catalogue';
import type { Problem, Recipe, SettingValue } from '@safelight/core';
import { notRenderedReason } from '../support.ts';

/** Groups all of whose tools act on one pixel's colour alone. */
const groups: ReadonlySet<string> = new Set([
  'tone-curve',
  'hsl',
  'bw-mix',
  'color-grading',
  'calibration',
  'point-color',
]);
/** Those of the group `basic`. */
const basic: ReadonlySet<string> = new Set([
  'whiteBalance',
  'incrementalTemperature',
  'incrementalTint',
  'exposure',
  'contrast',
  'whites',
  'blacks',
  'vibrance',
  'saturation',
]);
/** Those whose result hangs on the photo's own statistics. */
const adaptive: ReadonlySet<string> = new Set(['autoTone']);
const kelvin: ReadonlySet<string> = new Set(['temperature', 'tint']);

/** Why a table cannot hold the setting; undefined when it can. */
function reasonFor(name: string, value: SettingValue): string | undefined {
  const unrendered = notRenderedReason(name);
  if (unrendered !== undefined) return unrendered;
  if (adaptive.has(name) || (name === 'whiteBalance' && value === 'Auto')) {
    return 'it depends on the photo. Put the values that it chose into the recipe.';
  }
  if (kelvin.has(name)) return 'kelvin need a raw photo. Use incrementalTemperature and incrementalTint.';
  if (groups.has(findTool(name)!.group) || basic.has(name)) return undefined;
  return 'it acts by place or by neighbouring pixels.';
}

const leftOutBecause = (field: string, name: string, reason: string): Problem => ({
  code: 'tool.notApplicable',
  field,
  message: `${name} is not in the table: ${reason}`,
});

/** The recipe without what a colour table cannot hold, and what that was. */
export function pointwisePart(recipe: Recipe): { readonly recipe: Recipe; readonly leftOut: readonly Problem[] } {
  const leftOut: Problem[] = [];
  const settings = Object.entries(recipe.settings).filter(([name, value]) => {
    const reason = reasonFor(name, value);
    if (reason !== undefined) leftOut.push(leftOutBecause(`settings.${name}`, name, reason));
    return reason === undefined;
  });
  const noSwatches = recipe.pointColors.length === 0 ? undefined : notRenderedReason('pointColor');
  if (noSwatches !== undefined) leftOut.push(leftOutBecause('pointColors', 'pointColor', noSwatches));
  for (const field of ['corrections', 'retouch'] as const) {
    const count = recipe[field].length;
    if (count > 0) leftOut.push(leftOutBecause(field, `${field} (${count})`, 'each acts on a part of the picture.'));
  }
  return {
    recipe: { ...recipe, settings: Object.fromEntries(settings), corrections: [], retouch: [] },
    leftOut,
  };
}
