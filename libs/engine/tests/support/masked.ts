/** Recipes' corrections for tests. */
import type { Correction, Mask, SettingValue, SettingValues } from '@safelight/core';

let made = 0;
const id = (): string => (made++).toString(16).toUpperCase().padStart(32, '0');

export const maskOf = (tool: string, settings: SettingValues = {}, strokes: readonly SettingValues[] = []): Mask => ({
  id: id(),
  tool,
  name: '',
  settings,
  strokes,
  foreign: [],
});

/** A gradient that lies above the picture: the whole picture is selected fully. */
export const everywhere: Mask = maskOf('maskLinearGradient', { linearZeroY: -3, linearFullY: -2 });

/** The left half of the picture with a hard edge. */
export const leftHalf: Mask = maskOf('maskLinearGradient', {
  linearZeroX: 0.5,
  linearFullX: 0.4995,
  linearZeroY: 0.5,
  linearFullY: 0.5,
});

export const correctionOf = (
  settings: Readonly<Record<string, SettingValue>>,
  masks: readonly Mask[] = [everywhere],
  pointColors: readonly SettingValues[] = [],
): Correction => ({ id: id(), name: '', settings, pointColors, masks, foreign: [] });

/** Half the picture fades in from its left edge to its right one. */
const fading: Mask = maskOf('maskLinearGradient', {
  linearZeroX: 0,
  linearZeroY: 0.4,
  linearFullX: 1,
  linearFullY: 0.6,
});

const dabs: SettingValue = [
  [0.3, 0.4],
  [0.5, 0.6, 0.2],
  [0.6, 0.6, 0.1, 0.3],
];
const orange = [0.8, 0.5, 0.2, 0.02, 0.02, 0.02];

/** What a mask of the tool needs to select something. */
const geometries: Readonly<Record<string, Mask>> = {
  maskBrush: maskOf('maskBrush', {}, [
    { brushRadius: 0.15, brushFlow: 70, brushFeather: 60, brushDensity: 80, brushDabs: dabs },
  ]),
  maskLuminanceRange: maskOf('maskLuminanceRange', { luminanceRangeBounds: [0.2, 0.4, 0.7, 0.9] }),
  maskColorRange: maskOf('maskColorRange', { colorRangeSamples: [orange], colorRangeArea: [[0.1, 0.1, 0.3, 0.2]] }),
  maskLinearGradientBidirectional: maskOf('maskLinearGradientBidirectional', { linearZero2X: 0.9, linearZero2Y: 0.1 }),
};

/** The tool of the mask that has the geometry. */
function kindOf(tool: string): string {
  if (/^linear(Zero2|FullPoint)/.test(tool)) return 'maskLinearGradientBidirectional';
  if (tool.startsWith('linear')) return 'maskLinearGradient';
  if (tool.startsWith('brush')) return 'maskBrush';
  if (tool.startsWith('luminanceRange') || tool === 'rangeInvert') return 'maskLuminanceRange';
  if (tool.startsWith('colorRange')) return 'maskColorRange';
  if (tool.startsWith('depthRange')) return 'maskDepthRange';
  if (/^(ai|object|person)/.test(tool)) return 'maskObject';
  return 'maskRadialGradient';
}

/** A mask in which the tool has the value: of that kind, or with that geometry. */
function maskWith(tool: string, value: SettingValue): Mask {
  if (tool.startsWith('mask') && !/^mask(Combine|Invert|Active)$/.test(tool)) return geometries[tool] ?? maskOf(tool);
  const mask = geometries[kindOf(tool)] ?? maskOf(kindOf(tool));
  if (!tool.startsWith('brush')) return { ...mask, settings: { ...mask.settings, [tool]: value } };
  return { ...mask, strokes: mask.strokes.map((stroke) => ({ ...stroke, [tool]: value })) };
}

const isLocal = (tool: string): boolean => tool.startsWith('local');

/** Local settings without which a local tool shows nothing. */
function localCompanions(tool: string): Readonly<Record<string, SettingValue>> {
  if (/^local(Amount|Active)$/.test(tool)) return { localExposure: 1, localHue: 40, localClarity: 30 };
  if (tool === 'localToningHue') return { localToningSaturation: 80 };
  if (tool === 'localToningSaturation') return { localToningHue: 200 };
  if (tool === 'localCurveRefineSaturation') return { localCurve: [[0, 0], [64, 35], [190, 220], [255, 255]] }; // prettier-ignore
  if (/^localColorGrade\w+Hue$/.test(tool)) return { [tool.replace('Hue', 'Sat')]: 70 };
  if (/^localColorGrade(Blending|Balance)$/.test(tool)) {
    return { localColorGradeShadowHue: 230, localColorGradeShadowSat: 60, localColorGradeHighlightSat: 60 };
  }
  return {};
}

/** A correction in which the local, mask or geometry tool has the value. */
export function correctionWith(
  tool: string,
  value: SettingValue,
  pointColors: readonly SettingValues[] = [],
): Correction {
  if (tool === 'localPointColor') return correctionOf({}, [fading], pointColors);
  if (isLocal(tool)) return correctionOf({ ...localCompanions(tool), [tool]: value }, [fading]);
  // A second component, so that combining shows.
  const first = tool === 'maskCombine' ? [fading] : [];
  return correctionOf({ localExposure: 1, localSaturation: -60 }, [...first, maskWith(tool, value)]);
}

/** Both ends of mask and local tools whose values are structures. */
export const maskedEnds: Readonly<Record<string, readonly SettingValue[]>> = {
  localPointColor: [true],
  brushDabs: [[[0.5, 0.5]], dabs],
  luminanceRangeBounds: [[0, 0, 0.1, 0.3], [0.5, 0.5, 1, 1]],
  depthRangeBounds: [[0, 0.3, 0.1], [0.5, 1, 0]],
  colorRangeSamples: [[orange], [[0.1, 0.2, 0.7, 0, 0, 0], [0.5, 0.5, 0.5, 0.1, 0.1, 0.1]]],
  colorRangeArea: [[[0, 0, 0.2, 0.2]], [[0.5, 0.5, 1.2, 1.1]]],
  aiReferencePoint: [[0.5, 0.5]],
  objectGesture: [[[0.1, 0.1], [0.4, 0.1], [0.4, 0.5], [0.1, 0.5]]],
  personInstance: [[1]],
}; // prettier-ignore
