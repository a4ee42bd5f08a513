import type { InspectPhotoRequest, InspectPhotoResponse } from '@safelight/wire';
import type { Context } from '../context.ts';

/** Decodes the photo in full, so that what it accepts can be developed; the decoded form is kept for the renders. */
export async function inspectPhoto(context: Context, request: InspectPhotoRequest): Promise<InspectPhotoResponse> {
  const { width, height, orientation, mediaType, kind, depth, profile } = await context.photos.get(request.photo);
  const turned = orientation >= 5;
  return {
    width: turned ? height : width,
    height: turned ? width : height,
    mediaType,
    kind,
    orientation,
    depth,
    profile: profile.name,
  };
}
