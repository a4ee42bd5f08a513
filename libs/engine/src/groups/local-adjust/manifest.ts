import type { GroupManifest } from '../manifest.ts';
import { localCurves, localGrades, quantities } from './tools.ts';

export const manifest: GroupManifest = {
  group: 'local-adjust',
  rendered: [
    'localAmount',
    'localActive',
    ...new Set(quantities.flatMap(({ tools }) => tools)),
    'localCurveRefineSaturation',
    ...localCurves,
    'localPointColor',
    ...localGrades,
  ],
};
