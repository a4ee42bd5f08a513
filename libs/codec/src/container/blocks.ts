/** Blocks as the containers receive them: ready for the finished picture. */
export interface Blocks {
  readonly icc: Uint8Array;
  readonly exif: Uint8Array | undefined;
  readonly xmp: string | undefined;
  readonly iptc: Uint8Array | undefined;
}
