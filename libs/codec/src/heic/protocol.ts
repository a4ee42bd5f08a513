/** What the thread that runs libheif is asked and answers. */

export interface HeicRequest {
  readonly bytes: Uint8Array;
  /** Size that the header promises, checked against the limits. */
  readonly width: number;
  readonly height: number;
}

export interface HeicReply {
  /** Interleaved R, G, B codes, upright. */
  readonly data: Uint8Array<SharedArrayBuffer>;
}
