/** Limits of every driver; the unit is the last word of each name. */
export const busLimits = {
  keyLengthChars: 256,
  headerLengthChars: 512,
  /** Messages of one `publish`. */
  publishCountMax: 10_000,
  /** Waiting to be sent, per topic; further publishers wait. */
  sendQueueBytes: 32 * 1024 * 1024,
  /** Of one request to the broker. */
  sendBatchCountMax: 1_000,
  sendBatchBytes: 1024 * 1024,
  /** A broker that has not taken a batch within this time is away. */
  publishTimeoutMs: 30_000,
  concurrencyDefault: 8,
  concurrencyMax: 1_000,
  /** Taken from the broker and not finished, per subscription; beyond, nothing more is fetched. */
  pendingCountMax: 1_000,
  pendingBytes: 64 * 1024 * 1024,
  drainTimeoutMs: 10_000,
  /** The last commit of a subscription that stops. */
  finalCommitTimeoutMs: 5_000,
  attemptsMaxDefault: 8,
  firstDelayMs: 200,
  delayMsMax: 30_000,
  /** Of the cause in a dead letter's headers. */
  causeLengthChars: 1_000,
  /** Of the call that a scrape of the metrics makes. */
  lagTimeoutMs: 2_000,
} as const;
