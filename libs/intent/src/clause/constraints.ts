import type { Region } from '../intent.ts';
import type { Statement } from './reading.ts';
import { leftAlone } from './left-alone.ts';
import type { Surroundings } from './statements.ts';
import { isSkin } from './where.ts';

/** What a clause says by its steering words alone, about details or about the regions it names. */
export function steeredStatements(around: Surroundings, whole: { from: number; to: number }): readonly Statement[] {
  const { steering, items } = around.collected;
  const regions = around.named.flatMap(({ regions: at }) => at);
  const harmless = items.every((item) => item.kind === 'harm');
  const guards = steering.keep || (steering.negated && items.some((item) => item.kind === 'harm'));
  const silent = items.length === 0;
  if (regions.length > 0) {
    if (silent && (steering.keep || (steering.negated && steering.change)))
      return regions.map((at) => leftAlone(at, whole));
    if (silent && steering.negated && steering.detail) return [];
    if (silent && (steering.recover || (steering.detail && steering.sign !== -1 && !steering.negated)))
      return regions.flatMap((at) => detailIn(at, whole));
    return [];
  }
  if (!steering.detail) return [];
  // Detail is lost at the two ends, so both are kept.
  if (guards && harmless) {
    return [
      { kind: 'constraint', protect: 'shadows', region: null, ...whole },
      { kind: 'constraint', protect: 'highlights', region: null, ...whole },
    ];
  }
  if (silent && (steering.sign === 1 || steering.recover)) {
    return [{ kind: 'goal', axis: 'clarity', region: null, sign: 1, size: steering.size, ...whole }];
  }
  return [];
}

/** "Bring back the sky": what is washed out comes back. */
function detailIn(region: Region, whole: { from: number; to: number }): readonly Statement[] {
  const sky = region.kind === 'matte' && region.name === 'sky';
  if (sky) return [{ kind: 'goal', axis: 'highlights', region, sign: -1, size: null, ...whole }];
  if (isSkin(region)) return [{ kind: 'goal', axis: 'texture', region, sign: 1, size: null, ...whole }];
  return [{ kind: 'goal', axis: 'clarity', region, sign: 1, size: null, ...whole }];
}
