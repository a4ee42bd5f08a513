/** Point colour: a table of named fields in Lua, nineteen numbers in XMP. */
import { isTable, itemsOf, type Literal, type LiteralTable } from './literal/literal.ts';

const scalars = ['SrcHue', 'SrcSat', 'SrcLum', 'HueShift', 'SatScale', 'LumScale', 'RangeAmount'] as const;
const ranges = ['HueRange', 'SatRange', 'LumRange'] as const;
const bounds = ['LowerNone', 'LowerFull', 'UpperFull', 'UpperNone'] as const;
/** The hue is in radians in Lua, in sixths of a turn in XMP. */
const sextantsPerRadian = 6 / (2 * Math.PI);

const numberOf = (value: Literal | undefined): number => (typeof value === 'number' ? value : -1);
const text = (value: number): string => value.toFixed(6);

/** The nineteen numbers of a swatch; a number that is missing is −1, Adobe's "unused". */
export function tupleOfSwatch(swatch: Literal): string {
  if (!isTable(swatch) || !swatch.has('SrcHue')) return (itemsOf(swatch) ?? [swatch]).join(', ');
  const hue = numberOf(swatch.get('SrcHue'));
  const own = scalars.slice(1).map((name) => numberOf(swatch.get(name)));
  const window = ranges.flatMap((name) => {
    const range = swatch.get(name);
    return bounds.map((bound) => (range !== undefined && isTable(range) ? numberOf(range.get(bound)) : -1));
  });
  return [hue < 0 ? hue : hue * sextantsPerRadian, ...own, ...window].map(text).join(', ');
}

/** The table of a swatch's nineteen numbers; undefined when the text holds something else. */
export function swatchOfTuple(tuple: string): LiteralTable | undefined {
  const numbers = tuple.split(',').map(Number);
  if (numbers.length !== 19 || numbers.some((value) => !Number.isFinite(value))) return undefined;
  const [hue, ...rest] = numbers as [number, ...number[]];
  const entries: [string, Literal][] = [['SrcHue', hue < 0 ? hue : Number((hue / sextantsPerRadian).toFixed(6))]];
  for (const [i, name] of scalars.slice(1).entries()) entries.push([name, rest[i]!]);
  for (const [i, name] of ranges.entries()) {
    entries.push([name, new Map(bounds.map((bound, j) => [bound, rest[6 + 4 * i + j]!]))]);
  }
  return new Map(entries);
}
