import type { AnalysisPart } from '../analysis/analysis.ts';
import type { Edit } from '../groups/feature.ts';

/** Tools that read a part of the analysis; their local forms read it as well. */
const readers: Readonly<Record<AnalysisPart, readonly string[]>> = {
  base: ['highlights', 'shadows', 'localHighlights', 'localShadows'],
  clarity: ['clarity', 'localClarity'],
  haze: ['dehaze', 'localDehaze'],
  segments: ['upright'],
  lateral: ['removeChromaticAberration'],
};

/** The parts of a photo's analysis that an edit's program will read: to be made before it is compiled. */
export function wantedParts({ settings, corrections }: Pick<Edit, 'settings' | 'corrections'>): AnalysisPart[] {
  const isSet = (tool: string): boolean =>
    Object.hasOwn(settings, tool) || corrections.some((correction) => Object.hasOwn(correction.settings, tool));
  return (Object.keys(readers) as AnalysisPart[]).filter((part) => readers[part].some(isSet));
}
