import { Fault } from '@safelight/core';
import type { ImageContent } from '@safelight/wire';
import type { TenantContext } from '../context.ts';
import { findImage } from '../store/photos.ts';

/** A rendered picture that events refer to; originals are not given out. @throws Fault request.notFound */
export async function getImage(context: TenantContext, sha256: string): Promise<ImageContent> {
  const ref = await findImage(context.store, sha256);
  if (ref !== undefined) return { ref, data: await context.blobs.get(sha256) };
  throw new Fault(
    'request.notFound',
    'There is no picture with this digest. Take the digest from an event of a session.',
    {
      field: 'sha256',
    },
  );
}
