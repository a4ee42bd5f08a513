/** Wishes that no picture shows, judged by the settings of the edit where its caller brings them. */
import { findTool } from '@safelight/catalogue';
import { canonicalJson, type Recipe, type SettingValue } from '@safelight/core';
import type { ExplicitCall } from '@safelight/intent';
import type { Metric, Words } from './metric.ts';

/** The recipes with which the two pictures were made. */
export interface Settings {
  readonly before: Recipe;
  readonly after: Recipe;
}

const weight = 0.8;

/** Sliders by which the other kind of photo is set: kelvin on raw photos, relative sliders elsewhere. */
const siblings: Readonly<Record<string, string>> = {
  temperature: 'incrementalTemperature',
  tint: 'incrementalTint',
  incrementalTemperature: 'temperature',
  incrementalTint: 'tint',
};

const words = {
  kept: { en: 'is as asked', zh: '与要求一致' },
  moved: { en: 'moved, but not to what was asked', zh: '有变化，但不是要求的值' },
  same: { en: 'did not change', zh: '没有变化' },
  set: { en: 'no figure shows this wish; settings changed', zh: '这项要求没有可衡量的数值；设置有变化' },
  nothing: { en: 'no figure shows this wish, and no setting changed', zh: '这项要求没有可衡量的数值，设置也没有变化' },
} as const satisfies Record<string, Words>;

/** The metric of an exact setting of the whole photo: 10 as asked, 5 moved to something else, 0 not touched. */
export function settingMetric({ tool, value, relative }: ExplicitCall, { before, after }: Settings): Metric {
  const [was, is] = [valueOf(before, tool), valueOf(after, tool)];
  const sibling = siblings[tool];
  const bySibling =
    sibling !== undefined && canonicalJson(valueOf(before, sibling)) !== canonicalJson(valueOf(after, sibling));
  const wanted = relative && typeof value === 'number' && typeof was === 'number' ? was + value : value;
  const kept = canonicalJson(is) === canonicalJson(wanted as SettingValue) || bySibling;
  const moved = canonicalJson(was) !== canonicalJson(is);
  const state = kept ? 'kept' : moved ? 'moved' : 'same';
  return {
    name: 'exact setting',
    axis: 'instruction',
    weight,
    judge: ({ intent }) => ({ value: kept ? 10 : moved ? 5 : 0, evidence: `${tool} ${words[state][intent.locale]}` }),
  };
}

/**
 * Stands for a sentence of which nothing can be judged: 0 when nothing was done, and half the points when something was,
 * since whether it is what was meant nobody can tell here. The confidence of such an evaluation is 0.
 */
export function unseenMetric({ before, after }: Settings): Metric {
  const same = canonicalJson(before) === canonicalJson(after);
  const state = same ? 'nothing' : 'set';
  return {
    name: 'something was done',
    axis: 'instruction',
    weight,
    judge: ({ intent }) => ({ value: same ? 0 : 5, evidence: words[state][intent.locale] }),
  };
}

function valueOf({ settings }: Recipe, tool: string): SettingValue | null {
  const own = settings[tool] ?? findTool(tool)?.default ?? null;
  return own as SettingValue | null;
}
