import type { GroupManifest } from '../manifest.ts';
import { toneCurveTools } from './tone-curve.ts';

export const manifest: GroupManifest = {
  group: 'tone-curve',
  rendered: toneCurveTools,
};
