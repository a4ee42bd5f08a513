import type { GroupManifest } from '../manifest.ts';
import { colorGradingTools } from './color-grading.ts';

export const manifest: GroupManifest = {
  group: 'color-grading',
  rendered: colorGradingTools,
};
