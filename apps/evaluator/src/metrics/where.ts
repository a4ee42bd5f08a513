import { regionKey, type Region } from '@safelight/intent';
import type { Case, Span } from './metric.ts';

/** Where a wish or a protection is measured. */
export interface Where {
  readonly region: Region | null;
  readonly spanOf: (subject: Case) => Span;
}

/** Null when the part is not to be found, or the two pictures cannot be laid over each other. */
export function whereOf(region: Region | null, { parts }: Case): Where | null {
  if (region === null) return whole;
  const part = parts.get(regionKey(region));
  return part === undefined || part === null ? null : { region, spanOf: () => part };
}

const whole: Where = {
  region: null,
  spanOf: ({ before, after }) => ({ before: before.figures, after: after.figures }),
};

/** Stands between what a metric asks and the part that it asks it of. */
export const partMark = ' · ';

/** Name of a metric that looks at one part: "brighter · sky". */
export function nameIn(name: string, region: Region | null): string {
  return region === null ? name : `${name}${partMark}${nameOfRegion(region)}`;
}

export function nameOfRegion(region: Region): string {
  switch (region.kind) {
    case 'matte':
      return region.name;
    case 'place':
      return region.place;
    case 'colour':
      return region.band;
    case 'tone':
      return region.tone;
  }
}
