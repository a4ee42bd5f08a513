import type { Contender } from './contender.ts';

export const vips: Contender = {
  command: 'vips',
  package: 'libvips-tools',
  differs: 'one linear gain and offset, no more: the price of reading and writing the files',
  args: (photo, out) => ['linear', photo, `${out}[Q=92]`, '1.27', '2', '--uchar'],
};
