import { manifest as basic } from './basic/manifest.ts';
import { manifest as bwMix } from './bw-mix/manifest.ts';
import { manifest as calibration } from './calibration/manifest.ts';
import { manifest as colorGrading } from './color-grading/manifest.ts';
import { manifest as crop } from './crop/manifest.ts';
import { manifest as detail } from './detail/manifest.ts';
import { manifest as effects } from './effects/manifest.ts';
import { manifest as hdr } from './hdr/manifest.ts';
import { manifest as hsl } from './hsl/manifest.ts';
import { manifest as lens } from './lens/manifest.ts';
import { manifest as lensBlur } from './lens-blur/manifest.ts';
import { manifest as localAdjust } from './local-adjust/manifest.ts';
import { manifest as localMask } from './local-mask/manifest.ts';
import { manifest as maskGeometry } from './mask-geometry/manifest.ts';
import { manifest as pointColor } from './point-color/manifest.ts';
import { manifest as profile } from './profile/manifest.ts';
import { manifest as retouch } from './retouch/manifest.ts';
import { manifest as toneCurve } from './tone-curve/manifest.ts';
import { manifest as transform } from './transform/manifest.ts';
import type { GroupManifest } from './manifest.ts';

/** All tool groups in panel order. */
export const manifests: readonly GroupManifest[] = [
  basic,
  profile,
  toneCurve,
  hsl,
  bwMix,
  colorGrading,
  detail,
  lens,
  transform,
  crop,
  effects,
  calibration,
  hdr,
  pointColor,
  lensBlur,
  localAdjust,
  localMask,
  maskGeometry,
  retouch,
];
