/** Presets: recipes with a name. */
import { Fault } from '@safelight/core';
import type { Recipe } from '@safelight/core';
import { parseRecipe } from '@safelight/recipe';
import { gatewayLimits } from '../limits.ts';
import { olderThan } from './pages.ts';
import type { PageRequest } from './pages.ts';
import type { PresetRow } from './schema.ts';
import type { TenantStore, Unit } from './store.ts';

export interface Preset {
  readonly id: string;
  readonly name: string;
  /** Groups of settings that it was made of. */
  readonly groups: readonly string[];
  readonly recipe: Recipe;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type PresetContent = Pick<Preset, 'name' | 'groups' | 'recipe'>;

/** @throws Fault preset.tooMany */
export async function addPreset(unit: Unit, id: string, content: PresetContent): Promise<void> {
  const { trx, tenantId, now } = unit;
  const { count } = await trx
    .selectFrom('presets')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow();
  if (Number(count) >= gatewayLimits.presetsCount) {
    throw new Fault(
      'preset.tooMany',
      `An account has at most ${gatewayLimits.presetsCount} presets. Delete one first.`,
    );
  }
  await trx
    .insertInto('presets')
    .values({ ...{ id, tenant_id: tenantId, created_at: now, updated_at: now }, ...columnsOf(content) })
    .execute();
}

/** @throws Fault preset.notFound */
export async function getPreset(store: TenantStore, id: string): Promise<Preset> {
  const row = await store.read((trx) =>
    trx
      .selectFrom('presets')
      .selectAll()
      .where('tenant_id', '=', store.tenantId)
      .where('id', '=', id)
      .executeTakeFirst(),
  );
  if (row === undefined) throw presetNotFound(id);
  return presetOfRow(row);
}

/** Newest first; up to `size + 1` of them. */
export async function listPresets(store: TenantStore, page: PageRequest): Promise<readonly Preset[]> {
  const rows = await store.read((trx) =>
    trx
      .selectFrom('presets')
      .selectAll()
      .where('tenant_id', '=', store.tenantId)
      .where(olderThan(page))
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(page.size + 1)
      .execute(),
  );
  return rows.map(presetOfRow);
}

/** @throws Fault preset.notFound */
export async function replacePreset({ trx, tenantId, now }: Unit, id: string, content: PresetContent): Promise<void> {
  const changed = await trx
    .updateTable('presets')
    .set({ ...columnsOf(content), updated_at: now })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  if (changed === undefined) throw presetNotFound(id);
}

/** @throws Fault preset.notFound */
export async function removePreset({ trx, tenantId }: Unit, id: string): Promise<void> {
  const removed = await trx
    .deleteFrom('presets')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  if (removed === undefined) throw presetNotFound(id);
}

function columnsOf({ name, groups, recipe }: PresetContent) {
  return { name, groups: JSON.stringify(groups), recipe: JSON.stringify(recipe) };
}

function presetOfRow(row: PresetRow): Preset {
  return {
    ...{ id: row.id, name: row.name, groups: row.groups, recipe: parseRecipe(row.recipe) },
    ...{ createdAt: row.created_at, updatedAt: row.updated_at },
  };
}

function presetNotFound(id: string): Fault {
  return new Fault('preset.notFound', `There is no preset "${id}". GET /v1/presets lists them.`, { field: 'presetId' });
}
