import { sRgbProfile } from '@safelight/codec';
import { limits } from '@safelight/core';
import { measure as measureImage } from '@safelight/measure';
import type { CallContext } from '@safelight/service-kit';
import type { MeasureRequest, MeasureResponse } from '@safelight/wire';
import type { Context } from '../context.ts';
import { develop } from '../develop.ts';
import { verify } from '../photos.ts';

/** Measures the proxy that the agent would see: the figures hold for the full size within the engine's tolerance. */
export async function measure(context: Context, request: MeasureRequest, call: CallContext): Promise<MeasureResponse> {
  const output = {
    longEdgeMaxPixels: limits.proxyLongEdgePixels,
    profileFor: () => sRgbProfile,
    depth: 8,
  } as const;
  const { image } = await develop(context, { ...request, photo: verify(request.photo, call) }, output, call.signal);
  return { measurement: measureImage(image) };
}
