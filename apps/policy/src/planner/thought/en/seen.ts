import { nameOfRegion, type Protection } from '@safelight/intent';
import { signed } from '../tools.ts';
import type { Cell, Facts } from '../facts.ts';
import type { Words } from '../words.ts';
import { figure, list, nameOf, percent } from './names.ts';

const tone: Record<Exclude<Facts['tone'], 'empty'>, string> = {
  veryDark: 'very dark',
  dark: 'dark',
  balanced: 'evenly lit',
  bright: 'bright',
  veryBright: 'very bright',
};
const cast: Record<Facts['cast'], string> = {
  warm: 'warm',
  slightlyWarm: 'slightly warm',
  neutral: 'neutral in colour',
  slightlyCool: 'slightly cool',
  cool: 'cool',
};
const contrast: Record<Facts['contrast'], string> = { flat: 'flat', moderate: 'moderate', strong: 'strong' };
const colour: Record<Facts['colour'], string> = { none: 'absent', muted: 'muted', moderate: 'moderate', rich: 'rich' };

const protections: Record<Protection, string> = {
  shadows: 'the shadow detail',
  highlights: 'the highlights',
  skin: 'the skin tones',
  colour: 'the colours',
  contrast: 'the contrast',
  lightness: 'the brightness',
  all: 'everything else',
};

function place({ row, column }: Cell): string {
  if (row === 1 && column === 1) return 'in the middle';
  const vertical = ['at the top', 'in the middle', 'at the bottom'][row]!;
  if (column === 1) return vertical;
  return row === 1 ? `on the ${column === 0 ? 'left' : 'right'}` : `${vertical} ${column === 0 ? 'left' : 'right'}`;
}

function defects({ haze, noise, tilt, faces }: Facts): readonly string[] {
  return [
    ...(haze === null ? [] : [`A veil lies over it (haze ${percent(haze)}).`]),
    ...(noise === null ? [] : [`Flat tones are noisy (${noise.toFixed(1)}).`]),
    ...(tilt === null
      ? []
      : [`It leans: ${Math.abs(tilt).toFixed(1)}° ${tilt > 0 ? 'clockwise' : 'anticlockwise'} would level it.`]),
    ...(faces === 0 ? [] : [faces === 1 ? 'I see one face.' : `I see ${faces} faces.`]),
  ];
}

export const seen: Pick<Words, 'sees' | 'wants'> = {
  sees: (facts) => {
    if (facts.tone === 'empty') {
      return [
        `The picture is one even tone (lightness ${facts.median.toFixed(0)} of 100); there is nothing in it to see.`,
      ];
    }
    const ends: string[] = [];
    if (facts.clippedHighlights > 0.003) {
      ends.push(
        `The brightest part is ${place(facts.brightest)}, and ${percent(facts.clippedHighlights)} of the picture is clipped to white.`,
      );
    } else
      ends.push(
        `The brightest part is ${place(facts.brightest)} (${facts.brightest.lightness.toFixed(0)}) and keeps its detail.`,
      );
    if (facts.clippedShadows > 0.003)
      ends.push(`${percent(facts.clippedShadows)} is lost in black, the darkest part being ${place(facts.darkest)}.`);
    if (facts.tint !== null) ends.push(`The greys lean to ${facts.tint} (${facts.tintValue.toFixed(1)}).`);
    const regions = facts.regions.map((region) => {
      const name = nameOfRegion({ kind: 'matte', name: region.name }, 'en');
      return `The ${name} takes ${percent(region.share)} of the picture, at a lightness of ${region.lightness.p50.toFixed(0)}.`;
    });
    return [
      `The picture is ${tone[facts.tone]} (median lightness ${facts.median.toFixed(0)} of 100) and ${cast[facts.cast]} (${signed(facts.warmth)} from blue to yellow).`,
      `Its contrast is ${contrast[facts.contrast]} (spread ${facts.deviation.toFixed(1)}) and its colour ${colour[facts.colour]} (mean chroma ${facts.chroma.toFixed(1)}).`,
      ...ends,
      ...defects(facts),
      ...regions,
    ];
  },
  wants: (targets, constraints, looks) => [
    ...(looks.length > 0 ? [`The look asked for is ${list(looks)}.`] : []),
    ...(targets.length > 0
      ? [
          `For this photo I take that to mean above all: ${list(targets.map((one) => `${nameOf(one.metric)} from ${figure(one.metric, one.from)} to about ${figure(one.metric, one.wanted)}`))}.`,
        ]
      : []),
    ...(constraints.length > 0
      ? [
          `What must stay: ${list(
            constraints.map(({ protect, region }) => {
              if (region === null) return protections[protect];
              const name = `the ${nameOfRegion(region, 'en')}`;
              return protect === 'all' ? name : `${protections[protect]} of ${name}`;
            }),
          )}.`,
        ]
      : []),
  ],
};
