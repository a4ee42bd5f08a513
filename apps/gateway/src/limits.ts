/** Limits of the gateway alone; those that services share are in `libs/core`. The unit is the last word of each name. */
export const gatewayLimits = {
  /** JSON bodies. */
  bodySizeBytes: 64 * 1024,
  /** Room for the multipart frame around a photo. */
  multipartOverheadBytes: 64 * 1024,
  fileNameLengthChars: 255,
  /** Uploads held in memory at once; each may be as large as the largest photo. */
  uploadsInFlightCount: 4,
  /** An upload that brings less within such a window is given up: 4 KiB a second is less than a modem brings. */
  uploadWindowMs: 10_000,
  uploadWindowBytesMin: 40 * 1024,
  /** Keys of one tenant that are valid at once. */
  keysPerTenantCount: 1_000,
  /** A key that is rotated may stay valid for this long. */
  keyOverlapSecondsMax: 30 * 24 * 60 * 60,
  /**
   * Requests without a valid key from one address within a minute. Keys cannot be guessed; this keeps wrong ones from
   * loading the database.
   */
  refusalsPerMinuteCount: 1_000,
  /** Followers of event streams at once. */
  followersCount: 1_000,
  /** Turns that one runner works on at once. */
  turnsInFlightCount: 2,
  /** A turn that was taken this often without an end is failed: it may be what kills the runner. */
  turnAttemptsCount: 10,
  /** A turn that was given back this often because something was away fails with that: after about six minutes. */
  turnReleasesCount: 14,
  /** Longest wait of a turn that was given back. */
  releaseDelayMs: 60_000,
  /** Candidates of one turn that run at once: they share the sandbox. */
  candidatesInFlightCount: 2,
  /** How often a policy may ask for more of the original. */
  looksPerCandidateCount: 3,
  /** A lease runs out after this time; its runner renews it three times within. */
  leaseMs: 30_000,
  heartbeatMs: 15_000,
  /**
   * A job that was taken this often in a row without getting on is failed: it may be what kills the runner, or what it
   * needs has been away for some six minutes.
   */
  jobSetbacksCount: 12,
  /** Jobs that mostly wait for turns, in one runner at once. */
  waitingJobsCount: 64,
  /** Jobs that render or evaluate, in one runner at once. */
  workingJobsCount: 4,
  /** Full-size renders that the jobs of one runner ask for at once: the sandbox is shared with turns. */
  rendersInFlightCount: 2,
  /** Items of a batch that are under way at once; the plan may allow fewer. */
  batchItemsInFlightCount: 4,
  batchItemsCount: 1_000,
  outputsPerEditCount: 8,
  presetsCount: 1_000,
  /** A finished job is kept this long, with what it rendered. */
  jobRetentionMs: 7 * 24 * 60 * 60 * 1000,
  jobDeadlineMs: 60 * 60 * 1000,
  batchDeadlineMs: 24 * 60 * 60 * 1000,
  /** How long an answer may wait for work to end (`Prefer: wait`). */
  waitMs: 60_000,
  /** Recipes and XMP in a request, with room for the rest of the body. */
  recipeBodySizeBytes: 9 * 1024 * 1024,
  photoImportMs: 60_000,
  photoRetentionMs: 10 * 365 * 24 * 60 * 60 * 1000,
  /** How long a photo that is not to be stored may be there at all. */
  noStoreRetentionMs: 60 * 60 * 1000,
  requestTimeoutMs: 300_000,
  headersTimeoutMs: 15_000,
  /** How long a stopping server lets running requests go on. */
  drainTimeoutMs: 5_000,
  renderDeadlineMs: 120_000,
  policyDeadlineMs: 120_000,
  evaluateDeadlineMs: 60_000,
  inspectDeadlineMs: 60_000,
  shortDeadlineMs: 10_000,
} as const;
