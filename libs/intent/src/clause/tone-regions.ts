import type { Axis } from '../intent.ts';
import { isTone, type Collected } from './collected.ts';
import type { Item, NamedRegions } from './reading.ts';

const tonal: readonly Axis[] = ['shadows', 'highlights'];

/**
 * "Warmer shadows": a noun of tones without a direction of its own is the place of the wishes beside it. Returns the
 * regions with that place, and the nouns that are no wishes any more.
 */
export function toneRegions(
  collected: Collected,
  named: readonly NamedRegions[],
  used: ReadonlySet<Item>,
): { readonly named: readonly NamedRegions[]; readonly used: ReadonlySet<Item> } {
  const nothing = { named, used };
  if (named.length > 0 || collected.steering.recover || collected.steering.detail) return nothing;
  const tones = collected.items.filter(isTone).filter((item) => item.sign === null && !item.kept && !used.has(item));
  const others = collected.items.some(
    (item) =>
      !used.has(item) &&
      (item.kind === 'wish' || item.kind === 'noun') &&
      item.meaning.axis !== null &&
      !tonal.includes(item.meaning.axis),
  );
  if (tones.length === 0 || !others) return nothing;
  if (collected.items.some(({ kind }) => kind === 'harm')) return nothing;
  return {
    named: tones.map(({ meaning, from, to }) => ({
      regions: [{ kind: 'tone', tone: meaning.axis === 'shadows' ? 'shadows' : 'highlights' }],
      from,
      to,
    })),
    used: new Set([...used, ...tones]),
  };
}
