/** Guided upright: the turn of the camera that makes lines drawn by hand vertical or horizontal, whichever is nearer. */
import type { Line, Turn } from '../../analysis/upright.ts';
import { solve } from '../../analysis/solve.ts';
import { apply3, multiply3, type Triple } from '../../colour/matrix.ts';
import { pitch, roll, turned, yaw } from './perspective.ts';

export const guidesMax = 4;

/** How far the turn goes of its own accord where the guides leave it open: radians, and the focal length's logarithm. */
const freedom = { roll: 10, pitch: 1, yaw: 1, focal: 0.25 } as const;
/** Deviation of a guide drawn by hand, in radians. */
const guideDeviation = 0.002;
const steps = 40;

type Unknowns = readonly [roll: number, pitch: number, yaw: number, focal: number];

function directionOf({ x1, y1, x2, y2 }: Line, matrix: readonly number[]): readonly [number, number] {
  const at = (x: number, y: number): readonly [number, number] => {
    const [px, py, w] = apply3(matrix, [x, y, 1] as Triple);
    return [px / w, py / w];
  };
  const [ax, ay] = at(x1, y1);
  const [bx, by] = at(x2, y2);
  const length = Math.hypot(bx - ax, by - ay);
  return [(bx - ax) / length, (by - ay) / length];
}

/** The turn for up to four guides; null without one. One guide alone rolls the picture. */
export function guidedTurn(guides: readonly Line[], focal: number): Turn | null {
  if (guides.length === 0) return null;
  const isVertical = guides.map(({ x1, y1, x2, y2 }) => Math.abs(y2 - y1) > Math.abs(x2 - x1));
  const open = guides.length === 1 ? 1 : 4;
  /** Everything that should be 0, in deviations. */
  const residuals = ([a, b, c, f]: Unknowns): number[] => {
    const matrix = turned(multiply3(yaw(c), pitch(b), roll(a)), focal * Math.exp(f));
    const off = guides.map((guide, i) => {
      const [dx, dy] = directionOf(guide, matrix);
      return (isVertical[i]! ? dx : dy) / guideDeviation;
    });
    return [...off, a / freedom.roll, b / freedom.pitch, c / freedom.yaw, f / freedom.focal];
  };
  const costOf = (unknowns: Unknowns): number => residuals(unknowns).reduce((sum, x) => sum + x * x, 0);
  let at: Unknowns = [0, 0, 0, 0];
  // Levenberg and Marquardt: shorter steps where the last one led astray.
  let damping = 1e-3;
  for (let step = 0; step < steps; step++) {
    const here = residuals(at);
    const slopes = Array.from({ length: open }, (_, i) => {
      const nudged = at.map((x, j) => (i === j ? x + 1e-6 : x)) as unknown as Unknowns;
      return residuals(nudged).map((value, k) => (value - here[k]!) / 1e-6);
    });
    const dot = (x: readonly number[], y: readonly number[]): number => x.reduce((sum, v, i) => sum + v * y[i]!, 0);
    const matrix = slopes.map((one, i) => slopes.map((two, j) => dot(one, two) * (i === j ? 1 + damping : 1)));
    const move = solve(
      matrix,
      slopes.map((slope) => -dot(slope, here)),
    );
    const next = at.map((x, i) => x + (move[i] ?? 0)) as unknown as Unknowns;
    if (costOf(next) < costOf(at)) {
      at = next;
      damping /= 4;
    } else damping *= 4;
  }
  return { roll: at[0], pitch: at[1], yaw: at[2], focal: focal * Math.exp(at[3]), confidence: 1 };
}
