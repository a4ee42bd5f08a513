/** Auto tone: settings computed from the picture's tones; what the recipe sets itself wins. */
import type { SettingValue } from '@safelight/core';
import type { Tones } from '../../analysis/statistics.ts';
import { decodeSrgb } from '../../colour/transfer.ts';

/** Encoded luminance that the median is moved toward, and the share of the way (in EV) that it goes. */
const medianTarget = 0.47;
const medianShare = 0.6;
const exposureMax = 1.5;

const round = (x: number, limit: number): number => Math.round(Math.min(Math.max(x, -limit), limit));

export function autoToneSettings(tones: Tones): Record<string, SettingValue> {
  const ev = medianShare * Math.log2(decodeSrgb(medianTarget) / Math.max(decodeSrgb(tones.p50), 1e-3));
  const exposure = Math.round(Math.min(Math.max(ev, -exposureMax), exposureMax) * 100) / 100;
  // How far the ends of the tones are from black and white, and how wide the middle is.
  const spread = tones.p95 - tones.p05;
  return {
    exposure,
    contrast: round((0.72 - spread) * 60, 25),
    highlights: round(-Math.max(tones.p95 - 0.72, 0) * 180 - exposure * 12, 60),
    shadows: round(Math.max(0.24 - tones.p05, 0) * 150 - exposure * 8, 50),
    whites: round((0.93 - tones.p99) * 60, 30),
    blacks: round((0.03 - tones.p01) * 150, 25),
    vibrance: round((0.5 - tones.saturation) * 40, 15),
  };
}
