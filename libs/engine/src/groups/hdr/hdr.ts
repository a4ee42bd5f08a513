/**
 * HDR edits, shown on a standard display. In HDR mode light above white is not cut off: the shoulder's end is moved so
 * that the picture's brightest light, up to the limit, meets white, and what lies below the knee stays as it is. That
 * is the automatic standard rendition; the blend leads from cutting off (−100) to it (0) and on to a softer one (100).
 * The other SDR sliders are added to their basic counterparts. None of them does anything outside HDR mode.
 */
import { each } from '../../colour/graph.ts';
import type { Matrix3 } from '../../colour/matrix.ts';
import { shape } from '../../colour/shoulder.ts';
import type { Analysis } from '../../analysis/analysis.ts';
import { sceneMatrix } from '../../compile/scene.ts';
import type { Settings } from '../../compile/settings.ts';
import type { GraphBuilder, Rgb } from '../../graph/graph.ts';
import type { DisplayFeature } from '../feature.ts';

/** Which basic slider each SDR slider is added to; brightness at ±100 is an exposure of ±1. */
const counterparts = {
  sdrContrast: 'contrast',
  sdrClarity: 'clarity',
  sdrHighlights: 'highlights',
  sdrShadows: 'shadows',
  sdrWhites: 'whites',
} as const;
const brightnessReach = 1;

export const hdrTools: readonly string[] = [
  'hdrEditMode',
  'hdrMaxValue',
  'sdrBrightness',
  ...Object.keys(counterparts),
  'sdrBlend',
];

/** Scene light that the shoulder shows as white. */
const whiteLight = 2;
/** Displayed light from which the brightest is compressed; the softest rendition begins lower. */
const kneeAutomatic = 0.75;
const kneeSoft = 0.45;
/** Above any displayed light. */
const unlimited = 1e6;
/** Share of the picture that may be brighter than its brightest light: sparkles tell nothing of a scene. */
const sparkleShare = 0.001;

const held = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high);

/** The settings of the standard rendition: in HDR mode with the SDR sliders on top. */
export function standardRendition(settings: Settings): Settings {
  if (!settings.flag('hdrEditMode')) return settings;
  const values: Record<string, number> = {};
  for (const [own, basic] of Object.entries(counterparts)) {
    const added = settings.number(own);
    if (added !== 0) values[basic] = held(settings.number(basic) + added, -100, 100);
  }
  const brighter = settings.slider('sdrBrightness') * brightnessReach;
  if (brighter !== 0) values['exposure'] = held(settings.number('exposure') + brighter, -5, 5);
  return settings.with(values);
}

/** Stops above white that the developed picture reaches, before tone tools. */
export function headroomOf(analysis: Pick<Analysis, 'smooth'>, matrix: Matrix3): number {
  const { r, g, b } = analysis.smooth().scene;
  const brightest = Float32Array.from(r, (x, i) => {
    const [y, z] = [g[i]!, b[i]!];
    return Math.max(
      matrix[0]! * x + matrix[1]! * y + matrix[2]! * z,
      matrix[3]! * x + matrix[4]! * y + matrix[5]! * z,
      matrix[6]! * x + matrix[7]! * y + matrix[8]! * z,
    );
  }).sort();
  const peak = brightest[Math.floor((1 - sparkleShare) * (brightest.length - 1))]!;
  return Math.max(Math.log2(Math.max(peak, whiteLight) / whiteLight), 0);
}

/** On displayed light: straight up to the knee, then u / (1 + c·u), which meets white at the limit. */
function graph(b: GraphBuilder, rgb: Rgb): Rgb {
  const [one, knee] = [b.constant(1), b.param('hdr.knee')];
  return each(rgb, (x) => {
    const light = b.min(x, b.param('hdr.limit'));
    const over = b.max(b.sub(light, knee), b.constant(0));
    const bent = b.div(over, b.add(one, b.mul(over, b.param('hdr.bend'))));
    return b.add(b.sub(light, over), bent);
  });
}

export const hdrFeature: DisplayFeature = {
  name: 'hdr',
  space: 'rgb',
  isActive: ({ settings }) =>
    settings.flag('hdrEditMode') && settings.number('hdrMaxValue') > 0 && settings.number('sdrBlend') > -100,
  graph,
  bind: (context, out) => {
    const { settings, analysis } = context;
    const isOn = settings.flag('hdrEditMode');
    const stops = isOn ? Math.min(headroomOf(analysis, sceneMatrix(context)), settings.number('hdrMaxValue')) : 0;
    const blend = settings.slider('sdrBlend');
    const knee = kneeAutomatic + (kneeSoft - kneeAutomatic) * Math.max(blend, 0);
    const limit = 1 + (shape(whiteLight * 2 ** stops) - 1) * (1 + Math.min(blend, 0));
    const isAbove = limit > 1;
    Object.assign(out.params, {
      'hdr.knee': knee,
      // Where nothing lies above white nothing is bent, nor cut: the gamut map does that.
      'hdr.limit': isAbove ? limit : unlimited,
      'hdr.bend': isAbove ? 1 / (1 - knee) - 1 / (limit - knee) : 0,
    });
  },
};
