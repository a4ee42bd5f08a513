import { limits, regionNames } from '@safelight/core';
import * as pb from '../generated/safelight/sandbox/v1/sandbox.ts';
import { codec, unary } from './contract.ts';
import { digest, list, number, present, refuse, text, words } from './decode.ts';
import {
  decodeMeasurement,
  decodeOrientation,
  decodeRegion,
  decodeRegionName,
  decodeScene,
  encodeMeasurement,
} from './measurement.ts';
import type {
  ConvertRequest,
  ConvertResponse,
  ExportLutRequest,
  ExportLutResponse,
  InspectPhotoRequest,
  InspectPhotoResponse,
  ListToolsResponse,
  MeasureRequest,
  MeasureResponse,
  OutputColorSpace,
  OutputFormat,
  OutputSpec,
  PhotoSource,
  RecipeForm,
  RenderRequest,
  RenderResponse,
  SegmentRequest,
  SegmentResponse,
  ValidateCallsRequest,
  ValidateCallsResponse,
} from './messages.ts';
import {
  decodeCalls,
  decodeProblem,
  decodeRecipe,
  decodeSettings,
  encodeCall,
  encodeProblem,
  encodeRecipe,
  encodeSettings,
  photoKind,
} from './recipe.ts';
import { decodeImage, encodeImage } from './trajectory.ts';

const problemsMax = 10_000;
const toolsMax = 10_000;
const fileNameLengthMax = 1_000;
const defaultQuality = 92;
const lutSizeMax = 129;
const defaultLutSize = 33;

const format = words<pb.OutputFormat, OutputFormat>({
  jpeg: pb.OutputFormat.OUTPUT_FORMAT_JPEG,
  png: pb.OutputFormat.OUTPUT_FORMAT_PNG,
  webp: pb.OutputFormat.OUTPUT_FORMAT_WEBP,
  avif: pb.OutputFormat.OUTPUT_FORMAT_AVIF,
  tiff: pb.OutputFormat.OUTPUT_FORMAT_TIFF,
});

const colorSpace = words<pb.ColorSpace, OutputColorSpace>({
  photo: pb.ColorSpace.COLOR_SPACE_PHOTO,
  srgb: pb.ColorSpace.COLOR_SPACE_SRGB,
  'display-p3': pb.ColorSpace.COLOR_SPACE_DISPLAY_P3,
  'adobe-rgb': pb.ColorSpace.COLOR_SPACE_ADOBE_RGB,
  prophoto: pb.ColorSpace.COLOR_SPACE_PROPHOTO,
});

function encodePhoto(photo: PhotoSource): pb.PhotoSource {
  return { sha256: photo.sha256, data: photo.data === null ? Buffer.alloc(0) : Buffer.from(photo.data) };
}

function decodePhoto(message: pb.PhotoSource | undefined, field: string): PhotoSource {
  const { sha256, data } = present(message, field);
  if (data.length > limits.photoSizeBytes) refuse(`${field}.data`, `is larger than ${limits.photoSizeBytes} bytes`);
  return { sha256: digest(sha256, `${field}.sha256`), data: data.length === 0 ? null : data };
}

function encodeOutput(output: OutputSpec): pb.OutputSpec {
  return {
    format: format.encode(output.format),
    quality: output.quality,
    longEdgeMaxPixels: output.longEdgeMaxPixels ?? 0,
    keepMetadata: output.keepMetadata,
    bitsPerChannel: output.bitsPerChannel ?? 0,
    colorSpace:
      output.colorSpace === undefined ? pb.ColorSpace.COLOR_SPACE_UNSPECIFIED : colorSpace.encode(output.colorSpace),
    keepGps: output.keepGps,
  };
}

function decodeBits(bits: number, field: string): 8 | 16 {
  if (bits !== 8 && bits !== 16) refuse(field, 'must be 8 or 16');
  return bits;
}

function decodeOutput(message: pb.OutputSpec | undefined, field: string): OutputSpec {
  const output = present(message, field);
  return {
    format: format.decode(output.format, `${field}.format`),
    quality: output.quality === 0 ? defaultQuality : number(output.quality, `${field}.quality`, 1, 100),
    longEdgeMaxPixels:
      output.longEdgeMaxPixels === 0
        ? null
        : number(output.longEdgeMaxPixels, `${field}.longEdgeMaxPixels`, 1, limits.photoEdgePixels),
    keepMetadata: output.keepMetadata,
    ...(output.bitsPerChannel === 0
      ? {}
      : { bitsPerChannel: decodeBits(output.bitsPerChannel, `${field}.bitsPerChannel`) }),
    ...(output.colorSpace === pb.ColorSpace.COLOR_SPACE_UNSPECIFIED
      ? {}
      : { colorSpace: colorSpace.decode(output.colorSpace, `${field}.colorSpace`) }),
    ...(output.keepGps === undefined ? {} : { keepGps: output.keepGps }),
  };
}

const renderRequest = codec<pb.RenderRequest, RenderRequest>(
  pb.RenderRequest,
  ({ photo, recipe, output, measure, regions = [], scene = false }) => ({
    photo: encodePhoto(photo),
    recipe: encodeRecipe(recipe),
    output: encodeOutput(output),
    measure,
    regions: [...regions],
    scene,
  }),
  ({ photo, recipe, output, measure, regions, scene }) => ({
    photo: decodePhoto(photo, 'photo'),
    recipe: decodeRecipe(recipe, 'recipe'),
    output: decodeOutput(output, 'output'),
    measure,
    regions: list(regions, 'regions', regionNames.length, decodeRegionName),
    scene,
  }),
);

const renderResponse = codec<pb.RenderResponse, RenderResponse>(
  pb.RenderResponse,
  ({ image, measurement, engineVersion, renderMs, problems, regions, scene }) => ({
    image: encodeImage(image),
    measurement: measurement === null ? undefined : encodeMeasurement(measurement),
    engineVersion,
    renderMs,
    problems: problems.map(encodeProblem),
    regions: regions.map((region) => ({ ...region })),
    scene: scene ?? undefined,
  }),
  ({ image, measurement, engineVersion, renderMs, problems, regions, scene }) => ({
    image: decodeImage(image, 'image'),
    measurement: measurement === undefined ? null : decodeMeasurement(measurement, 'measurement'),
    engineVersion,
    renderMs,
    problems: list(problems, 'problems', problemsMax, decodeProblem),
    regions: list(regions, 'regions', regionNames.length, decodeRegion),
    scene: decodeScene(scene, 'scene'),
  }),
);

const measureRequest = codec<pb.MeasureRequest, MeasureRequest>(
  pb.MeasureRequest,
  ({ photo, recipe }) => ({ photo: encodePhoto(photo), recipe: encodeRecipe(recipe) }),
  ({ photo, recipe }) => ({ photo: decodePhoto(photo, 'photo'), recipe: decodeRecipe(recipe, 'recipe') }),
);

const measureResponse = codec<pb.MeasureResponse, MeasureResponse>(
  pb.MeasureResponse,
  ({ measurement }) => ({ measurement: encodeMeasurement(measurement) }),
  ({ measurement }) => ({ measurement: decodeMeasurement(measurement, 'measurement') }),
);

const inspectRequest = codec<pb.InspectPhotoRequest, InspectPhotoRequest>(
  pb.InspectPhotoRequest,
  ({ photo, headerOnly = false }) => ({ photo: encodePhoto(photo), headerOnly }),
  ({ photo, headerOnly }) => ({ photo: decodePhoto(photo, 'photo'), headerOnly }),
);

const inspectResponse = codec<pb.InspectPhotoResponse, InspectPhotoResponse>(
  pb.InspectPhotoResponse,
  (response) => ({
    ...response,
    kind: photoKind.encode(response.kind),
    asShot: response.asShot === null ? undefined : { ...response.asShot },
  }),
  (message) => ({
    ...message,
    kind: photoKind.decode(message.kind, 'kind'),
    orientation: decodeOrientation(message.orientation, 'orientation'),
    depth: message.depth === 16 ? 16 : 8,
    asShot: message.asShot ?? null,
  }),
);

const validateRequest = codec<pb.ValidateCallsRequest, ValidateCallsRequest>(
  pb.ValidateCallsRequest,
  (request) => ({
    recipe: encodeRecipe(request.recipe),
    calls: request.calls.map(encodeCall),
    photoKind: photoKind.encode(request.photoKind),
  }),
  (message) => ({
    recipe: decodeRecipe(message.recipe, 'recipe'),
    calls: decodeCalls(message.calls, 'calls'),
    photoKind: photoKind.decode(message.photoKind, 'photoKind'),
  }),
);

const validateResponse = codec<pb.ValidateCallsResponse, ValidateCallsResponse>(
  pb.ValidateCallsResponse,
  ({ recipe, problems }) => ({ recipe: encodeRecipe(recipe), problems: problems.map(encodeProblem) }),
  ({ recipe, problems }) => ({
    recipe: decodeRecipe(recipe, 'recipe'),
    problems: list(problems, 'problems', problemsMax, decodeProblem),
  }),
);

const listToolsRequest = codec<pb.ListToolsRequest, Record<string, never>>(
  pb.ListToolsRequest,
  () => ({}),
  () => ({}),
);

const listToolsResponse = codec<pb.ListToolsResponse, ListToolsResponse>(
  pb.ListToolsResponse,
  ({ tools }) => ({
    tools: tools.map((tool) => ({
      ...tool,
      aliasesEn: [...tool.aliasesEn],
      aliasesZh: [...tool.aliasesZh],
      valueSchema: { ...tool.valueSchema },
      targetSchema: tool.targetSchema === null ? undefined : { ...tool.targetSchema },
    })),
  }),
  ({ tools }) => ({
    tools: list(tools, 'tools', toolsMax, (tool, field) => ({
      ...tool,
      name: text(tool.name, `${field}.name`, fileNameLengthMax, 1),
      valueSchema: present(tool.valueSchema, `${field}.valueSchema`),
      targetSchema: tool.targetSchema ?? null,
    })),
  }),
);

const recipeForm = words<pb.RecipeForm, RecipeForm>({
  lua: pb.RecipeForm.RECIPE_FORM_LUA,
  lrtemplate: pb.RecipeForm.RECIPE_FORM_LRTEMPLATE,
  json: pb.RecipeForm.RECIPE_FORM_JSON,
  python: pb.RecipeForm.RECIPE_FORM_PYTHON,
  preset: pb.RecipeForm.RECIPE_FORM_PRESET,
});

function encodeInput(input: ConvertRequest['input']): NonNullable<pb.ConvertRequest['input']> {
  if ('xmp' in input) return { $case: 'xmp', value: input.xmp };
  if ('roc' in input) return { $case: 'roc', value: input.roc };
  return { $case: 'recipe', value: encodeRecipe(input.recipe) };
}

function decodeInput(input: NonNullable<pb.ConvertRequest['input']>): ConvertRequest['input'] {
  switch (input.$case) {
    case 'xmp':
      return { xmp: text(input.value, 'xmp', limits.xmpSizeBytes, 1) };
    case 'roc':
      return { roc: text(input.value, 'roc', limits.recipeSizeBytes, 1) };
    case 'recipe':
      return { recipe: decodeRecipe(input.value, 'recipe') };
  }
}

const convertRequest = codec<pb.ConvertRequest, ConvertRequest>(
  pb.ConvertRequest,
  ({ input, photoKind: kind, photoFileName, form, title = '' }) => ({
    input: encodeInput(input),
    photoKind: photoKind.encode(kind),
    photoFileName,
    form: form === undefined ? pb.RecipeForm.RECIPE_FORM_UNSPECIFIED : recipeForm.encode(form),
    title,
  }),
  (message) => ({
    input: decodeInput(present(message.input, 'input')),
    photoKind: photoKind.decode(message.photoKind, 'photoKind'),
    photoFileName: text(message.photoFileName, 'photoFileName', fileNameLengthMax),
    ...(message.form === pb.RecipeForm.RECIPE_FORM_UNSPECIFIED
      ? {}
      : { form: recipeForm.decode(message.form, 'form') }),
    title: text(message.title, 'title', fileNameLengthMax),
  }),
);

const convertResponse = codec<pb.ConvertResponse, ConvertResponse>(
  pb.ConvertResponse,
  ({ recipe, xmp, text: form, warnings }) => ({
    recipe: encodeRecipe(recipe),
    xmp,
    text: form,
    warnings: warnings.map(encodeProblem),
  }),
  ({ recipe, xmp, text: form, warnings }) => ({
    recipe: decodeRecipe(recipe, 'recipe'),
    xmp,
    text: form,
    warnings: list(warnings, 'warnings', problemsMax, decodeProblem),
  }),
);

const exportLutRequest = codec<pb.ExportLutRequest, ExportLutRequest>(
  pb.ExportLutRequest,
  ({ recipe, size, title }) => ({ recipe: encodeRecipe(recipe), size, title }),
  ({ recipe, size, title }) => ({
    recipe: decodeRecipe(recipe, 'recipe'),
    size: size === 0 ? defaultLutSize : number(size, 'size', 2, lutSizeMax),
    title: text(title, 'title', fileNameLengthMax),
  }),
);

const exportLutResponse = codec<pb.ExportLutResponse, ExportLutResponse>(
  pb.ExportLutResponse,
  ({ cube, leftOut }) => ({ cube, leftOut: leftOut.map(encodeProblem) }),
  ({ cube, leftOut }) => ({ cube, leftOut: list(leftOut, 'leftOut', problemsMax, decodeProblem) }),
);

const segmentRequest = codec<pb.SegmentRequest, SegmentRequest>(
  pb.SegmentRequest,
  ({ photo, tool, settings }) => ({ photo: encodePhoto(photo), tool, settings: encodeSettings(settings) }),
  ({ photo, tool, settings }) => ({
    photo: decodePhoto(photo, 'photo'),
    tool: text(tool, 'tool', fileNameLengthMax, 1),
    settings: decodeSettings(settings, 'settings'),
  }),
);

const segmentResponse = codec<pb.SegmentResponse, SegmentResponse>(
  pb.SegmentResponse,
  ({ png, ...response }) => ({ ...response, png: Buffer.from(png) }),
  (message) => message,
);

const service = 'safelight.sandbox.v1.SandboxService';

export const sandboxContract = {
  service,
  methods: {
    render: unary(`/${service}/Render`, renderRequest, renderResponse),
    measure: unary(`/${service}/Measure`, measureRequest, measureResponse),
    inspectPhoto: unary(`/${service}/InspectPhoto`, inspectRequest, inspectResponse),
    validateCalls: unary(`/${service}/ValidateCalls`, validateRequest, validateResponse),
    listTools: unary(`/${service}/ListTools`, listToolsRequest, listToolsResponse),
    convert: unary(`/${service}/Convert`, convertRequest, convertResponse),
    exportLut: unary(`/${service}/ExportLut`, exportLutRequest, exportLutResponse),
    segment: unary(`/${service}/Segment`, segmentRequest, segmentResponse),
  },
} as const;
