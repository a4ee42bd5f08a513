import { hueBands } from '@safelight/core';
import type { Axis, Region } from '../intent.ts';
import type { Sign } from '../lexicon/meaning.ts';
import { looks, type Look } from '../looks/index.ts';
import type { Collected } from './collected.ts';
import { curvePoints } from './curve.ts';
import { stepOf } from './explicit.ts';
import { leftAlone } from './left-alone.ts';
import { protectionOf, type Item, type ItemOf, type NamedRegions, type Statement } from './reading.ts';
import { isSkin, placesOf } from './where.ts';

/** What the items of a clause have around them. */
export interface Surroundings {
  readonly collected: Collected;
  readonly named: readonly NamedRegions[];
}

const plain = 0.6;

/** What the pixels of one hue can be asked for. */
const hueAxes: readonly string[] = ['saturation', 'lightness'];
/** Axes that a look has of the whole print only: no local tool makes them. */
const printAxes: readonly string[] = ['vignette', 'fade', 'monochrome', 'grain'];

/** What one item of a clause states. */
export function statementsOf(item: Item, around: Surroundings): readonly Statement[] {
  const { from, to } = item;
  const places = placesOf(item, around.named, around.collected.items);
  switch (item.kind) {
    case 'unknown':
      return [{ kind: 'notUnderstood', from, to }];
    case 'thing':
      // "Make the horizon straight": the frame is turned, whatever stands in it.
      if (around.collected.items.some(({ kind }) => kind === 'geometry')) return [];
      return [{ kind: 'notUnderstood', from, to, thing: { from, to } }];
    case 'correction':
      // "A nice soft glow": the wish beside it says what is nice.
      if (item.negated || (item.meaning.praise === true && around.collected.items.some(isWish))) return [];
      return item.meaning.what.map((what) => ({ kind: 'correction', what, from, to }));
    case 'geometry': {
      const { aspect, straighten } = item.meaning;
      return item.negated ? [] : [{ kind: 'geometry', aspect, straighten, from, to }];
    }
    case 'followUp':
      return [{ kind: 'followUp', what: item.meaning.what, from, to }];
    case 'colour':
      return [];
    case 'setting':
      return settingStatements(item);
    case 'curve':
      return item.negated
        ? []
        : places.map((region) => {
            const value = curvePoints(item.meaning.bend * (item.sign ?? 1), item.size ?? plain);
            return { kind: 'explicit', tool: 'toneCurve', value, region, relative: false, from, to };
          });
    case 'idiom':
      return item.negated
        ? []
        : item.meaning.goals.map(({ axis, amount, region }) => {
            const size = Math.min(1, Math.abs(amount) * ((item.size ?? plain) / plain));
            return { kind: 'goal', axis, region, sign: Math.sign(amount) as Sign, size, from, to };
          });
    case 'look':
      return lookStatements(item, places);
    case 'harm':
      return harmStatements(item, around, places);
    case 'wish':
      return places.flatMap((region) => wishStatements(item, around, region));
    case 'noun':
      return places.flatMap((region) => nounStatements(item, around, region));
  }
}

const isWish = ({ kind }: Item): boolean => kind === 'wish' || kind === 'look' || kind === 'noun' || kind === 'colour';

function settingStatements(item: ItemOf<'setting'>): readonly Statement[] {
  const { from, to, meaning } = item;
  if (item.negated) return [];
  return [
    { kind: 'explicit', tool: meaning.tool, value: meaning.value, region: null, relative: meaning.relative, from, to },
  ];
}

function lookStatements(item: ItemOf<'look'>, places: readonly (Region | null)[]): readonly Statement[] {
  const { from, to } = item;
  const { look } = item.meaning;
  const [place] = places;
  if (place !== null && place !== undefined && look === 'natural') {
    return places.map((region) => ({ kind: 'constraint', ...naturalnessOf(region!), from, to }));
  }
  if (place !== null && place !== undefined) {
    const share = item.excess && !item.negated ? -1 : 1;
    return places.flatMap((region) => localLook(item, region!, share));
  }
  // "Too moody" complains of the picture: back, by half of what the look would bring.
  if (item.excess && !item.negated) return localLook(item, null, -0.5);
  if (item.negated && item.excess) return [{ kind: 'look', look, size: 0.3, from, to }];
  return item.negated ? [{ kind: 'noLook', look, from, to }] : [{ kind: 'look', look, size: item.size, from, to }];
}

/** "Natural skin tones" speaks of the skin's colour, "a natural sky" of that sky's. */
function naturalnessOf(region: Region): Pick<Extract<Statement, { kind: 'constraint' }>, 'protect' | 'region'> {
  if (region.kind === 'matte' && region.name === 'skin') return { protect: 'skin', region: null };
  const people = region.kind === 'matte' && (region.name === 'face' || region.name === 'person');
  return { protect: people ? 'skin' : 'colour', region };
}

/** "A dramatic sky": the look's wishes, there only, as far as they can be local. */
function localLook(item: ItemOf<'look'>, region: Region | null, share = 1): readonly Statement[] {
  const { meaning, size, negated, from, to } = item;
  if (negated) return [];
  const { goals }: Look = looks[meaning.look];
  const strength = ((size ?? plain) / plain) * share;
  const { recolours = [] }: Look = looks[meaning.look];
  const turned = recolours.flatMap(({ band, towards }): readonly Statement[] =>
    region?.kind === 'colour' && region.band === band ? [{ kind: 'recolour', band, towards, size, from, to }] : [],
  );
  if (turned.length > 0) return turned;
  // A part without colour is a part without saturation.
  if (region !== null && goals.monochrome !== undefined) {
    return [{ kind: 'goal', axis: 'saturation', region, sign: -1, size: 1, from, to }];
  }
  return Object.entries(goals)
    .filter(
      ([axis]) =>
        (region === null || !printAxes.includes(axis)) && (region?.kind !== 'colour' || hueAxes.includes(axis)),
    )
    .map(([axis, amount]) => ({
      kind: 'goal',
      axis: axis as Axis,
      region,
      sign: Math.sign(amount * strength) as Sign,
      size: Math.min(1, Math.round(Math.abs(amount * strength) * 100) / 100),
      from,
      to,
    }));
}

function harmStatements(
  item: ItemOf<'harm'>,
  { collected }: Surroundings,
  places: readonly (Region | null)[],
): readonly Statement[] {
  const { from, to } = item;
  const { protect, axis, sign } = item.meaning;
  // A noun beside it says what must not be harmed and states the constraint itself.
  if (collected.items.some((other) => other.kind === 'noun' && other.meaning.protect.length > 0)) return [];
  if (item.negated || item.kept) {
    return places.flatMap((region): readonly Statement[] => {
      // "Don't make her skin look plastic".
      if (isSkin(region) && protect === null) return [{ kind: 'constraint', protect: 'skin', region: null, from, to }];
      const what = protect ?? (region === null ? null : 'all');
      return what === null ? [] : [{ kind: 'constraint', protect: what, region, from, to }];
    });
  }
  return axis === null ? [] : places.map((region) => ({ kind: 'goal', axis, region, sign, size: item.size, from, to }));
}

function wishStatements(item: ItemOf<'wish'>, around: Surroundings, region: Region | null): readonly Statement[] {
  const { from, to, sign, meaning } = item;
  const fixed = meaning.fixed ?? false;
  if (meaning.axis === null) return deepStatements(item, region);
  const { axis } = meaning;
  // "Darker edges" is what a vignette does.
  if (axis === 'lightness' && region?.kind === 'place' && region.place === 'edges' && !item.negated) {
    const turned = (-sign * (item.excess ? -1 : 1)) as Sign;
    return [{ kind: 'goal', axis: 'vignette', region: null, sign: turned, size: item.size, from, to }];
  }
  if (item.negated && !fixed) {
    const protect = protectionOf[axis];
    // "Skin not too orange" limits the skin, not the picture.
    if (isSkin(region) && protect === 'colour')
      return [{ kind: 'constraint', protect: 'skin', region: null, from, to }];
    return item.excess ? [{ kind: 'cap', axis, region, sign, from, to }] : refusal(axis, region, from, to);
  }
  const complaint = item.excess && !fixed;
  const size = item.size ?? (item.kept || around.collected.steering.keep ? 0.3 : null);
  return [{ kind: 'goal', axis, region, sign: (complaint ? -sign : sign) as Sign, size, from, to }];
}

/** "Deep blues", "a deeper sky": darker and fuller. */
function deepStatements(
  { from, to, sign, size, negated }: ItemOf<'wish'>,
  region: Region | null,
): readonly Statement[] {
  if (region === null || negated) return [{ kind: 'notUnderstood', from, to }];
  const at = size ?? plain;
  return [
    { kind: 'goal', axis: 'lightness', region, sign: -sign as Sign, size: at * 0.75, from, to },
    { kind: 'goal', axis: 'saturation', region, sign, size: at * 0.75, from, to },
  ];
}

/** "Don't make it darker" protects; where nothing can be protected ("not grainy") the axis is left out. */
function refusal(axis: Axis, region: Region | null, from: number, to: number): readonly Statement[] {
  const protect = protectionOf[axis];
  if (protect === undefined) return [{ kind: 'none', axis, region, from, to }];
  return [{ kind: 'constraint', protect, region, from, to }];
}

function nounStatements(item: ItemOf<'noun'>, around: Surroundings, region: Region | null): readonly Statement[] {
  const { from, to, sign } = item;
  const { axis, protect, alone, tool } = item.meaning;
  const { collected } = around;
  const { steering, items } = collected;
  const harm = items.find((other) => other.kind === 'harm');
  const guarded: readonly Statement[] = protect.map((what) => ({
    kind: 'constraint',
    protect: what,
    region,
    from,
    to,
  }));
  const forbids = item.negated || steering.negated;
  if (protect.length > 0) {
    const held = item.kept && (sign === null || steering.detail);
    const natural = sign === null && items.some((other) => other.kind === 'look' && other.meaning.look === 'natural');
    if (isSkin(region) && protect.includes('colour') && (held || forbids || natural)) {
      return [{ kind: 'constraint', protect: 'skin', region: null, from, to }];
    }
    if (held || (forbids && (steering.change || harm !== undefined))) return guarded;
  }
  if (item.kept && sign === null && protect.length === 0) {
    return region === null ? [{ kind: 'noted', from, to }] : [leftAlone(region, { from, to })];
  }
  if (axis === null) return sliderStatements(tool, item);
  if (item.negated) {
    if (item.excess) return [{ kind: 'cap', axis, region, sign: sign ?? 1, from, to }];
    if (sign !== null && protect.length > 0) return guarded;
    // "Don't amplify the noise" forbids what nobody does; "no noise" wants it gone.
    if (sign === 1 && axis === 'noise') return [{ kind: 'noted', from, to }];
    return axis === 'haze' || axis === 'noise'
      ? [{ kind: 'goal', axis, region, sign: -1, size: item.size, from, to }]
      : [{ kind: 'none', axis, region, from, to }];
  }
  if (harm?.kind === 'harm' && sign === null) {
    // "Lost shadows" without a "not" complains of them; "crushed blacks" and "blown highlights" ask for or complain of it.
    const wanted = harm.meaning.axis === 'fade' ? -1 : axis === 'highlights' ? -1 : 1;
    return [{ kind: 'goal', axis, region, sign: wanted, size: item.size, from, to }];
  }
  if (item.excess && sign === null) return [{ kind: 'goal', axis, region, sign: -1, size: item.size, from, to }];
  // "The vignette is too strong" complains of it.
  const direction = sign !== null && item.excess ? (-sign as Sign) : (sign ?? alone);
  if (direction !== null) return [{ kind: 'goal', axis, region, sign: direction, size: item.size, tool, from, to }];
  // "Warm colours", "tint it green": the word beside it said everything.
  const said =
    (axis === 'saturation' && items.some(({ kind }) => kind === 'wish' || kind === 'look' || kind === 'colour')) ||
    (axis === 'tint' && items.some(({ kind }) => kind === 'colour'));
  return said ? [] : [{ kind: 'notUnderstood', from, to }];
}

/** "More halation", "coarser grain size": a slider without an axis, moved by a share of its range. */
function sliderStatements(tool: string | null, item: ItemOf<'noun'>): readonly Statement[] {
  const { from, to, size } = item;
  const sign = item.sign ?? item.meaning.alone;
  const wanted = sign === null ? null : item.excess || item.negated ? (-sign as Sign) : sign;
  const band = wanted === null ? null : bandGoalOf(tool);
  if (band !== null) return [{ kind: 'goal', ...band, sign: wanted!, size, from, to }];
  const value = tool === null || wanted === null ? null : stepOf(tool, wanted, size ?? plain);
  if (tool === null || value === null) return [{ kind: 'notUnderstood', from, to }];
  return [{ kind: 'explicit', tool, value, region: null, relative: true, from, to }];
}

/** `saturationGreen` without a number is a wish on the greens. */
function bandGoalOf(tool: string | null): { readonly axis: Axis; readonly region: Region } | null {
  const [, slider, name] = /^(saturation|luminance)([A-Z]\w+)$/.exec(tool ?? '') ?? [];
  const band = hueBands.find((one) => one === name?.toLowerCase());
  if (slider === undefined || band === undefined) return null;
  return { axis: slider === 'saturation' ? 'saturation' : 'lightness', region: { kind: 'colour', band } };
}
