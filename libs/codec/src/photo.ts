/** The nouns of this room. */
import type { Orientation, PhotoKind, PixelImage, RgbProfile, WhitePoint } from '@safelight/core';

/** Formats that can be read. Only the first page of an animated or multi-page file is used. */
export const photoFormats = ['jpeg', 'png', 'webp', 'tiff', 'avif', 'gif', 'heic', 'raw'] as const;
export type PhotoFormat = (typeof photoFormats)[number];

/** What the file's header says; reading it decodes no pixels. */
export interface PhotoInfo {
  readonly format: PhotoFormat;
  readonly mediaType: string;
  readonly kind: PhotoKind;
  /** Pixels of the stored (not yet upright) picture. */
  readonly width: number;
  readonly height: number;
  /** What turns the stored picture upright; 1 when the file says nothing or nonsense. */
  readonly orientation: Orientation;
  /** Depth that `decodePhoto` delivers. */
  readonly bitsPerChannel: 8 | 16;
  /** Name of the profile that `decodePhoto` delivers. */
  readonly profileName: string;
  readonly hasAlpha: boolean;
  /** Number of pages or frames, ≥ 1. */
  readonly pages: number;
}

/** Blocks that travel with the pixels, as bytes without the wrapping of the container they came from. */
export interface PhotoMetadata {
  /** A TIFF structure (`II*\0` or `MM\0*`), without the `Exif\0\0` prefix. */
  readonly exif?: Uint8Array;
  /** The profile that the decoded pixels are in: the file's own, or one made to fit when the file's was no RGB profile. */
  readonly icc?: Uint8Array;
  /** UTF-8 XML. */
  readonly xmp?: Uint8Array;
  /** Photoshop image resources, `Photoshop 3.0\0` and `8BIM` blocks; the IPTC record is resource 0x0404. */
  readonly iptc?: Uint8Array;
}

export interface DecodedPhoto {
  /** Three channels in STORED orientation; `data` stands on a SharedArrayBuffer. Alpha is laid over white. */
  readonly image: PixelImage;
  /** What the codes of `image` mean. */
  readonly profile: RgbProfile;
  readonly orientation: Orientation;
  readonly kind: PhotoKind;
  readonly mediaType: string;
  readonly metadata: PhotoMetadata;
  /** The light that a raw photo's pixels are balanced for: white in that light is R = G = B. */
  readonly asShot?: WhitePoint;
}
