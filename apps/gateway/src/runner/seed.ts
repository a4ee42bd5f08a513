/** 2³² ÷ the golden ratio: multiples of it lie far apart and never meet (Knuth, multiplicative hashing). */
const stride = 0x9e3779b9;

/** The seed of one candidate: the first has the turn's own, so a turn of one candidate repeats as it always did. */
export function seedOf(seed: number, candidate: number): number {
  return (seed + Math.imul(candidate, stride)) >>> 0;
}
