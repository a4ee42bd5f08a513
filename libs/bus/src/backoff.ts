/** Doubles with each attempt and spreads by half, so that many clients do not return at the same moment. */
export function backoffMs(attempt: number, firstDelayMs: number, delayMsMax: number): number {
  const full = Math.min(delayMsMax, firstDelayMs * 2 ** (attempt - 1));
  return full * (0.5 + Math.random() / 2);
}
