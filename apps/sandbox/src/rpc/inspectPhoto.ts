import type { InspectPhotoRequest, InspectPhotoResponse } from '@safelight/wire';
import type { Context } from '../context.ts';
import { verify } from '../photos.ts';

/** Decodes the photo in full, so that what it accepts can be developed; the decoded form is kept for the renders. */
export async function inspectPhoto(context: Context, request: InspectPhotoRequest): Promise<InspectPhotoResponse> {
  const photo = await context.photos.get(verify(request.photo));
  const { width, height, orientation, mediaType, kind, depth, profile, asShot } = photo;
  const turned = orientation >= 5;
  return {
    width: turned ? height : width,
    height: turned ? width : height,
    mediaType,
    kind,
    orientation,
    depth,
    profile: profile.name,
    asShot: asShot ?? null,
  };
}
