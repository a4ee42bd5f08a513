/** Limits of the reflector. The unit is the last word of each name. */
export const reflectorLimits = {
  /** Every new trajectory is compared with all of its input: beyond this, more of the same teach nothing new. */
  trajectoriesPerInputMax: 64,
  /**
   * Difference of aesthetic + instruction (2..10) from which a pair is worth a reflection. The papers say "significantly
   * higher" and publish no number; 0.2 is about what one clearly better metric makes.
   */
  marginMinDefault: 0.2,
} as const;
