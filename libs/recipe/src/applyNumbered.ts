/** Calls on entries named by their number: swatches of the photo and retouched places. */
import { limits } from '@safelight/core';
import {
  checkedValue,
  fitsDabs,
  readPainted,
  readSwatch,
  tooManySwatches,
  watched,
  withValue,
  type Scope,
} from './applyScope.ts';
import { show } from './checked.ts';
import { checkArea, checkSwatch, isCarriedArea } from './parts.ts';

/** Place of a numbered target from 0; one past the end only where an entry may be added. */
function indexOf({ target, tool, report }: Scope, count: number, mayAdd: boolean): number | undefined {
  const index = /^[1-9]\d{0,3}$/.test(target) ? Number(target) - 1 : -1;
  if (index >= 0 && index < count + (mayAdd ? 1 : 0)) return index;
  const what = tool.group === 'retouch' ? 'retouched places' : 'swatches';
  const next = mayAdd ? ` "${count + 1}" makes a new one.` : '';
  report(
    'target',
    `${tool.name} takes the number of an entry; there are ${count} ${what}, not ${show(target)}.${next}`,
  );
  return undefined;
}

export function setSwatch(scope: Scope): void {
  const { pointColors } = scope.draft;
  const removes = scope.value === false;
  const index = indexOf(scope, pointColors.length, !removes);
  if (index === undefined) return;
  if (removes) {
    pointColors.splice(index, 1);
    return;
  }
  const swatch = readSwatch(scope);
  if (swatch === undefined) return;
  if (index >= limits.pointColorsMax) return tooManySwatches(scope.report);
  pointColors[index] = swatch;
}

export function changeSwatch(scope: Scope): void {
  const { pointColors } = scope.draft;
  const index = indexOf(scope, pointColors.length, false);
  if (index === undefined) return;
  const checked = checkedValue(scope);
  if (checked === undefined) return;
  const watch = watched((_field, message, code) => scope.report('value', message, code));
  const changed = withValue(pointColors[index]!, scope.tool, checked);
  checkSwatch(changed, 'value', watch.report);
  if (!watch.failed()) pointColors[index] = changed;
}

export function setArea(scope: Scope): void {
  const { draft, tool, report } = scope;
  const { retouch } = draft;
  const removes = scope.value === false;
  const index = indexOf(scope, retouch.length, !removes);
  if (index === undefined) return;
  if (removes) {
    retouch.splice(index, 1);
    return;
  }
  if (isCarriedArea(tool.name))
    return report('tool', `${tool.name} is computed by Adobe and cannot be set. Use retouchHeal.`);
  const area = readPainted(scope);
  if (area === undefined) return;
  const watch = watched(report);
  checkArea(area, 'value', watch.report);
  if (watch.failed()) return;
  if (index >= limits.retouchAreasPerRecipeMax) {
    return report('target', `A recipe holds at most ${limits.retouchAreasPerRecipeMax} retouched places. Replace one.`);
  }
  if (fitsDabs(draft, area.strokes, report)) retouch[index] = { ...area, foreign: [] };
}

export function changeArea(scope: Scope): void {
  const { retouch } = scope.draft;
  const index = indexOf(scope, retouch.length, false);
  if (index === undefined) return;
  if (isCarriedArea(retouch[index]!.tool)) {
    return scope.report(
      'target',
      `Place ${scope.target} was computed by Adobe and cannot be changed. Replace it by a heal.`,
    );
  }
  const checked = checkedValue(scope);
  if (checked === undefined) return;
  const area = retouch[index]!;
  retouch[index] = { ...area, settings: withValue(area.settings, scope.tool, checked) };
}
