import type { RgbProfile } from '@safelight/core';
import { decodeSrgb } from '../../src/colour/transfer.ts';

const curve = Float32Array.from({ length: 4096 }, (_, i) => decodeSrgb(i / 4095));

/** sRGB with its white at D50 by Bradford, as an ICC profile writes it. */
export const sRgb: RgbProfile = {
  name: 'sRGB',
  toXyzD50: [0.4360657, 0.3851515, 0.1430784, 0.2224932, 0.716887, 0.0606169, 0.013916, 0.0970764, 0.7140961],
  decode: [curve, curve, curve],
};

const wideCurve = Float32Array.from({ length: 4096 }, (_, i) => (i / 4095) ** 2.19921875);

/** Adobe RGB (1998). */
export const adobeRgb: RgbProfile = {
  name: 'Adobe RGB',
  toXyzD50: [0.6097559, 0.2052401, 0.149224, 0.3111242, 0.625656, 0.0632197, 0.0194811, 0.0608902, 0.7448387],
  decode: [wideCurve, wideCurve, wideCurve],
};
