/** Limits that several services share. The unit is the last word of each name. */
export const limits = {
  photoSizeBytes: 256 * 1024 * 1024,
  /** width × height of the decoded photo. */
  photoAreaPixels: 120_000_000,
  photoEdgePixels: 32_767,
  instructionLengthChars: 2_000,
  stepsPerTurnMax: 30,
  stepsPerTurnDefault: 10,
  /** Editing and every round of reflection. */
  stepsPerTrajectoryMax: 180,
  candidatesMax: 8,
  /** Cases of one EvaluateBatch. */
  batchCasesMax: 64,
  /** Human scores of one calibration, over both axes. */
  scorePairsMax: 10_000,
  /** Stored by one evaluator. */
  calibrationsMax: 1_000,
  reflectionsMax: 5,
  reflectionsDefault: 1,
  /** JarvisEvo's quality threshold of 3.0 stands for its test-time scores; ours reflects below "good". */
  scoreMinDefault: 3.5,
  historyTurnsMax: 50,
  turnDeadlineMs: 24 * 60 * 60 * 1000,
  callsPerStepMax: 64,
  xmpSizeBytes: 8 * 1024 * 1024,
  /** Painted masks hold one element per dab of the brush; each costs about 1.5 KiB while it is read. */
  xmpElementsMax: 200_000,
  xmpAttributesPerElementMax: 2_000,
  xmpDepthLevels: 64,
  xmpNamespaceLengthChars: 256,
  recipeSizeBytes: 8 * 1024 * 1024,
  /** Local corrections; Lightroom's panel grows unusable long before. */
  correctionsPerRecipeMax: 64,
  masksPerCorrectionMax: 32,
  strokesPerMaskMax: 2_000,
  /** Over all brushes of a recipe; each dab is one element of the XMP. */
  brushDabsPerRecipeMax: 100_000,
  /** What Lightroom's panel allows, for the photo and for each correction. */
  pointColorsMax: 8,
  retouchAreasPerRecipeMax: 1_000,
  /** Name of a correction or mask. */
  maskNameLengthChars: 200,
  grpcMessageBytes: 512 * 1024 * 1024,
  /** Long edge of the pictures that the agent looks at. */
  proxyLongEdgePixels: 1_024,
} as const;
