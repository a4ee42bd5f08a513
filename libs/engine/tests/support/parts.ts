/** Recipe parts that hold tools which are no setting of the whole photo. */
import { findTool } from '@safelight/catalogue';
import type { SettingValue } from '@safelight/core';
import type { Edit } from '../../src/groups/feature.ts';
import { correctionWith, maskedEnds } from './masked.ts';

export type Parts = Partial<Omit<Edit, 'settings'>>;

const swatch = {
  pointColorSourceHue: 25,
  pointColorSourceSaturation: 55,
  pointColorSourceLuminance: 40,
  pointColorHueShift: 70,
  pointColorSaturationShift: -40,
  pointColorLuminanceShift: 50,
};

/** The parts of an edit in which the tool has that value; undefined for a setting. */
export function partsOf(tool: string, value: SettingValue): Parts | undefined {
  if (tool === 'pointColor') return { pointColors: [swatch, { ...swatch, pointColorSourceHue: 210 }] };
  if (tool.startsWith('pointColor')) return { pointColors: [{ ...swatch, [tool]: value }] };
  if (findTool(tool)!.scope !== 'global') return { corrections: [correctionWith(tool, value, [swatch])] };
  // Repairs happen on the codes before any kernel; `retouch.test.ts` holds their laws.
  if (tool.startsWith('retouch')) return { retouch: [] };
  return undefined;
}

/** Both ends of tools whose values are structures. */
export const structureEnds: Readonly<Record<string, readonly SettingValue[]>> = {
  ...maskedEnds,
  pointColor: [true],
  lensBlurFocalRange: [[0, 0, 20, 60], [50, 90, 100, 100]],
  uprightGuides: [[[0.2, 0.1, 0.23, 0.9]], [[0.2, 0.1, 0.23, 0.9], [0.8, 0.1, 0.76, 0.9], [0.1, 0.2, 0.9, 0.25]]],
  retouchHeal: [true],
  retouchClone: [true],
  retouchPosition: [[0.5, 0.5]],
  retouchSize: [[0.02, 0.01]],
  pointColorHueRange: [[0, 0.2, 0.6, 1], [0.4, 0.49, 0.51, 0.6]],
  pointColorSaturationRange: [[0, 0, 1, 1], [0.5, 0.54, 0.6, 0.7]],
  pointColorLuminanceRange: [[0, 0, 1, 1], [0.6, 0.65, 0.7, 0.7]],
}; // prettier-ignore
