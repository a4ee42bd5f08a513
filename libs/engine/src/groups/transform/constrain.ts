/** The largest rectangle of a crop's shape that shows nothing but picture. */
import type { Rectangle } from '../crop/rectangle.ts';

/** Points looked at along each side of a rectangle. */
const pointsPerSide = 24;
/** Candidates along each axis for a first centre. */
const candidates = 7;
/** Share of the crop's width at which the search for the centre ends, and that of its size. */
const finest = 2e-5;
const sizeSteps = 14;
const goldenAngle = Math.PI * (3 - Math.sqrt(5));

/**
 * The crop itself when all of it is inside; else the largest rectangle of its aspect and angle within it that is. Null
 * when there is none. The size is a concave function of the centre wherever the picture's outline is convex, so a
 * search that follows it up ends at the top; it turns its directions at each step, so that a ridge does not hold it.
 */
export function constrained(crop: Rectangle, isInside: (x: number, y: number) => boolean): Rectangle | null {
  /** Whether the rectangle of that share about a centre (in crop widths and heights from the crop's own) is inside. */
  const fits = (x: number, y: number, share: number): boolean => {
    if (share <= 0 || Math.abs(x) + share / 2 > 0.5 + 1e-9 || Math.abs(y) + share / 2 > 0.5 + 1e-9) return false;
    const at = (u: number, v: number): boolean => {
      const [dx, dy] = [(x + u * share) * crop.width, (y + v * share) * crop.height];
      return isInside(crop.centreX + crop.cos * dx - crop.sin * dy, crop.centreY + crop.sin * dx + crop.cos * dy);
    };
    for (const corner of [-0.5, 0.5]) if (!at(corner, -0.5) || !at(corner, 0.5)) return false;
    for (let i = 1; i < pointsPerSide; i++) {
      const along = i / pointsPerSide - 0.5;
      if (!at(along, -0.5) || !at(along, 0.5) || !at(-0.5, along) || !at(0.5, along)) return false;
    }
    return true;
  };
  if (fits(0, 0, 1)) return crop;
  /** The largest share about a centre that is more than `known`, or `known`. */
  const grown = (x: number, y: number, known: number): number => {
    let low = known + finest;
    if (!fits(x, y, low)) return known;
    let high = Math.min(1 - 2 * Math.abs(x), 1 - 2 * Math.abs(y));
    for (let i = 0; i < sizeSteps; i++) {
      const middle = (low + high) / 2;
      if (fits(x, y, middle)) low = middle;
      else high = middle;
    }
    return low;
  };

  let best = { x: 0, y: 0, share: 0 };
  for (let i = 0; i < candidates * candidates; i++) {
    const [x, y] = [(i % candidates) + 1, Math.floor(i / candidates) + 1].map((k) => k / (candidates + 1) - 0.5);
    const share = grown(x!, y!, best.share);
    if (share > best.share) best = { x: x!, y: y!, share };
  }
  if (best.share === 0) return null;
  let turn = 0;
  for (let step = 0.1; step > finest;) {
    turn += goldenAngle;
    let moved = best;
    for (let i = 0; i < 8; i++) {
      const angle = turn + (i * Math.PI) / 4;
      const [x, y] = [best.x + step * Math.cos(angle), best.y + step * Math.sin(angle)];
      const share = grown(x, y, moved.share);
      if (share > moved.share) moved = { x, y, share };
    }
    if (moved === best) step /= 2;
    best = moved;
  }
  const [dx, dy] = [best.x * crop.width, best.y * crop.height];
  return {
    ...crop,
    centreX: crop.centreX + crop.cos * dx - crop.sin * dy,
    centreY: crop.centreY + crop.sin * dx + crop.cos * dy,
    width: crop.width * best.share,
    height: crop.height * best.share,
  };
}
