import type { Region } from '../intent.ts';
import type { Collected } from './collected.ts';
import type { Item, NamedRegions } from './reading.ts';

const everywhere: readonly (Region | null)[] = [null];

/**
 * Where an item of a clause acts. A clause that begins with a region speaks of it until the next one ("sky darker, …");
 * one that begins with a wish puts each before its region ("darken the sky brighten the face").
 */
export function placesOf(
  item: Item,
  named: readonly NamedRegions[],
  items: readonly Item[],
): readonly (Region | null)[] {
  if (named.length > 0) return placesAt(item.from, named, items);
  return item.kind === 'wish' && item.meaning.where !== undefined ? [item.meaning.where] : everywhere;
}

/** What a clause after a complaint may say of the same part: 绿色太抢眼,降点饱和. */
function goesOnAboutTopic(item: Item): boolean {
  if (item.kind === 'noun') return item.sign !== null && item.meaning.axis === 'saturation';
  return item.kind === 'wish' || item.kind === 'colour';
}

/** The same for something at a position, such as a number. */
export function placesAt(
  from: number,
  named: readonly NamedRegions[],
  items: readonly Item[],
): readonly (Region | null)[] {
  if (named.length === 0) return everywhere;
  const topicFirst = named[0]!.from < Math.min(...items.map((item) => item.from));
  const chosen = topicFirst
    ? (named.findLast((region) => region.from <= from) ?? named[0]!)
    : (named.find((region) => region.from > from) ?? named.at(-1)!);
  return chosen.regions;
}

export function isSkin(region: Region | null): boolean {
  return region?.kind === 'matte' && (region.name === 'skin' || region.name === 'face');
}

/** The regions that a clause hands on: all that it named, and those that it began with. */
export interface CarriedRegions {
  readonly named: readonly NamedRegions[];
  readonly topic: readonly NamedRegions[];
  /** Whether the clause complained of its topic: 背景太亮,压暗 speaks of the background to its end. */
  readonly complained: boolean;
}

/** The regions of a clause, or those it goes on with when it only adds adjectives: "make the sky darker and bluer". */
export function regionsOf(collected: Collected, carried: CarriedRegions, joined: boolean): readonly NamedRegions[] {
  if (collected.regions.length > 0 || collected.whole) return collected.regions;
  if (collected.pronoun === 'plural') return carried.named;
  if (collected.pronoun === 'single') return carried.topic;
  const adjectives = collected.items.every(({ kind }) => kind === 'wish' || kind === 'colour' || kind === 'look');
  if (carried.complained && collected.items.length > 0 && collected.items.every(goesOnAboutTopic)) return carried.topic;
  if (!joined) return [];
  return adjectives && collected.items.length > 0 && !collected.steered ? carried.topic : [];
}
