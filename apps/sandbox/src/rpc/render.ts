import { encodeImage } from '@safelight/codec';
import { canonicalJson, sha256 } from '@safelight/core';
import { engineVersion } from '@safelight/engine';
import { measure } from '@safelight/measure';
import type { CallContext } from '@safelight/service-kit';
import type { RenderRequest, RenderResponse } from '@safelight/wire';
import { writeSidecar } from '@safelight/xmp';
import type { Context } from '../context.ts';
import { develop, type Developed } from '../develop.ts';

function metadataOf({ photo, recipe }: Developed): NonNullable<Parameters<typeof encodeImage>[1]['metadata']> {
  const xmp = Buffer.from(writeSidecar(recipe, { photoKind: photo.kind, alreadyApplied: true }));
  const { exif, iptc } = photo.metadata;
  return { xmp, ...(exif === undefined ? {} : { exif }), ...(iptc === undefined ? {} : { iptc }) };
}

async function makeRender(context: Context, request: RenderRequest, signal: AbortSignal): Promise<RenderResponse> {
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
  const measurement = request.measure ? measure(image) : null;
  const data = await encoding;
  const { width, height } = image;
  return {
    image: { ref: { sha256: sha256(data), mediaType: `image/${format}`, width, height }, data },
    measurement,
    engineVersion,
    renderMs: performance.now() - start,
    problems,
  };
}

/** Renders a photo under a recipe; equal requests give equal bytes and are answered from the cache. */
export async function render(context: Context, request: RenderRequest, call: CallContext): Promise<RenderResponse> {
  const { photo, recipe, output, measure: measured } = request;
  const key = sha256(canonicalJson([photo.sha256, recipe, output, measured, engineVersion]));
  return context.renders.getOrMake(key, () => makeRender(context, request, call.signal));
}
