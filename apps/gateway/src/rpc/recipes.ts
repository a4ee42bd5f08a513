/** safelight.editing.v1.RecipeService: tools, forms of recipes, presets. */
import type { Implementation } from '@safelight/service-kit';
import { recipeContract } from '@safelight/wire';
import { createPreset, deletePreset, exportPreset, getPreset, listPresets, replacePreset } from '../editing/presets.ts';
import { checkRecipe, checkXmpSize, mediaTypeOf, writeRecipe } from '../editing/recipeFormats.ts';
import { listTools } from '../editing/tools.ts';
import { validateRecipe } from '../editing/validateRecipe.ts';
import { recipeAccess } from './access.ts';
import { guarded } from './guard.ts';
import type { RpcScope } from './guard.ts';

export function recipeService(scope: RpcScope): Implementation {
  return guarded(recipeContract, recipeAccess, scope, {
    listTools: async (_request, { caller, signal }) => ({ tools: await listTools(caller, signal) }),
    convertRecipe: async ({ input, ...wanted }, { caller, signal }) => {
      const written = await writeRecipe(caller, { input: inputOf(input), ...wanted }, signal);
      return { ...written, mediaType: mediaTypeOf[wanted.to] };
    },
    validateRecipe: ({ recipe, photoKind }, { caller, signal }) => validateRecipe(caller, recipe, photoKind, signal),
    createPreset: async ({ source }, { caller, key, signal }) => ({
      preset: await createPreset(caller, wishOf(source), key, signal),
    }),
    getPreset: async ({ presetId }, { caller }) => ({ preset: await getPreset(caller, presetId) }),
    listPresets: async (query, { caller }) => {
      const { rows: presets, ...page } = await listPresets(caller, query);
      return { presets, ...page };
    },
    replacePreset: async ({ presetId, source }, { caller, signal }) => ({
      preset: await replacePreset(caller, presetId, wishOf(source), signal),
    }),
    deletePreset: async ({ presetId }, { caller }) => {
      await deletePreset(caller, presetId);
      return {};
    },
    exportPreset: ({ presetId }, { caller, signal }) => exportPreset(caller, presetId, signal),
  });
}

type Handled = typeof recipeContract.methods;
type ConvertInput = ReturnType<Handled['convertRecipe']['decodeRequest']>['input'];
type Source = ReturnType<Handled['createPreset']['decodeRequest']>['source'];

function inputOf(input: ConvertInput) {
  if ('recipe' in input) return { recipe: checkRecipe(input.recipe, 'recipe') };
  return 'xmp' in input ? { xmp: checkXmpSize(input.xmp, 'xmp') } : { roc: input.table };
}

/** A list cannot be left out of a message: an empty one means the default. */
function wishOf({ groups, ...wish }: Source) {
  return groups.length === 0 ? wish : { ...wish, groups };
}
