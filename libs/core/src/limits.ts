/** Limits that several services share. The unit is the last word of each name. */
export const limits = {
  photoSizeBytes: 256 * 1024 * 1024,
  /** width × height of the decoded photo. */
  photoAreaPixels: 120_000_000,
  photoEdgePixels: 32_767,
  instructionLengthChars: 2_000,
  stepsPerTurnMax: 30,
  stepsPerTurnDefault: 10,
  callsPerStepMax: 64,
  xmpSizeBytes: 8 * 1024 * 1024,
  /** Painted masks hold one element per dab of the brush; each costs about 1.5 KiB while it is read. */
  xmpElementsMax: 200_000,
  xmpAttributesPerElementMax: 2_000,
  xmpDepthLevels: 64,
  xmpNamespaceLengthChars: 256,
  recipeSizeBytes: 8 * 1024 * 1024,
  grpcMessageBytes: 512 * 1024 * 1024,
  /** Long edge of the pictures that the agent looks at. */
  proxyLongEdgePixels: 1_024,
} as const;
