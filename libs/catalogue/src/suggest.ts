import { tools } from './catalogue.ts';

/** Longer names are cut: they cannot be near any tool, and the cost of a comparison grows with the length. */
const comparedLengthMax = 64;

/** Names of up to `count` tools that the caller may have meant, best first; empty when nothing is near. */
export function suggestTools(name: string, count = 3): string[] {
  const wanted = normalise(name);
  if (wanted === '') return [];
  return tools
    .map((tool) => ({
      name: tool.name,
      distance: Math.min(
        distance(wanted, normalise(tool.name)),
        // An alias is a weaker hint than a name: on equal nearness the name comes first.
        ...[...tool.aliasesEn, ...tool.aliasesZh].map((alias) => distance(wanted, normalise(alias)) + 0.01),
      ),
    }))
    .filter((candidate) => candidate.distance <= 0.4)
    .sort((left, right) => left.distance - right.distance)
    .slice(0, count)
    .map((candidate) => candidate.name);
}

function normalise(text: string): string {
  return text
    .slice(0, comparedLengthMax)
    .toLowerCase()
    .replace(/[\s_.\-:]/g, '')
    .replace(/2012$/, '');
}

/** Levenshtein distance over the length of the longer text: 0 equal .. 1 nothing in common. */
function distance(left: string, right: string): number {
  const longest = Math.max(left.length, right.length);
  if (longest === 0 || Math.abs(left.length - right.length) / longest > 0.4) return 1;
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const replaced = previous[column - 1]! + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[right.length]! / longest;
}
