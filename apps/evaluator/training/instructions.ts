/**
 * What the pairs are judged for. Wishes of the whole photo only: a wish of a region needs mattes, whose faults are
 * perception's and not the judge's.
 */
export interface Asked {
  readonly instruction: string;
  /** Another of these that contradicts this one: its edit follows this one the wrong way. */
  readonly contrary: string | null;
  /** Another of these that is only a part of this one: its edit leaves a wish out. */
  readonly part: string | null;
}

const alone = (instruction: string): Asked => ({ instruction, contrary: null, part: null });

export const asked: readonly Asked[] = [
  { instruction: 'make it warmer', contrary: 'cooler', part: null },
  { instruction: 'cooler', contrary: 'make it warmer', part: null },
  { instruction: 'brighter', contrary: 'darker', part: null },
  { instruction: 'darker', contrary: 'brighter', part: null },
  { instruction: 'more contrast', contrary: 'soft, low contrast', part: null },
  { instruction: 'soft, low contrast', contrary: 'more contrast', part: null },
  { instruction: 'more vivid colours', contrary: 'muted colours', part: null },
  { instruction: 'muted colours', contrary: 'more vivid colours', part: null },
  { instruction: 'brighter and a bit warmer', contrary: 'darker', part: 'brighter' },
  { instruction: '冷一点，对比度提高一点', contrary: 'make it warmer', part: 'cooler' },
  alone('golden hour'),
  alone('black and white, more contrast'),
];
