import type { Region } from '../intent.ts';

/** The region as text: equal regions have equal keys. */
export function regionKey(region: Region | null): string {
  if (region === null) return '';
  switch (region.kind) {
    case 'matte':
      return region.name;
    case 'place':
      return region.place;
    case 'colour':
      return `#${region.band}`;
    case 'tone':
      return `~${region.tone}`;
  }
}
