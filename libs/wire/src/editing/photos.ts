/** Originals. */
import { limits } from '@safelight/core';
import * as pb from '../../generated/safelight/editing/v1/photo.ts';
import { big, count, defaulted, digest, flag, id, maybeTime, shape, text, time, unset } from '../fields.ts';

export const fileName = text(1_000);
export const url = text(2_048);

export const photo = shape(pb.Photo, {
  ...{ id, sha256: digest, fileName, mediaType: text(200) },
  ...{ width: count(1, limits.photoAreaPixels), height: count(1, limits.photoAreaPixels), sizeBytes: big() },
  ...{ createdAt: time, expiresAt: maybeTime, noStore: flag },
});

const retentionSecondsMax = 10 * 365 * 24 * 60 * 60;

/** `seconds` undefined: it is kept until it is deleted. */
export const retention = defaulted(
  shape(pb.Retention, { seconds: unset(0, undefined, count(60, retentionSecondsMax)), noStore: flag }),
  { noStore: false },
);
