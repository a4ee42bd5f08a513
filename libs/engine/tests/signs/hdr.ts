/** Signs of the HDR keys, on a picture that two stops have driven above white. */
import { deviationOf, meanOf, type Statistic } from '../support/statistics.ts';
import type { Area } from '../support/picture.ts';
import { ramp, slider, type Sign } from './sign.ts';

const above = { exposure: 2 };
const on = { ...above, hdrEditMode: true };
/** What two stops bring to white and beyond. */
const lights = ramp(0.62, 0.95);
const darker =
  (area: Area): Statistic =>
  (picture) =>
    -meanOf(area)(picture);

export const hdrSigns: Record<string, Sign[]> = {
  hdrEditMode: [{ from: false, to: true, raises: deviationOf(lights), with: above }],
  hdrMaxValue: [
    { from: 0, to: 1, raises: deviationOf(lights), with: on },
    { from: 1, to: 4, raises: deviationOf(ramp(0.9, 0.99)), with: on },
  ],
  sdrBrightness: slider(meanOf(ramp(0.2, 0.4)), { with: { hdrEditMode: true } }),
  sdrContrast: slider(deviationOf(ramp(0.05, 0.95)), { with: { hdrEditMode: true } }),
  sdrClarity: slider(deviationOf([4, 84, 88, 40]), { with: { hdrEditMode: true } }),
  sdrHighlights: slider(meanOf(ramp(0.75, 0.98)), { with: { hdrEditMode: true } }),
  sdrShadows: slider(meanOf(ramp(0.08, 0.3)), { with: { hdrEditMode: true } }),
  sdrWhites: slider(meanOf(ramp(0.85, 0.97)), { with: { hdrEditMode: true } }),
  sdrBlend: [
    { from: -100, to: 0, raises: darker(lights), with: on },
    { from: 0, to: 100, raises: darker(lights), with: on },
  ],
};
