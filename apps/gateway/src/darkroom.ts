/** The gateway's way to the sandbox: a photo goes by its digest, and its bytes follow only when they are asked for. */
import type { PhotoKind, Recipe, RegionName, ToolCall } from '@safelight/core';
import { limits, toFault } from '@safelight/core';
import type { ImageContent, OutputSpec, PhotoSource, RenderResponse, ValidateCallsResponse } from '@safelight/wire';
import type { TenantContext } from './context.ts';
import { gatewayLimits } from './limits.ts';

/** The picture that the agent looks at. */
export const proxyOutput: OutputSpec = {
  format: 'jpeg',
  quality: 90,
  longEdgeMaxPixels: limits.proxyLongEdgePixels,
  keepMetadata: false,
};

export interface RenderOptions {
  readonly photoSha256: string;
  readonly recipe: Recipe;
  readonly output: OutputSpec;
  readonly measure: boolean;
  readonly regions?: readonly RegionName[];
  readonly scene?: boolean;
  readonly signal: AbortSignal;
}

/** Renders from the original. @throws the sandbox's faults */
export async function renderPhoto(context: TenantContext, options: RenderOptions): Promise<RenderResponse> {
  const { photoSha256, signal, ...request } = options;
  const deadlineMs = gatewayLimits.renderDeadlineMs;
  return withPhoto(context, photoSha256, (photo) =>
    context.sandbox.render({ photo, ...request }, { signal, deadlineMs }),
  );
}

async function withPhoto<T>(
  context: TenantContext,
  sha256: string,
  call: (photo: PhotoSource) => Promise<T>,
): Promise<T> {
  try {
    return await call({ sha256, data: null });
  } catch (error) {
    if (toFault(error).code !== 'photo.notCached') throw error;
  }
  return call({ sha256, data: await context.blobs.get(sha256) });
}

export async function validateCalls(
  context: TenantContext,
  request: { readonly recipe: Recipe; readonly calls: readonly ToolCall[]; readonly photoKind: PhotoKind },
  signal: AbortSignal,
): Promise<ValidateCallsResponse> {
  return context.sandbox.validateCalls(request, { signal, deadlineMs: gatewayLimits.shortDeadlineMs });
}

/** Loads pictures of the store with their bytes, in order. */
export async function loadImages(
  context: TenantContext,
  refs: readonly ImageContent['ref'][],
): Promise<ImageContent[]> {
  return Promise.all(refs.map(async (ref) => ({ ref, data: await context.blobs.get(ref.sha256) })));
}
