/** What the thread that runs LibRaw is asked and answers. */

export interface RawRequest {
  readonly bytes: Uint8Array;
  /** Whether the pixels are wanted or only what the header tells. */
  readonly pixels: boolean;
  readonly areaPixelsMax: number;
  readonly edgePixelsMax: number;
}

/** One of the two calibrations that a DNG can hold. Matrices are row-major; all zero where the file has none. */
export interface Calibration {
  /** EXIF LightSource code. */
  readonly illuminant: number;
  /** XYZ → camera. */
  readonly colorMatrix: readonly number[];
  /** White-balanced camera → XYZ D50. */
  readonly forwardMatrix: readonly number[];
  /** Reference camera → this camera. */
  readonly cameraCalibration: readonly number[];
}

export interface RawHeader {
  /** Stored pixels, after the file's own crop to what is meant to be seen. */
  readonly width: number;
  readonly height: number;
  /** dcraw's code, 0..7. */
  readonly flip: number;
  readonly isDng: boolean;
  /** Colours of the sensor: 1 or 3. */
  readonly colors: number;
  /** Channel gains that the camera chose, or zeros. */
  readonly cameraGains: readonly number[];
  /** Channel gains for daylight, from LibRaw's table of cameras. */
  readonly daylightGains: readonly number[];
  readonly asShotNeutral: readonly number[];
  readonly analogBalance: readonly number[];
  readonly calibrations: readonly Calibration[];
  /** XYZ (D65) → camera from LibRaw's table of cameras, row-major; zeros when the camera is not in it. */
  readonly tableMatrix: readonly number[];
}

export interface RawReply {
  readonly header: RawHeader;
  /**
   * Interleaved R, G, B in the camera's own colours, linear, 16 bits, balanced so that the camera's white is R = G = B,
   * clipped where the first channel clips.
   */
  readonly data: Uint16Array<SharedArrayBuffer> | null;
}
