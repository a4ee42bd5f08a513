import type { GroupManifest } from '../manifest.ts';
import { calibrationTools } from './calibration.ts';

export const manifest: GroupManifest = {
  group: 'calibration',
  rendered: calibrationTools,
};
