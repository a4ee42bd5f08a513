/** Rows of the network's table of vectors. */
export const bucketCount = 1 << 16;

/** Features past this many are left out: a paragraph is no wish. */
export const featuresMax = 512;

const runs = /[\u3400-\u9fff]+|[a-z0-9]+/g;
const dropped = /[\u0300-\u036f'\u2018\u2019]/g;
const utf8 = new TextEncoder();

/** FNV-1a, 32 bits, over UTF-8. Its low bits mix badly alone; its authors fold the high ones in. */
function bucketOf(feature: string): number {
  let hash = 0x811c9dc5;
  for (const byte of utf8.encode(feature)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return ((hash >>> 16) ^ hash) & (bucketCount - 1);
}

/**
 * The features of a sentence as `training/features.py` has them: words, pairs of words and parts of words of 3 to 5
 * letters; of Chinese, which has no spaces, runs of 1 to 4 characters. Each once, in order of appearance.
 */
export function featuresOf(text: string): readonly number[] {
  const folded = text.normalize('NFKD').replaceAll(dropped, '').toLowerCase();
  const found: number[] = [];
  let previous = '^';
  for (const [run] of folded.matchAll(runs)) {
    if (run >= '\u3400') {
      const bounded = `^${run}$`;
      for (const length of [1, 2, 3, 4]) {
        const source = length === 1 ? run : bounded;
        for (let at = 0; at + length <= source.length; at++) found.push(bucketOf(`z${source.slice(at, at + length)}`));
      }
      previous = '^';
      continue;
    }
    found.push(bucketOf(`w${run}`), bucketOf(`b${previous} ${run}`));
    previous = run;
    if (run.length < 4) continue;
    const bounded = `<${run}>`;
    for (const length of [3, 4, 5])
      for (let at = 0; at + length <= bounded.length; at++) found.push(bucketOf(`p${bounded.slice(at, at + length)}`));
  }
  return [...new Set(found.slice(0, featuresMax))];
}
