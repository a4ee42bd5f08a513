/**
 * The data that retouching agents write: tables of Lua, dicts of Python, objects of JSON. One value type for all three.
 * Tables are maps, so that no key of a file can reach an object's prototype.
 */
export type Literal = null | boolean | number | string | readonly Literal[] | LiteralTable;
export type LiteralTable = ReadonlyMap<string, Literal>;

export const isTable = (value: Literal): value is LiteralTable => value instanceof Map;
export const isList = (value: Literal): value is readonly Literal[] => Array.isArray(value);

/** The items of a list, of which `{"1": …, "2": …}` is another spelling; undefined when it is none. */
export function itemsOf(value: Literal): readonly Literal[] | undefined {
  if (isList(value)) return value;
  if (!isTable(value)) return undefined;
  const items = Array.from({ length: value.size }, (_, i) => value.get(String(i + 1)));
  return items.every((item) => item !== undefined) ? (items as Literal[]) : undefined;
}
