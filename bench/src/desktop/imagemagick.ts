import type { Contender } from './contender.ts';

export const imagemagick: Contender = {
  command: 'convert',
  package: 'imagemagick',
  differs: 'gain, sigmoidal contrast, levels, saturation and a vignette by gradient; nothing local, no hue bands',
  args: (photo, out) => [
    photo,
    ...['-evaluate', 'Multiply', '1.27', '-sigmoidal-contrast', '3,45%', '-level', '1%,98%,1.05'],
    ...['-modulate', '100,112,100', '-channel', 'R', '-evaluate', 'Multiply', '1.03', '+channel'],
    ...[
      '(',
      '+clone',
      '-size',
      '100x100',
      'radial-gradient:white-gray60',
      '-resize',
      '6000x4000!',
      '-delete',
      '0',
      ')',
    ],
    ...['-compose', 'Multiply', '-composite', '-quality', '92', out],
  ],
};
