import { checkDepth, encodeImage, sRgbProfile } from '@safelight/codec';
import { canonicalJson, sha256, type Rgb8Image } from '@safelight/core';
import { engineVersion } from '@safelight/engine';
import { measure } from '@safelight/measure';
import type { CallContext } from '@safelight/service-kit';
import { traced } from '@safelight/service-kit/tracing';
import type { RenderRequest, RenderResponse } from '@safelight/wire';
import type { Context } from '../context.ts';
import { develop, type Developed } from '../develop.ts';
import { metadataOf, spaceOf } from '../export.ts';
import { describeScene, measureRegions } from '../perception/regions.ts';
import { verify, type DevelopablePhoto, type VerifiedSource } from '../photos.ts';

type VerifiedRequest = RenderRequest & { readonly photo: VerifiedSource };

type Measured = Pick<RenderResponse, 'measurement' | 'regions' | 'scene'>;

async function measureShown(
  context: Context,
  request: VerifiedRequest,
  developed: Developed,
  signal: AbortSignal,
): Promise<Measured> {
  const { measure: whole, regions: names = [], scene: described = false } = request;
  if (!whole && !described && names.length === 0) return { measurement: null, regions: [], scene: null };
  const { recipe } = developed;
  const asked = { photo: request.photo, recipe, longEdgeMaxPixels: request.output.longEdgeMaxPixels };
  const shown = whole || names.length > 0 ? await shownOf(context, request, developed, signal) : null;
  return {
    measurement: whole ? measure(shown!) : null,
    regions: shown === null ? [] : await measureRegions(context, asked, names, shown, signal),
    scene: described ? await describeScene(context, asked, signal) : null,
  };
}

/** Measurements are of 8-bit sRGB pixels; an export of another form is developed once more to be measured. */
async function shownOf(
  context: Context,
  request: VerifiedRequest,
  { image, photo }: Developed,
  signal: AbortSignal,
): Promise<Rgb8Image> {
  const { output } = request;
  if (image.data instanceof Uint8Array && spaceOf(output, photo).profile === sRgbProfile) return image as Rgb8Image;
  const shown = { longEdgeMaxPixels: output.longEdgeMaxPixels, profileFor: () => sRgbProfile, depth: 8 } as const;
  return (await develop(context, request, shown, signal)).image;
}

async function makeRender(context: Context, request: VerifiedRequest, signal: AbortSignal): Promise<RenderResponse> {
  const start = performance.now();
  const { output } = request;
  const { format, quality, longEdgeMaxPixels, keepMetadata, keepGps = true, bitsPerChannel: depth = 8 } = output;
  checkDepth(format, depth);
  const target = { longEdgeMaxPixels, profileFor: (photo: DevelopablePhoto) => spaceOf(output, photo).profile, depth };
  const developed = await develop(context, request, target, signal);
  const { image, photo } = developed;
  const blocks = keepMetadata ? metadataOf(developed, keepGps) : undefined;
  // The encoder works on its own thread, so measuring costs no extra time.
  const encode = () =>
    encodeImage(image, {
      format,
      quality,
      icc: spaceOf(output, photo).icc,
      ...(blocks === undefined ? {} : { metadata: blocks.metadata, keepGps }),
    });
  const { width, height } = image;
  const attributes = { 'safelight.width': width, 'safelight.height': height };
  const [data, measured] = await Promise.all([
    traced('encode', { attributes: { 'safelight.format': format } }, encode),
    traced('measure', { attributes }, () => measureShown(context, request, developed, signal)),
  ]);
  const renderMs = performance.now() - start;
  context.onRendered?.({ width, height, backend: context.engine.backend, format, durationMs: renderMs });
  return {
    image: { ref: { sha256: sha256(data), mediaType: `image/${format}`, width, height }, data },
    ...measured,
    engineVersion,
    renderMs,
    problems: [...developed.problems, ...(blocks?.problems ?? [])],
  };
}

/**
 * Renders a photo under a recipe; equal requests of a tenant give equal bytes and are answered from the cache. The digest
 * is checked before the cache is asked: a picture that is already there does not excuse wrong bytes.
 */
export async function render(context: Context, request: RenderRequest, call: CallContext): Promise<RenderResponse> {
  const { recipe, output, measure: measured, regions = [], scene = false } = request;
  const photo = verify(request.photo, call);
  const key = sha256(
    canonicalJson([
      ...[photo.tenant, photo.sha256, recipe, output, measured, regions, scene],
      ...[engineVersion, context.engine.backend],
    ]),
  );
  return context.renders.getOrMake(
    key,
    (signal) => traced('render', {}, () => makeRender(context, { ...request, photo }, signal)),
    call.signal,
  );
}
