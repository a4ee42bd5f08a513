/** Limits of the gateway alone; those that services share are in `libs/core`. The unit is the last word of each name. */
export const gatewayLimits = {
  /** JSON bodies. */
  bodySizeBytes: 64 * 1024,
  /** Room for the multipart frame around a photo. */
  multipartOverheadBytes: 64 * 1024,
  fileNameLengthChars: 255,
  /** Uploads held in memory at once; each may be as large as the largest photo. */
  uploadsInFlightCount: 4,
  /** Followers of event streams at once. */
  followersCount: 1_000,
  /** Turns that one runner works on at once. */
  turnsInFlightCount: 2,
  /** A turn that was taken this often without an end is failed: it may be what kills the runner. */
  turnAttemptsCount: 10,
  /** Candidates of one turn that run at once: they share the sandbox. */
  candidatesInFlightCount: 2,
  /** How often a policy may ask for more of the original. */
  looksPerCandidateCount: 3,
  /** A lease runs out after this time; its runner renews it three times within. */
  leaseMs: 30_000,
  heartbeatMs: 15_000,
  requestTimeoutMs: 300_000,
  /** How long a stopping server lets running requests go on. */
  drainTimeoutMs: 5_000,
  renderDeadlineMs: 120_000,
  policyDeadlineMs: 120_000,
  evaluateDeadlineMs: 60_000,
  inspectDeadlineMs: 60_000,
  shortDeadlineMs: 10_000,
} as const;
