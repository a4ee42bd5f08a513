import { hueBands, type HueBand } from '@safelight/core';
import type { Axis, Region, Toning } from '../intent.ts';
import type { Sign } from '../lexicon/meaning.ts';
import { isTone, type Collected } from './collected.ts';
import type { Item, ItemOf, NamedRegions, Statement } from './reading.ts';
import { gentlerOf } from './steering.ts';
import { isSkin, placesOf } from './where.ts';

export interface ColourReading {
  readonly statements: readonly Statement[];
  /** Items that are read: they say nothing else. */
  readonly used: ReadonlySet<Item>;
  /** All regions of the clause, with the pixels that a colour names ("the greens"). */
  readonly named: readonly NamedRegions[];
}

/** What "redder" moves where no slider is the colour's own. */
const adjective: Record<HueBand, readonly (readonly [axis: Axis, share: Sign | number])[]> = {
  red: [
    ['tint', 0.6],
    ['warmth', 0.6],
  ],
  orange: [['warmth', 1]],
  yellow: [['warmth', 1]],
  green: [['tint', -1]],
  aqua: [
    ['warmth', -0.6],
    ['tint', -0.6],
  ],
  blue: [['warmth', -1]],
  purple: [
    ['tint', 0.7],
    ['warmth', -0.5],
  ],
  magenta: [['tint', 1]],
};

const plain = 0.6;

/** Reads the colour words of a clause: tonings, recolours, pixels of a hue, or a drift of the white balance. */
export function readColours(collected: Collected, regions: readonly NamedRegions[]): ColourReading {
  const { items, figures } = collected;
  const colours = items.filter((item) => item.kind === 'colour');
  if (colours.length === 0) return { statements: [], used: new Set(), named: regions };
  const named = [...regions];
  const used = new Set<Item>(colours);
  const nothing: ColourReading = { statements: [], used, named };
  const pixels = colours.filter(({ meaning }) => meaning.pixels);
  const pixelRegions = (): ColourReading => {
    for (const { meaning, from, to } of pixels)
      named.push({ regions: [{ kind: 'colour', band: meaning.band }], from, to });
    named.sort((first, second) => first.from - second.from);
    return nothing;
  };

  if (figures.length > 0) {
    const [only] = colours;
    named.push({ regions: [{ kind: 'colour', band: only!.meaning.band }], from: only!.from, to: only!.to });
    return nothing;
  }
  const tones = tonesOf(items, regions);
  if (tones.length > 0) {
    for (const { item } of tones) if (item !== null) used.add(item);
    for (const item of items) if (isColourWord(item)) used.add(item);
    const shaded = colours.map((colour) => shadeOf(colour, items, used));
    return {
      statements: tonings(shaded, tones),
      used,
      named: regions.filter(({ regions: [at] }) => at?.kind !== 'tone'),
    };
  }
  const subject = subjectOf(colours, regions, collected.towards);
  if (subject !== null) return { ...nothing, statements: [recolour(subject.band, subject.target)] };
  const wishes = items.some((item) => item.kind !== 'colour' && item.kind !== 'unknown');
  if (pixels.length > 0 && wishes) return pixelRegions();

  const [colour] = colours;
  const places = placesOf(colour!, regions, items);
  const matte = places.some((place) => place !== null);
  // "The red dress brighter": the colour only says which dress.
  if (matte && wishes && !colour!.meaning.pixels && colour!.sign === null) return nothing;
  if (colour!.kept || (collected.steering.negated && collected.steering.change)) {
    const band: Region = { kind: 'colour', band: colour!.meaning.band };
    const { from, to } = colour!;
    const kept = matte
      ? places.map((place) => ({ protect: 'colour' as const, region: place }))
      : [{ protect: 'all' as const, region: band }];
    return { ...nothing, statements: kept.map((what) => ({ kind: 'constraint', ...what, from, to })) };
  }
  if (pixels.length > 0 && !matte) {
    const statements = pixels.flatMap((pixel): readonly Statement[] => {
      const sign = pixel.excess ? -1 : pixel.negated ? -1 : pixel.sign;
      if (sign === null) return [];
      const { from, to, size } = pixel;
      return [
        {
          kind: 'goal',
          axis: 'saturation',
          region: { kind: 'colour', band: pixel.meaning.band },
          sign,
          size,
          from,
          to,
        },
      ];
    });
    return { ...nothing, statements };
  }
  return { ...nothing, statements: colours.flatMap((one) => drift(one, placesOf(one, regions, items))) };
}

/** "Dusty pink", "deep green": the word before a colour says how much of it. */
function shadeOf(colour: ItemOf<'colour'>, items: readonly Item[], used: Set<Item>): ItemOf<'colour'> {
  const shade = items.find((item) => item.kind === 'wish' && item.to <= colour.from && colour.from - item.to <= 1);
  if (shade?.kind !== 'wish') return colour;
  used.add(shade);
  const pale = shade.sign === -1 && (shade.meaning.axis === 'saturation' || shade.meaning.axis === 'clarity');
  return { ...colour, from: shade.from, size: colour.size ?? (pale ? 0.3 : 0.8) };
}

/** "A gold tint", "blue colour": the noun adds nothing to the colour beside it. */
function isColourWord(item: Item): boolean {
  if (item.kind !== 'noun') return false;
  const { axis, tool } = item.meaning;
  return axis === 'tint' || (axis === 'saturation' && (tool === null || tool === 'tint'));
}

interface ToneAt {
  readonly tone: Toning['tone'];
  readonly from: number;
  readonly to: number;
  readonly size: number | null;
  readonly item: Item | null;
}

function tonesOf(items: readonly Item[], regions: readonly NamedRegions[]): readonly ToneAt[] {
  const nouns = items.filter(isTone).map((item): ToneAt => {
    const { from, to, size } = item;
    return { tone: item.meaning.axis === 'shadows' ? 'shadows' : 'highlights', from, to, size, item };
  });
  const midtones = regions.flatMap(({ regions: at, from, to }) =>
    at.flatMap((one): readonly ToneAt[] =>
      one.kind === 'tone' ? [{ tone: one.tone, from, to, size: null, item: null }] : [],
    ),
  );
  return [...nouns, ...midtones].toSorted((first, second) => first.from - second.from);
}

/** "Teal shadows": each colour with the tone beside it; one colour with all tones that are named. */
function tonings(colours: readonly ItemOf<'colour'>[], tones: readonly ToneAt[]): readonly Statement[] {
  const pairs =
    colours.length === tones.length
      ? colours.map((colour, index) => [colour, tones[index]!] as const)
      : colours.length === 1
        ? tones.map((tone) => [colours[0]!, tone] as const)
        : colours.map((colour) => [colour, nearest(tones, colour.from)] as const);
  return pairs.flatMap(([colour, at]): readonly Statement[] => {
    if (colour.negated && !colour.excess) return [];
    const [from, to] = [Math.min(colour.from, at.from), Math.max(colour.to, at.to)];
    const size = gentlerOf(colour.size, at.size);
    const less = (colour.sign === -1) !== (colour.excess && !colour.negated);
    if (less) {
      const tone: Region = { kind: 'tone', tone: at.tone as 'shadows' };
      return drift({ ...colour, from, to, size, sign: -1, excess: false }, [tone]);
    }
    return [{ kind: 'toning', tone: at.tone, hueDegrees: colour.meaning.hueDegrees, size, from, to }];
  });
}

function nearest(tones: readonly ToneAt[], at: number): ToneAt {
  return tones.reduce((best, tone) => (Math.abs(tone.from - at) < Math.abs(best.from - at) ? tone : best));
}

/** "The greens more yellow", "blue to teal": which pixels turn, and the colour they turn to. */
function subjectOf(
  colours: readonly ItemOf<'colour'>[],
  regions: readonly NamedRegions[],
  towards: boolean,
): { readonly band: HueBand; readonly target: ItemOf<'colour'> } | null {
  const at = regions.flatMap(({ regions: all }) => all).find((one) => one.kind === 'colour');
  if (at !== undefined) return { band: at.band, target: colours.at(-1)! };
  if (colours.length < 2 || regions.length > 0) return null;
  if (colours.every(({ meaning }) => meaning.pixels) && !towards) return null;
  const subject = colours.find(({ meaning }) => meaning.pixels) ?? colours[0]!;
  return { band: subject.meaning.band, target: colours.find((colour) => colour !== subject)! };
}

function recolour(band: HueBand, { meaning, sign, negated, excess, size, from, to }: ItemOf<'colour'>): Statement {
  const less = (sign === -1) !== (negated || excess);
  if (meaning.band === band) {
    const region: Region = { kind: 'colour', band };
    return { kind: 'goal', axis: 'saturation', region, sign: less ? -1 : 1, size, from, to };
  }
  return { kind: 'recolour', band, towards: less ? awayFrom(band, meaning.band) : meaning.band, size, from, to };
}

/** The neighbour of a band on the side that does not lead to the other one. */
function awayFrom(band: HueBand, other: HueBand): HueBand {
  const count = hueBands.length;
  const steps = (hueBands.indexOf(other) - hueBands.indexOf(band) + count) % count;
  return hueBands[(hueBands.indexOf(band) + (steps <= count / 2 ? count - 1 : 1)) % count]!;
}

/** "Bluer": without pixels of its own the colour is a drift of the white balance. */
function drift(colour: ItemOf<'colour'>, places: readonly (Region | null)[]): readonly Statement[] {
  const { sign, negated, excess, size, from, to, leaning } = colour;
  // "Not yellow" and "not too yellow" hold back what else asks for it.
  const limited = negated && sign !== -1;
  // 照片偏黄 complains, 偏黄一点 asks; 偏青 is nobody's complaint.
  const complains = leaning && size === null && !negated && colour.meaning.band !== 'aqua';
  const less = (sign === -1) !== ((excess && !limited) || complains);
  return places.flatMap((region) =>
    adjective[colour.meaning.band].flatMap(([axis, share]): readonly Statement[] => {
      const direction = (Math.sign(share) * (less ? -1 : 1)) as Sign;
      if (limited) {
        // "Skin not too orange" limits the skin, not the picture.
        if (isSkin(region)) return [{ kind: 'constraint', protect: 'skin', region: null, from, to }];
        return [{ kind: 'cap', axis, region, sign: direction, from, to }];
      }
      const amount = (size ?? plain) * Math.abs(share);
      return [{ kind: 'goal', axis, region, sign: direction, size: Math.round(amount * 100) / 100, from, to }];
    }),
  );
}
