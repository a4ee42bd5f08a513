import type { PhotoWishes } from '../../editing/photos.ts';

/** How long a photo is to be kept, as the contracts say it. */
export function wishesOf(retention: { readonly seconds?: number | undefined; readonly noStore: boolean }): PhotoWishes {
  const { seconds, noStore } = retention;
  return { noStore, ...(seconds === undefined ? {} : { retentionMs: seconds * 1_000 }) };
}
