import { inspectPhoto as readHeader } from '@safelight/codec';
import { isTurned } from '@safelight/core';
import type { CallContext } from '@safelight/service-kit';
import type { InspectPhotoRequest, InspectPhotoResponse } from '@safelight/wire';
import type { Context } from '../context.ts';
import { verify, type VerifiedSource } from '../photos.ts';

type Stored = Omit<InspectPhotoResponse, 'width' | 'height'> & { readonly width: number; readonly height: number };

/**
 * Decodes the photo in full, so that what it accepts can be developed, and keeps the decoded form for the renders; or
 * reads the header alone.
 */
export async function inspectPhoto(
  context: Context,
  request: InspectPhotoRequest,
  call: CallContext,
): Promise<InspectPhotoResponse> {
  const source = verify(request.photo, call);
  const stored = await (request.headerOnly === true && source.data !== null
    ? ofHeader(source.data)
    : ofPixels(context, source));
  const { width, height, orientation } = stored;
  return isTurned(orientation) ? { ...stored, width: height, height: width } : stored;
}

async function ofPixels(context: Context, source: VerifiedSource): Promise<Stored> {
  const { width, height, orientation, mediaType, kind, depth, profile, asShot } = await context.photos.get(source);
  return { width, height, orientation, mediaType, kind, depth, profile: profile.name, asShot: asShot ?? null };
}

async function ofHeader(bytes: Uint8Array): Promise<Stored> {
  const { width, height, orientation, mediaType, kind, bitsPerChannel, profileName } = await readHeader(bytes);
  return { width, height, orientation, mediaType, kind, depth: bitsPerChannel, profile: profileName, asShot: null };
}
