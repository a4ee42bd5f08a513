/** Presets: a name, and the settings of chosen groups. */
import { Fault, newId } from '@safelight/core';
import type { Recipe } from '@safelight/core';
import type { CallerContext, TenantContext } from '../context.ts';
import { once } from '../store/idempotency.ts';
import type { IdempotencyKey } from '../store/idempotency.ts';
import { currentRecipe } from '../store/states.ts';
import * as rows from '../store/presets.ts';
import type { Preset, PresetContent } from '../store/presets.ts';
import { getSession } from '../store/sessions.ts';
import { checkGroups, pickGroups, transferableGroups } from './groups.ts';
import { byCreation, readPage } from './pages.ts';
import type { Page, PageQuery } from './pages.ts';
import { checkRecipe, checkXmpSize, convert, writeRecipe } from './recipeFormats.ts';

export type { Preset } from '../store/presets.ts';

/** Where the settings come from: exactly one of the three. */
export interface PresetWish {
  readonly name: string;
  /** Default: everything that means the same on another photo. */
  readonly groups?: readonly string[] | undefined;
  readonly recipe?: unknown;
  /** A develop preset or a sidecar. */
  readonly xmp?: string | undefined;
  readonly sessionId?: string | undefined;
}

/** @throws Fault recipe.invalid, xmp.invalid, session.notFound, preset.tooMany, request.invalid */
export async function createPreset(
  context: CallerContext,
  wish: PresetWish,
  key: IdempotencyKey | null,
  signal: AbortSignal,
): Promise<Preset> {
  const content = await read(context, wish, signal);
  const { id } = await context.store.write((unit) =>
    once(unit, key, async () => {
      const id = newId('pre');
      await rows.addPreset(unit, id, content);
      return { id };
    }),
  );
  return rows.getPreset(context.store, id);
}

/** @throws Fault preset.notFound, and as `createPreset` */
export async function replacePreset(
  context: CallerContext,
  id: string,
  wish: PresetWish,
  signal: AbortSignal,
): Promise<Preset> {
  await rows.getPreset(context.store, id);
  const content = await read(context, wish, signal);
  await context.store.write((unit) => rows.replacePreset(unit, id, content));
  return rows.getPreset(context.store, id);
}

/** @throws Fault preset.notFound */
export async function getPreset(context: TenantContext, id: string): Promise<Preset> {
  return rows.getPreset(context.store, id);
}

/** Newest first. @throws Fault request.invalid for a wrong page token */
export async function listPresets({ store }: TenantContext, query: PageQuery): Promise<Page<Preset>> {
  const name = { tenantId: store.tenantId, list: 'presets' };
  return readPage(name, query, (page) => rows.listPresets(store, page), byCreation);
}

/** @throws Fault preset.notFound */
export async function deletePreset(context: CallerContext, id: string): Promise<void> {
  await context.store.write((unit) => rows.removePreset(unit, id));
}

/** As a develop preset that Lightroom imports. @throws Fault preset.notFound */
export async function exportPreset(
  context: TenantContext,
  id: string,
  signal: AbortSignal,
): Promise<{ readonly name: string; readonly xmp: string }> {
  const { name, recipe } = await rows.getPreset(context.store, id);
  const written = await writeRecipe(
    context,
    { input: { recipe }, to: 'preset.xmp', photoKind: 'rendered', title: name },
    signal,
  );
  return { name, xmp: written.text };
}

async function read(context: TenantContext, wish: PresetWish, signal: AbortSignal): Promise<PresetContent> {
  const groups = checkGroups(wish.groups ?? transferableGroups, 'groups');
  const recipe = pickGroups(await recipeOf(context, wish, signal), groups);
  if (isEmpty(recipe)) {
    const message = `Of the groups ${groups.join(', ')} nothing is set, so the preset would do nothing. Choose others.`;
    throw new Fault('request.invalid', message, { field: 'groups' });
  }
  return { name: wish.name.trim(), groups, recipe };
}

async function recipeOf(context: TenantContext, wish: PresetWish, signal: AbortSignal): Promise<Recipe> {
  const { recipe, xmp, sessionId } = wish;
  if ([recipe, xmp, sessionId].filter((source) => source !== undefined).length !== 1) {
    throw new Fault('request.invalid', 'Give exactly one of recipe, xmp and sessionId.', { field: 'recipe' });
  }
  if (recipe !== undefined) return checkRecipe(recipe, 'recipe');
  if (xmp !== undefined) {
    const input = { input: { xmp: checkXmpSize(xmp, 'xmp') }, photoKind: 'rendered', photoFileName: '' } as const;
    return (await convert(context, input, signal)).recipe;
  }
  const session = await getSession(context.store, sessionId ?? '');
  return currentRecipe(context.store, session.id);
}

function isEmpty({ settings, pointColors, corrections, retouch }: Recipe): boolean {
  return Object.keys(settings).length + pointColors.length + corrections.length + retouch.length === 0;
}
