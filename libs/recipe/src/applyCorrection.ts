/** Calls on a correction: its adjustments, its masks, its swatches. */
import { findTool } from '@safelight/catalogue';
import { limits, type SettingValue } from '@safelight/core';
import {
  checkedValue,
  fitsDabs,
  readPainted,
  readSwatch,
  tooManySwatches,
  withValue,
  type Scope,
} from './applyScope.ts';
import { show } from './checked.ts';
import { withoutComputedMask } from './computed.ts';
import { deriveId, sameMask, type CorrectionDraft, type MaskDraft, type RecipeDraft } from './draft.ts';
import { idPattern } from './parts.ts';

/** Finds the correction, or makes it when it may be new. */
export function inCorrection(scope: Scope, act: (correction: CorrectionDraft) => void, mayBeNew: boolean): void {
  const { draft, target, report, tool } = scope;
  const named = draft.corrections.filter(({ name }) => name === target);
  const found = draft.corrections.find(({ id }) => id === target) ?? named[0];
  if (named.length > 1 && found === named[0]) {
    return report('target', `${named.length} corrections are named ${show(target)}. Name the one you mean by its id.`);
  }
  if (found !== undefined) return act(found);
  if (!mayBeNew) {
    return report('target', `There is no correction ${show(target)} for ${tool.name}. ${known(draft)}`);
  }
  if (draft.corrections.length >= limits.correctionsPerRecipeMax) {
    return report('target', `A recipe holds at most ${limits.correctionsPerRecipeMax} corrections. Use one of them.`);
  }
  if (/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(target)) {
    return report('target', 'The name of a correction may hold visible characters only. Choose another name.');
  }
  const made = newCorrection(draft, target);
  act(made);
  // A call that was refused leaves no empty correction behind.
  if (!isUntouched(made)) draft.corrections.push(made);
}

function known({ corrections }: RecipeDraft): string {
  const names = corrections.map(({ id, name }) => show(name === '' ? id : name)).slice(0, 8);
  return names.length === 0 ? 'Make one with a mask, such as maskSky.' : `There are ${names.join(', ')}.`;
}

function newCorrection(draft: RecipeDraft, target: string): CorrectionDraft {
  const isId = idPattern.test(target);
  const id = isId ? target : deriveId(draft, 'correction', target, draft.corrections.length);
  return {
    id,
    name: isId ? '' : target,
    settings: {},
    pointColors: [],
    masks: [],
    foreign: [],
    swatchesBefore: 0,
    isNew: true,
  };
}

function isUntouched({ settings, pointColors, masks }: CorrectionDraft): boolean {
  return Object.keys(settings).length === 0 && pointColors.length === 0 && masks.length === 0;
}

export function adjust(scope: Scope, correction: CorrectionDraft): void {
  const checked = checkedValue(scope);
  if (checked === undefined) return;
  correction.settings = withValue(correction.settings, scope.tool, checked);
}

export function setMask(scope: Scope, correction: CorrectionDraft): void {
  const { draft, tool, report } = scope;
  if (scope.value === false) {
    correction.masks = correction.masks.filter((mask) => mask.tool !== tool.name);
    return;
  }
  const mask = readPainted(scope);
  if (mask === undefined) return;
  if (correction.masks.length >= limits.masksPerCorrectionMax) {
    const message = `A correction has at most ${limits.masksPerCorrectionMax} masks. Remove one, or use another correction.`;
    return report('target', message);
  }
  if (!fitsDabs(draft, mask.strokes, report)) return;
  const id = deriveId(draft, 'mask', correction.id, tool.name, correction.masks.length);
  correction.masks.push({ ...mask, id, name: '', foreign: [], strokesBefore: undefined });
}

export function changeMask(scope: Scope, correction: CorrectionDraft): void {
  const { tool, report, target } = scope;
  const mask = correction.masks.at(-1);
  if (mask === undefined) {
    return report('target', `The correction ${show(target)} has no mask yet. Give it one, such as maskSky.`);
  }
  if (!findTool(mask.tool)!.fields!.includes(tool.name)) {
    const fields = findTool(mask.tool)!.fields!.join(', ');
    return report(
      'tool',
      `${tool.name} is no part of the last mask of ${show(target)}, ${mask.tool}. It has ${fields}.`,
    );
  }
  const checked = checkedValue(scope);
  if (checked === undefined) return;
  const before = { ...mask, strokes: [...mask.strokes] };
  if (tool.place === 'stroke') changeStrokes(scope, mask, checked);
  else mask.settings = withValue(mask.settings, tool, checked);
  if (!sameMask(before, mask)) mask.foreign = withoutComputedMask(mask.foreign);
}

/** Dabs are a further stroke with the brush of the last one; everything else changes the last stroke's brush. */
function changeStrokes({ tool, target, draft, report }: Scope, mask: MaskDraft, checked: SettingValue): void {
  const last = mask.strokes.at(-1);
  if (tool.name !== 'brushDabs') {
    if (last === undefined) return report('target', `The brush of ${show(target)} has no strokes. Give it brushDabs.`);
    mask.strokes[mask.strokes.length - 1] = withValue(last, tool, checked);
    return;
  }
  const stroke = { ...last, brushDabs: checked };
  if (mask.strokes.length >= limits.strokesPerMaskMax) {
    return report('target', `A mask has at most ${limits.strokesPerMaskMax} strokes. Use another mask.`);
  }
  if (fitsDabs(draft, [stroke], report)) mask.strokes.push(stroke);
}

export function setLocalSwatch(scope: Scope): void {
  inCorrection(
    scope,
    (correction) => {
      if (scope.value === false) {
        correction.pointColors = [];
        correction.swatchesBefore = 0;
        return;
      }
      const swatch = readSwatch(scope);
      if (swatch === undefined) return;
      if (correction.pointColors.length >= limits.pointColorsMax) return tooManySwatches(scope.report);
      correction.pointColors.push(swatch);
    },
    scope.value !== false,
  );
}
