/** Tables by what they were made of, the latest used last. One is about 16 KiB. */
const kept = new Map<string, Float32Array>();
const keptMax = 256;

/**
 * The table of a name made of these values, made once: a moved slider makes its own tables anew and no others. Nobody
 * may write to it.
 */
export function keptTable(name: string, values: readonly unknown[], make: () => Float32Array): Float32Array {
  const key = `${name} ${JSON.stringify(values)}`;
  const table = kept.get(key) ?? make();
  kept.delete(key);
  kept.set(key, table);
  if (kept.size > keptMax) kept.delete(kept.keys().next().value!);
  return table;
}
