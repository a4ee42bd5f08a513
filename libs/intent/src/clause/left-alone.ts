import type { Region } from '../intent.ts';
import type { Place, Statement } from './reading.ts';

/** "Don't touch the sky". */
export function leftAlone(region: Region, whole: Readonly<Place>): Statement {
  const skin = region.kind === 'matte' && region.name === 'skin';
  return { kind: 'constraint', protect: skin ? 'skin' : 'all', region: skin ? null : region, ...whole };
}
