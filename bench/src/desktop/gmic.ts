import type { Contender } from './contender.ts';

export const gmic: Contender = {
  command: 'gmic',
  package: 'gmic',
  differs:
    'gain, curve, saturation, local contrast by a wide unsharp mask and a vignette, in floating point; no hue bands',
  args: (photo, out) => [
    ...[
      '-v',
      '-',
      photo,
      '-mul',
      '1.27',
      '-apply_curve',
      '1,0,6,70,62,190,200,255,250',
      '-adjust_colors',
      '0,18,0,0,10',
    ],
    ...['-unsharp', '30,0.2', '-vignette', '40,70,95', '-c', '0,255', '-o', `${out},92`],
  ],
};
