/** What `render`, `batch` and `convert` do in this process, done by a server. */
import { basename } from 'node:path';
import type { BodyOf } from '@safelight/client';
import { Fault } from '@safelight/core';
import type { ConvertRequest, OutputSpec } from '@safelight/wire';
import type { RenderedPhoto } from '../rendering.ts';
import type { Api } from './api.ts';

type Input = ConvertRequest['input'];
type Conversion = BodyOf<'convertRecipe'>;
type Recipe = NonNullable<Conversion['recipe']>;

/** A recipe file as the API takes it. */
export function conversionOf(input: Input): Pick<Conversion, 'from'> & ({ recipe: Recipe } | { text: string }) {
  if ('xmp' in input) return { from: 'xmp', text: input.xmp };
  if ('roc' in input) return { from: 'table', text: input.roc };
  return { from: 'json', recipe: input.recipe as Recipe };
}

/** The tables of other programs mean what they mean for the kind of photo; the server reads the rest itself. */
async function changeOf(api: Api, input: Input, mediaType: string): Promise<{ recipe: Recipe } | { xmp: string }> {
  if ('xmp' in input) return { xmp: input.xmp };
  if ('recipe' in input) return { recipe: input.recipe as Recipe };
  const photoKind = mediaType.startsWith('image/x-') ? 'raw' : 'rendered';
  const { recipe } = await api.recipes.convert({ ...conversionOf(input), to: 'json', photoKind });
  return { recipe };
}

/** Uploads the photo, has it developed, and brings the file. @throws Fault when the render failed */
export async function renderOnServer(
  api: Api,
  { path, data }: { readonly path: string; readonly data: Uint8Array<ArrayBuffer> },
  input: Input,
  spec: OutputSpec,
): Promise<RenderedPhoto> {
  const photo = await api.photos.create(data, { fileName: basename(path) });
  const change = await changeOf(api, input, photo.mediaType);
  const { longEdgeMaxPixels: longEdge, bitsPerChannel: bits, keepGps, format, quality, colorSpace } = spec;
  const job = await api.renders.create({
    ...{ photoId: photo.id, ...change },
    output: {
      ...{ format, quality, longEdge, gps: keepGps === false ? 'strip' : 'keep' },
      ...(bits !== undefined && { bits }),
      ...(colorSpace !== undefined && { colorSpace }),
    },
  });
  const { rendered, failure, state, warnings } = await api.renders.wait(job.id);
  if (rendered === null)
    throw new Fault(failure?.code ?? 'request.canceled', failure?.message ?? `The render was ${state}.`);
  const { sha256, mediaType, width, height } = rendered;
  const image = { ref: { sha256, mediaType, width, height }, data: await api.renders.content(rendered.id) };
  return { image, problems: warnings };
}
