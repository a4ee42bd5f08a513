import { encodeImage, sRgbProfile } from '@safelight/codec';
import { canonicalJson, sha256, type Measurement } from '@safelight/core';
import { engineVersion } from '@safelight/engine';
import { measure } from '@safelight/measure';
import type { CallContext } from '@safelight/service-kit';
import type { RenderRequest, RenderResponse } from '@safelight/wire';
import { writeSidecar } from '@safelight/xmp';
import type { Context } from '../context.ts';
import { develop, type Developed } from '../develop.ts';
import { verify, type VerifiedSource } from '../photos.ts';

function metadataOf({ photo, recipe }: Developed): NonNullable<Parameters<typeof encodeImage>[1]['metadata']> {
  const xmp = Buffer.from(writeSidecar(recipe, { photoKind: photo.kind, alreadyApplied: true }));
  const { exif, iptc } = photo.metadata;
  return { xmp, ...(exif === undefined ? {} : { exif }), ...(iptc === undefined ? {} : { iptc }) };
}

type VerifiedRequest = RenderRequest & { readonly photo: VerifiedSource };

/** Measurements are of sRGB pixels; an export in the photo's own profile is developed once more to be measured. */
async function measureShown(
  context: Context,
  request: VerifiedRequest,
  { image, photo }: Developed,
  signal: AbortSignal,
): Promise<Measurement> {
  const { longEdgeMaxPixels, keepMetadata } = request.output;
  if (!keepMetadata || photo.profile === sRgbProfile) return measure(image);
  return measure((await develop(context, request, { longEdgeMaxPixels, ownProfile: false }, signal)).image);
}

async function makeRender(context: Context, request: VerifiedRequest, signal: AbortSignal): Promise<RenderResponse> {
  const start = performance.now();
  const { format, quality, longEdgeMaxPixels, keepMetadata } = request.output;
  const developed = await develop(context, request, { longEdgeMaxPixels, ownProfile: keepMetadata }, signal);
  const { image, photo, problems } = developed;
  const { icc } = photo.metadata;
  // The encoder works on its own thread, so measuring costs no extra time.
  const encoding = encodeImage(image, {
    format,
    quality,
    ...(keepMetadata ? { metadata: metadataOf(developed) } : {}),
    ...(keepMetadata && icc !== undefined ? { icc } : {}),
  });
  const measuring = request.measure ? measureShown(context, request, developed, signal) : null;
  const [data, measurement] = await Promise.all([encoding, measuring]);
  const { width, height } = image;
  return {
    image: { ref: { sha256: sha256(data), mediaType: `image/${format}`, width, height }, data },
    measurement,
    engineVersion,
    renderMs: performance.now() - start,
    problems,
  };
}

/**
 * Renders a photo under a recipe; equal requests give equal bytes and are answered from the cache. The digest is checked
 * before the cache is asked: a picture that is already there does not excuse wrong bytes.
 */
export async function render(context: Context, request: RenderRequest, call: CallContext): Promise<RenderResponse> {
  const { recipe, output, measure: measured } = request;
  const photo = verify(request.photo);
  const key = sha256(canonicalJson([photo.sha256, recipe, output, measured, engineVersion]));
  return context.renders.getOrMake(key, (signal) => makeRender(context, { ...request, photo }, signal), call.signal);
}
