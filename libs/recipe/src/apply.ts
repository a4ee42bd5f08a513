import { counterpartOf, findTool, type Tool } from '@safelight/catalogue';
import type { PhotoKind, Problem, Recipe, SettingValue, ToolCall } from '@safelight/core';
import { buildRecipe } from './build.ts';
import { applyLocal } from './applyLocal.ts';
import { checkValue, isDefault, photoKindProblem, sameValue } from './check.ts';
import { show } from './checked.ts';
import { uprightTools, withoutComputedUpright } from './computed.ts';
import { draftOf, withoutRepeats } from './draft.ts';
import { suggestedTool } from './unknownTool.ts';
import { conflicts, cropKeys, namedCurves, rawPair, renderedPair, settle, type Draft } from './rules.ts';

export interface ApplyContext {
  readonly photoKind: PhotoKind;
  /** Why the engine does not render a tool; undefined when it does. */
  readonly notRendered: (tool: string) => string | undefined;
}

export interface Applied {
  readonly recipe: Recipe;
  /** One for each thing wrong with a call, naming `calls[i].tool`, `.value…` or `.target`; the other calls took effect. */
  readonly problems: readonly Problem[];
}

/**
 * Sets each valid call in order; a later call wins. A value at its default removes the setting. What the settings imply
 * follows: a white balance number means mode Custom, points of a curve mean a custom curve, edges mean a crop.
 */
export function applyCalls(recipe: Recipe, calls: readonly ToolCall[], context: ApplyContext): Applied {
  const problems: (Problem & { readonly index: number })[] = [];
  const parts = draftOf(recipe);
  const draft = parts.settings;
  const local: { readonly index: number; readonly target: string }[] = [];
  const done = new Map<string, { readonly index: number; readonly value: SettingValue }>();
  for (const [index, call] of calls.entries()) {
    const checked = checkCall(call, context);
    if ('problem' in checked) {
      const { code, part, message } = checked.problem;
      problems.push({ code, field: `calls[${index}].${part}`, message, index });
      continue;
    }
    if (!checked.tool.setting) {
      let refused = false;
      applyLocal(parts, checked.tool, call, (part, message, code = 'tool.badValue') => {
        refused = true;
        const text = typeof message === 'string' ? message : message();
        problems.push({ code, field: `calls[${index}].${part}`, message: text, index });
      });
      if (!refused) local.push({ index, target: call.target! });
      continue;
    }
    if (checked.value === undefined) continue;
    set(draft, checked.tool, checked.value, context.photoKind);
    done.set(checked.tool.name, { index, value: checked.value });
  }
  settle(draft);

  for (const conflict of conflicts(draft)) {
    for (const key of conflict.keys) restore(draft, recipe, key);
    for (const key of conflict.keys) {
      const call = done.get(key);
      if (call === undefined) continue;
      const { index } = call;
      problems.push({ code: 'tool.badValue', field: `calls[${index}].value`, message: conflict.message, index });
    }
  }
  settle(draft);

  for (const [name, { needs, value }] of Object.entries(implied)) {
    const call = done.get(name);
    if (call === undefined || call.value !== value || sameValue(draft[name], value)) continue;
    const { index } = call;
    const message = `${name} follows from other settings. Set ${needs} instead.`;
    problems.push({ code: 'tool.badValue', field: `calls[${index}].value`, message, index });
  }
  for (const correction of parts.corrections) withoutRepeats(correction);
  for (const correction of parts.corrections.filter(({ masks, isNew }) => masks.length === 0 && isNew)) {
    const target = correction.name === '' ? correction.id : correction.name;
    const message = `The correction ${show(target)} has no mask and would act nowhere. Give it one in the same step, such as maskSky.`;
    for (const call of local.filter((one) => one.target === target)) {
      problems.push({ code: 'tool.badValue', field: `calls[${call.index}].target`, message, index: call.index });
    }
  }
  // Taking the last mask away takes the correction away.
  parts.corrections = parts.corrections.filter(({ masks }) => masks.length > 0);
  const turned = uprightTools.some((name) => !sameValue(draft[name], recipe.settings[name]));
  const foreign = turned ? withoutComputedUpright(recipe.foreign) : recipe.foreign;
  return {
    recipe: buildRecipe({ ...parts, foreign }),
    problems: problems
      .toSorted((left, right) => left.index - right.index)
      .map(({ code, field, message }) => ({ code, field, message })),
  };
}

/** Settings that cannot be switched on by themselves. */
const implied = {
  toneCurveName: { value: 'Custom', needs: 'the points of toneCurve' },
  hasCrop: { value: true, needs: 'the edges of the crop' },
} as const;

type CheckedCall =
  | { readonly tool: Tool; readonly value: SettingValue | undefined }
  | { readonly problem: { readonly code: Problem['code']; readonly part: Part; readonly message: string } };

type Part = 'tool' | 'value' | 'target';

function checkCall(call: ToolCall, context: ApplyContext): CheckedCall {
  const refuse = (code: Problem['code'], part: Part, message: string): CheckedCall => ({
    problem: { code, part, message },
  });
  const tool = findTool(call.tool);
  if (tool === undefined) return refuse('tool.unknown', 'tool', suggestedTool(call.tool));
  const reason = context.notRendered(tool.name);
  if (reason !== undefined) return refuse('tool.notRendered', 'tool', `${tool.name} is not rendered: ${reason}`);
  if (tool.place === 'carried') {
    const message = `${tool.name} can only be carried from one XMP to another; no value can be set. Use another tool.`;
    return refuse('tool.notRendered', 'tool', message);
  }
  // Calls on parts are checked where they are carried out: what fits depends on the part.
  if (!tool.setting) return { tool, value: undefined };
  if (call.target !== undefined) {
    const message = `${tool.name} acts on the whole photo. Leave the target out, or use a local tool.`;
    return refuse('tool.badValue', 'target', message);
  }
  const mismatch = photoKindProblem(tool, call.value, context.photoKind);
  if (mismatch === 'tool') {
    const other = counterpartOf(tool)!.name;
    const message = `${tool.name} works on ${tool.photoKind} photos only, and this one is ${context.photoKind}. Use ${other}.`;
    return refuse('tool.notApplicable', 'tool', message);
  }
  const checked = checkValue(tool, call.value);
  if (!checked.ok) return refuse(checked.code, 'value', checked.message);
  if (mismatch === 'value') {
    const message = `${tool.name} ${show(call.value)} needs a raw photo. Use As Shot, Auto or Custom.`;
    return refuse('tool.badValue', 'value', message);
  }
  if (tool.name === 'toneCurveName' && !tool.choices!.some((choice) => choice.value === checked.value)) {
    const message = `${show(call.value)} names no curve that Safelight knows. Set the points of toneCurve instead.`;
    return refuse('tool.badValue', 'value', message);
  }
  return { tool, value: checked.value };
}

function set(draft: Draft, tool: Tool, value: SettingValue, photoKind: PhotoKind): void {
  const { name } = tool;
  if (name === 'whiteBalance' && value !== 'Custom') remove(draft, [...rawPair, ...renderedPair]);
  if (rawPair.includes(name)) remove(draft, renderedPair);
  if (renderedPair.includes(name)) remove(draft, rawPair);
  if (name === 'hasCrop' && value === false) remove(draft, cropKeys);
  if (name === 'toneCurveName') {
    const points = namedCurves.get(value);
    if (points !== undefined) draft.toneCurve = points;
    if (value === 'Linear') remove(draft, ['toneCurve']);
    return;
  }
  if (isDefault(tool, value, photoKind)) remove(draft, [name]);
  else draft[name] = value;
}

function remove(draft: Draft, keys: readonly string[]): void {
  for (const key of keys) Reflect.deleteProperty(draft, key);
}

function restore(draft: Draft, recipe: Recipe, key: string): void {
  if (Object.hasOwn(recipe.settings, key)) draft[key] = recipe.settings[key]!;
  else remove(draft, [key]);
}
