import { findTool } from '@safelight/catalogue';
import type { SettingValue } from '@safelight/core';
import type { Values } from './develop.ts';
import { structureEnds } from './parts.ts';

/** Settings without which a tool shows nothing. */
export function companionsOf(tool: string): Values {
  if (/^(grayMixer|autoGrayscaleMix)/.test(tool)) return { convertToGrayscale: true };
  if (/^colorGrade\w+Hue$/.test(tool)) return { [tool.replace('Hue', 'Sat')]: 70 };
  if (/^colorGrade(Blending|Balance)$/.test(tool)) {
    return {
      colorGradeShadowHue: 230,
      colorGradeShadowSat: 60,
      colorGradeHighlightHue: 40,
      colorGradeHighlightSat: 60,
    };
  }
  if (/^parametric\w+Split$/.test(tool)) return { parametricShadows: 60, parametricDarks: -50, parametricLights: 70 };
  if (tool === 'curveRefineSaturation') {
    return { toneCurve: [[0, 0], [64, 35], [190, 220], [255, 255]] }; // prettier-ignore
  }
  if (tool === 'vignetteHighlights') return { vignetteAmount: -80 };
  if (/^vignette(?!Amount)/.test(tool)) return { vignetteAmount: -70 };
  if (/^grain(?!Amount)/.test(tool)) return { grainAmount: 60 };
  if (/^sharpen/.test(tool)) return { sharpness: 120 };
  if (/^luminanceNoise(?!Reduction$)/.test(tool)) return { luminanceNoiseReduction: 70 };
  if (/^colorNoise(?!Reduction$)/.test(tool)) return { colorNoiseReduction: 60 };
  if (/^(hdr|sdr)/.test(tool)) return { hdrEditMode: true, exposure: 2 };
  if (/^lensBlur(?!Active)/.test(tool)) return { lensBlurActive: true, lensBlurAmount: 100 };
  if (/^glow./.test(tool)) return { glow: 80 };
  if (tool === 'constrainCrop') return { perspectiveVertical: -60, perspectiveScale: 80 };
  if (tool === 'lensVignetteMidpoint') return { lensVignetteAmount: -70 };
  if (tool === 'upright') return { uprightGuides: [[0.2, 0.1, 0.23, 0.9], [0.8, 0.1, 0.76, 0.9]] }; // prettier-ignore
  if (tool === 'uprightGuides') return { upright: 5 };
  if (/^crop(?!Angle)/.test(tool)) return { hasCrop: true, cropAngle: 4 };
  if (tool === 'cropAngle') return { hasCrop: true };
  return {};
}

const curves: readonly SettingValue[] = [
  [[0, 0], [80, 20], [180, 230], [255, 255]],
  [[0, 60], [128, 150], [255, 200]],
]; // prettier-ignore

/** Both ends of a tool's range (all choices of a list), as far as a rendered photo can have them. */
export function endsOf(name: string): readonly SettingValue[] {
  const tool = findTool(name)!;
  switch (tool.type) {
    case 'bool':
      return [true, false];
    case 'enum':
      return tool.choices!.map(({ value }) => value);
    case 'curve':
      return curves;
    case 'struct':
      return structureEnds[name] ?? [true];
    default:
      if (name === 'cropRight' || name === 'cropBottom') return [0.4, 1];
      if (name === 'cropLeft' || name === 'cropTop') return [0, 0.6];
      if (name.endsWith('ShadowSplit')) return [10, 40];
      if (name.endsWith('MidtoneSplit')) return [30, 70];
      if (name.endsWith('HighlightSplit')) return [55, 95];
      return [tool.min!, tool.max!];
  }
}
