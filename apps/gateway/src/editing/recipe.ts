import { limits } from '@safelight/core';
import type { ImageContent, GetRecipeResponse, OutputSpec } from '@safelight/wire';
import { renderPhoto } from '../darkroom.ts';
import { checkQuota } from '../auth/quota.ts';
import type { CallerContext, TenantContext } from '../context.ts';
import { gatewayLimits } from '../limits.ts';
import { withRetries } from '../retry.ts';
import { getSessionPhoto } from '../store/sessions.ts';
import { currentRecipe } from '../store/states.ts';
import { countUsage } from '../store/usage.ts';
import { areaOf } from './renders.ts';

/** The session's current recipe, and as the sidecar of its photo. @throws Fault session.notFound */
export async function getRecipe(
  context: TenantContext,
  sessionId: string,
  signal: AbortSignal,
): Promise<GetRecipeResponse & { readonly photoFileName: string }> {
  const photo = await getSessionPhoto(context.store, sessionId);
  const recipe = await currentRecipe(context.store, sessionId);
  const request = { input: { recipe }, photoKind: photo.kind, photoFileName: photo.file_name };
  const options = { signal, deadlineMs: gatewayLimits.shortDeadlineMs };
  const { xmp } = await withRetries(() => context.sandbox.convert(request, options), { signal });
  return { recipe, xmp, photoFileName: photo.file_name };
}

/** How the picture is written; metadata is always kept. */
export type RenderSpec = Omit<OutputSpec, 'keepMetadata'>;

/**
 * The photo under the session's current recipe, with the original's metadata. What is larger than the pictures that the
 * agent looks at is counted in pixels on the caller's key.
 * @throws Fault session.notFound, quota.exceeded
 */
export async function renderSession(
  context: CallerContext,
  sessionId: string,
  spec: RenderSpec,
  signal: AbortSignal,
): Promise<ImageContent & { readonly photoFileName: string }> {
  const photo = await getSessionPhoto(context.store, sessionId);
  const edge = Math.min(spec.longEdgeMaxPixels ?? Infinity, Math.max(photo.width, photo.height));
  if (edge > limits.proxyLongEdgePixels) await checkQuota(context, { pixels: areaOf(photo, spec) });
  const recipe = await currentRecipe(context.store, sessionId);
  const output = { ...spec, keepMetadata: true };
  const options = { photoSha256: photo.sha256, recipe, output, measure: false, signal };
  const { image } = await withRetries(() => renderPhoto(context, options), { signal });
  const { width, height } = image.ref;
  if (Math.max(width, height) > limits.proxyLongEdgePixels) {
    await context.store.write((unit) => countUsage(unit, context.identity.keyId, { pixels: width * height }));
  }
  return { ...image, photoFileName: photo.file_name };
}
