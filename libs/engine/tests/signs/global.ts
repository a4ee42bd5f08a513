/** Signs of the tools of one pixel and of the whole photo. */
import { bands, centres } from '../../src/groups/hsl/bands.ts';
import { areas } from '../support/picture.ts';
import {
  channelOf,
  chromaOf,
  correlationOf,
  deviationOf,
  hueNear,
  magentaOf,
  meanOf,
  steepestIn,
  towardHue,
  warmthOf,
} from '../support/statistics.ts';
import {
  centre,
  corner,
  curve,
  difference,
  leftEdge,
  patch,
  ramp,
  ring,
  slider,
  topEdge,
  whole,
  type Sign,
} from './sign.ts';

const tint = { colorGradeShadowSat: 70, colorGradeShadowHue: 240 };
const grading: Record<string, Sign[]> = Object.fromEntries(
  (
    [
      ['Shadow', areas.dark],
      ['Midtone', areas.mid],
      ['Highlight', areas.light],
      ['Global', areas.mid],
    ] as const
  ).flatMap(([zone, area]): [string, Sign[]][] => [
    [
      `colorGrade${zone}Hue`,
      [0, 60, 120, 180, 240, 300].map((hue) => ({
        from: (hue + 180) % 360,
        to: hue,
        raises: towardHue(hue)(area),
        with: { [`colorGrade${zone}Sat`]: 60 },
      })),
    ],
    [
      `colorGrade${zone}Sat`,
      [
        { from: 0, to: 50, raises: chromaOf(area) },
        { from: 50, to: 100, raises: chromaOf(area) },
      ],
    ],
    [`colorGrade${zone}Lum`, slider(meanOf(area))],
  ]),
);

const hsl: Record<string, Sign[]> = Object.fromEntries(
  bands.flatMap((band, i): [string, Sign[]][] => [
    [`hue${band}`, slider(hueNear(centres[i]!)(patch(band)))],
    [`saturation${band}`, slider(chromaOf(patch(band)))],
    [`luminance${band}`, slider(meanOf(patch(band)))],
    [`grayMixer${band}`, slider(meanOf(patch(band)), { with: { convertToGrayscale: true } })],
  ]),
);

const vignette = { vignetteAmount: -80 };

export const globalSigns: Record<string, Sign[]> = {
  whiteBalance: [
    { from: 'Auto', to: 'As Shot', raises: chromaOf(areas.ramp), on: 'cast' },
    { from: 'Tungsten', to: 'Shade', raises: warmthOf(areas.mid), kind: 'raw' },
  ],
  temperature: [
    { from: 'as-shot', to: 8000, raises: warmthOf(areas.mid), kind: 'raw' },
    { from: 4000, to: 'as-shot', raises: warmthOf(areas.mid), kind: 'raw' },
  ],
  tint: [
    { from: 'as-shot', to: 80, raises: magentaOf(areas.mid), kind: 'raw' },
    { from: -80, to: 'as-shot', raises: magentaOf(areas.mid), kind: 'raw' },
  ],
  incrementalTemperature: slider(warmthOf(areas.mid)),
  incrementalTint: slider(magentaOf(areas.mid)),
  exposure: [
    { from: 0, to: 1, raises: meanOf(whole) },
    { from: -1, to: 0, raises: meanOf(whole) },
    { from: 0, to: 5, raises: meanOf(areas.dark) },
    { from: -5, to: 0, raises: meanOf(areas.light) },
  ],
  contrast: slider(deviationOf(areas.ramp)),
  highlights: slider(meanOf(ramp(0.75, 0.98))),
  shadows: slider(meanOf(ramp(0.08, 0.3))),
  whites: slider(meanOf(ramp(0.85, 0.97))),
  blacks: slider(meanOf(ramp(0.03, 0.15))),
  texture: slider(deviationOf([8, 4, 1184, 16]), { on: 'fine' }),
  clarity: slider(deviationOf([4, 84, 88, 40])),
  dehaze: [...slider(deviationOf(areas.haze)), ...slider(chromaOf(areas.haze))],
  vibrance: slider(chromaOf(areas.dull)),
  saturation: slider(chromaOf(whole)),
  autoTone: [
    { from: false, to: true, raises: meanOf(areas.ramp), on: 'dim' },
    { from: true, to: false, raises: meanOf(areas.ramp), on: 'glaring' },
  ],
  toneCurve: curve(meanOf(areas.mid)),
  toneCurveRed: curve(channelOf(0)(areas.mid)),
  toneCurveGreen: curve(channelOf(1)(areas.mid)),
  toneCurveBlue: curve(channelOf(2)(areas.mid)),
  toneCurveName: [
    { from: 'Linear', to: 'Medium Contrast', raises: deviationOf(areas.ramp) },
    { from: 'Medium Contrast', to: 'Strong Contrast', raises: deviationOf(areas.ramp) },
  ],
  parametricHighlights: slider(meanOf(ramp(0.78, 0.97))),
  parametricLights: slider(meanOf(ramp(0.52, 0.73))),
  parametricDarks: slider(meanOf(ramp(0.28, 0.48))),
  parametricShadows: slider(meanOf(ramp(0.05, 0.22))),
  parametricShadowSplit: [{ from: 15, to: 40, raises: meanOf(ramp(0.3, 0.45)), with: { parametricShadows: 100 } }],
  parametricMidtoneSplit: [{ from: 35, to: 65, raises: meanOf(ramp(0.5, 0.65)), with: { parametricDarks: 100 } }],
  parametricHighlightSplit: [
    { from: 60, to: 90, raises: meanOf(ramp(0.55, 0.7)), with: { parametricHighlights: -100 } },
  ],
  curveRefineSaturation: [
    { from: 0, to: 100, raises: chromaOf([0, 16, 192, 16]), with: { toneCurve: [[0, 0], [90, 50], [170, 205], [255, 255]] } }, // prettier-ignore
  ],
  ...hsl,
  convertToGrayscale: [{ from: true, to: false, raises: chromaOf(whole) }],
  autoGrayscaleMix: [
    { from: false, to: true, raises: deviationOf([0, 16, 192, 32]), with: { convertToGrayscale: true } },
  ],
  ...grading,
  colorGradeBlending: [{ from: 0, to: 100, raises: chromaOf(ramp(0.42, 0.52)), with: tint }],
  colorGradeBalance: [
    {
      from: -100,
      to: 0,
      raises: towardHue(40)(areas.mid),
      with: { ...tint, colorGradeHighlightSat: 70, colorGradeHighlightHue: 40 },
    },
    {
      from: 0,
      to: 100,
      raises: towardHue(40)(areas.mid),
      with: { ...tint, colorGradeHighlightSat: 70, colorGradeHighlightHue: 40 },
    },
  ],
  shadowTint: slider(magentaOf(areas.black)),
  redPrimaryHue: slider(hueNear(0)(patch('Red'))),
  redPrimarySaturation: slider(chromaOf(patch('Red'))),
  greenPrimaryHue: slider(hueNear(120)(patch('Green'))),
  greenPrimarySaturation: slider(chromaOf(patch('Green'))),
  bluePrimaryHue: slider(hueNear(240)(patch('Blue'))),
  bluePrimarySaturation: slider(chromaOf(patch('Blue'))),
  vignetteAmount: slider(difference(meanOf(corner), meanOf(centre)), { on: 'grey' }),
  vignetteMidpoint: [
    { from: 0, to: 50, raises: meanOf(ring), on: 'grey', with: vignette },
    { from: 50, to: 100, raises: meanOf(ring), on: 'grey', with: vignette },
  ],
  vignetteRoundness: [
    // A circle leaves the ends of the long side further out than those of the short one.
    { from: 0, to: 100, raises: difference(meanOf(topEdge), meanOf(leftEdge)), on: 'grey', with: vignette },
    // A rectangle runs along all four sides.
    { from: -100, to: 0, raises: meanOf(topEdge), on: 'grey', with: { ...vignette, vignetteFeather: 20 } },
  ],
  vignetteFeather: [
    { from: 50, to: 0, raises: steepestIn([0, 58, 180, 4]), on: 'grey', with: { ...vignette, vignetteMidpoint: 20 } },
    { from: 100, to: 50, raises: steepestIn([0, 58, 180, 4]), on: 'grey', with: { ...vignette, vignetteMidpoint: 20 } },
  ],
  vignetteStyle: [
    { from: 1, to: 2, raises: chromaOf(corner), on: 'red', with: vignette },
    { from: 3, to: 1, raises: meanOf(corner), on: 'bright', with: { ...vignette, vignetteHighlights: 100 } },
  ],
  vignetteHighlights: [
    { from: 0, to: 50, raises: meanOf(corner), on: 'bright', with: vignette },
    { from: 50, to: 100, raises: meanOf(corner), on: 'bright', with: { ...vignette, vignetteStyle: 2 } },
  ],
  grainAmount: [
    { from: 0, to: 50, raises: deviationOf([0, 0, 180, 120]), on: 'grey' },
    { from: 50, to: 100, raises: deviationOf([0, 0, 180, 120]), on: 'grey' },
  ],
  grainSize: [{ from: 0, to: 100, raises: correlationOf([0, 0, 2400, 40], 2), on: 'film', with: { grainAmount: 60 } }],
  grainRoughness: [
    { from: 0, to: 100, raises: correlationOf([0, 0, 2400, 40], 2), on: 'film', with: { grainAmount: 60 } },
  ],
};
