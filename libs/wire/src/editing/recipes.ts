/** safelight.editing.v1.RecipeService: tools, forms of recipes, presets. */
import { limits } from '@safelight/core';
import type { Recipe } from '@safelight/core';
import * as pb from '../../generated/safelight/editing/v1/recipe.ts';
import { codec, unary } from '../contract.ts';
import { present, text as checkText, words } from '../decode.ts';
import { flag, id, json, many, name, nextPageToken, nullable, one, optional, pageFields } from '../fields.ts';
import { shape, text, time, unset, whole } from '../fields.ts';
import { photoKind, problems, recipe } from '../nouns.ts';
import { encodeRecipe, decodeRecipe } from '../recipe.ts';

const toolsMax = 10_000;
const presetsMax = 200;
const groupsMax = 100;
const words200 = text(200);
const prose = text(20_000);
export const groups = many(words200, groupsMax);
export const xmp = text(limits.xmpSizeBytes);

/** `json` is the recipe itself, `crs.json` an object of `crs:` names. */
export type FileForm = 'json' | 'xmp' | 'preset.xmp' | 'lua' | 'lrtemplate' | 'python' | 'crs.json';

const { RecipeForm: form } = pb;
export const fileForm = unset(
  form.RECIPE_FORM_UNSPECIFIED,
  'json' as const,
  words<pb.RecipeForm, FileForm>({
    ...{ json: form.RECIPE_FORM_JSON, xmp: form.RECIPE_FORM_XMP, 'preset.xmp': form.RECIPE_FORM_PRESET_XMP },
    ...{ lua: form.RECIPE_FORM_LUA, lrtemplate: form.RECIPE_FORM_LRTEMPLATE, python: form.RECIPE_FORM_PYTHON },
    'crs.json': form.RECIPE_FORM_CRS_JSON,
  }),
);

const tool = shape(pb.Tool, {
  ...{ name: words200, crs: words200, group: words200, scope: words200, type: words200, unit: words200 },
  ...{ whatItDoes: prose, aliasesEn: many(words200, toolsMax), aliasesZh: many(words200, toolsMax) },
  ...{ valueSchema: one(json), rendered: flag, notRenderedReason: prose, targetSchema: nullable(json) },
});

const preset = shape(pb.Preset, {
  ...{ id, name: words200, groups, recipe: one(recipe), createdAt: time, updatedAt: time },
});
const presetSource = shape(pb.PresetSource, {
  name: name(200),
  groups,
  ...{ recipe: optional(recipe), xmp: optional(xmp), sessionId: optional(id) },
});

interface ConvertRecipeRequest {
  readonly input: { readonly recipe: Recipe } | { readonly xmp: string } | { readonly table: string };
  readonly to: FileForm;
  readonly photoKind: 'rendered' | 'raw';
  readonly photoFileName: string;
  readonly title: string;
}

function encodeInput(input: ConvertRecipeRequest['input']): NonNullable<pb.ConvertRecipeRequest['input']> {
  if ('xmp' in input) return { $case: 'xmp', value: input.xmp };
  if ('table' in input) return { $case: 'table', value: input.table };
  return { $case: 'recipe', value: encodeRecipe(input.recipe) };
}

function decodeInput(input: NonNullable<pb.ConvertRecipeRequest['input']>): ConvertRecipeRequest['input'] {
  switch (input.$case) {
    case 'xmp':
      return { xmp: checkText(input.value, 'xmp', limits.xmpSizeBytes, 1) };
    case 'table':
      return { table: checkText(input.value, 'table', limits.recipeSizeBytes, 1) };
    case 'recipe':
      return { recipe: decodeRecipe(input.value, 'recipe') };
  }
}

const convertRequest = codec<pb.ConvertRecipeRequest, ConvertRecipeRequest>(
  pb.ConvertRecipeRequest,
  ({ input, to, photoKind: kind, photoFileName, title }) => ({
    input: encodeInput(input),
    ...{ to: fileForm.encode(to), photoKind: photoKind.encode(kind), photoFileName, title },
  }),
  (message) => ({
    input: decodeInput(present(message.input, 'input')),
    to: fileForm.decode(message.to, 'to'),
    photoKind: photoKind.decode(message.photoKind, 'photoKind'),
    photoFileName: checkText(message.photoFileName, 'photoFileName', 255),
    title: checkText(message.title, 'title', 200),
  }),
);

const service = 'safelight.editing.v1.RecipeService';

export const recipeContract = {
  service,
  methods: {
    listTools: unary(
      `/${service}/ListTools`,
      whole(shape(pb.ListToolsRequest, {})),
      whole(shape(pb.ListToolsResponse, { tools: many(tool, toolsMax) })),
    ),
    convertRecipe: unary(
      `/${service}/ConvertRecipe`,
      convertRequest,
      whole(
        shape(pb.ConvertRecipeResponse, {
          ...{ recipe: one(recipe), mediaType: words200, text: text(limits.xmpSizeBytes * 2), warnings: problems },
        }),
      ),
    ),
    validateRecipe: unary(
      `/${service}/ValidateRecipe`,
      whole(shape(pb.ValidateRecipeRequest, { recipe: one(json), photoKind })),
      whole(
        shape(pb.ValidateRecipeResponse, {
          ...{ valid: flag, recipe: nullable(recipe), errors: problems, warnings: problems },
        }),
      ),
    ),
    createPreset: unary(
      `/${service}/CreatePreset`,
      whole(shape(pb.CreatePresetRequest, { source: one(presetSource) })),
      whole(shape(pb.CreatePresetResponse, { preset: one(preset) })),
    ),
    getPreset: unary(
      `/${service}/GetPreset`,
      whole(shape(pb.GetPresetRequest, { presetId: id })),
      whole(shape(pb.GetPresetResponse, { preset: one(preset) })),
    ),
    listPresets: unary(
      `/${service}/ListPresets`,
      whole(shape(pb.ListPresetsRequest, pageFields)),
      whole(shape(pb.ListPresetsResponse, { presets: many(preset, presetsMax), nextPageToken })),
    ),
    replacePreset: unary(
      `/${service}/ReplacePreset`,
      whole(shape(pb.ReplacePresetRequest, { presetId: id, source: one(presetSource) })),
      whole(shape(pb.ReplacePresetResponse, { preset: one(preset) })),
    ),
    deletePreset: unary(
      `/${service}/DeletePreset`,
      whole(shape(pb.DeletePresetRequest, { presetId: id })),
      whole(shape(pb.DeletePresetResponse, {})),
    ),
    exportPreset: unary(
      `/${service}/ExportPreset`,
      whole(shape(pb.ExportPresetRequest, { presetId: id })),
      whole(shape(pb.ExportPresetResponse, { name: words200, xmp })),
    ),
  },
} as const;
