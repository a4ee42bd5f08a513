/** Calls that act on a part of the recipe: which part a call is for. */
import type { Tool } from '@safelight/catalogue';
import { limits, type ToolCall } from '@safelight/core';
import { adjust, changeMask, inCorrection, setLocalSwatch, setMask } from './applyCorrection.ts';
import { changeArea, changeSwatch, setArea, setSwatch } from './applyNumbered.ts';
import type { RecipeDraft } from './draft.ts';
import type { Report } from './parts.ts';

/** Carries a call out or reports why not; the fields reported are `tool`, `target` and `value…`. */
export function applyLocal(draft: RecipeDraft, tool: Tool, call: ToolCall, report: Report): void {
  const { target } = call;
  if (target === undefined || target === '') return report('target', missingTarget(tool));
  if (target.length > limits.maskNameLengthChars) {
    return report('target', `A target has at most ${limits.maskNameLengthChars} characters. Choose a shorter name.`);
  }
  const scope = { draft, tool, value: call.value, target, report };
  switch (tool.place) {
    case 'swatch':
      return changeSwatch(scope);
    case 'swatches':
      return tool.name === 'pointColor' ? setSwatch(scope) : setLocalSwatch(scope);
    case 'area':
      return changeArea(scope);
    case 'areas':
      return setArea(scope);
    case 'masks':
      return inCorrection(scope, (correction) => setMask(scope, correction), call.value !== false);
    case 'correction':
      return inCorrection(scope, (correction) => adjust(scope, correction), true);
    case 'mask':
    case 'stroke':
      return inCorrection(scope, (correction) => changeMask(scope, correction), false);
    case 'photo':
    case 'carried':
      throw new Error(`${tool.name} does not act on a part`);
  }
}

function missingTarget({ name, place, group }: Tool): string {
  const numbered = place === 'swatch' || place === 'area' || place === 'areas' || group === 'point-color';
  return numbered
    ? `${name} needs a target: the number of the ${group === 'retouch' ? 'place' : 'swatch'}, "1" for the first.`
    : `${name} needs a target: the name of the correction it belongs to, such as "sky".`;
}
