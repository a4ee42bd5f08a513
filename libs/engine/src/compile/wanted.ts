import type { PhotoKind } from '@safelight/core';
import type { AnalysisPart } from '../analysis/analysis.ts';
import type { Edit } from '../groups/feature.ts';

/** Tools that read a part of the analysis; their local forms read it as well. */
const readers: Readonly<Record<AnalysisPart, readonly string[]>> = {
  base: ['highlights', 'shadows', 'localHighlights', 'localShadows', 'sdrHighlights', 'sdrShadows'],
  clarity: ['clarity', 'localClarity', 'sdrClarity'],
  haze: ['dehaze', 'localDehaze'],
  noise: ['sharpness', 'luminanceNoiseReduction', 'colorNoiseReduction', 'localSharpness', 'localNoise'],
  depth: ['lensBlurActive', 'maskDepthRange'],
  segments: ['upright'],
  lateral: ['removeChromaticAberration'],
};

/** The parts of a photo's analysis that an edit's program will read: to be made before it is compiled. */
export function wantedParts(
  { settings, corrections }: Pick<Edit, 'settings' | 'corrections'>,
  kind: PhotoKind,
): AnalysisPart[] {
  const isSet = (tool: string): boolean =>
    Object.hasOwn(settings, tool) ||
    corrections.some((one) => Object.hasOwn(one.settings, tool) || one.masks.some((mask) => mask.tool === tool));
  // Raw photos are sharpened and lose colour noise where nothing is set.
  const isDefault = (part: AnalysisPart): boolean => kind === 'raw' && part === 'noise';
  return (Object.keys(readers) as AnalysisPart[]).filter((part) => isDefault(part) || readers[part].some(isSet));
}
