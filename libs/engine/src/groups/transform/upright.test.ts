import { describe, expect, it } from 'vitest';
import type { Segment } from '../../analysis/lines.ts';
import type { Line } from '../../analysis/upright.ts';
import { apply3, invert3, multiply3, type Triple } from '../../colour/matrix.ts';
import { Settings } from '../../compile/settings.ts';
import { guidedTurn } from './guides.ts';
import { pitch, roll, turned, yaw } from './perspective.ts';
import { turnMatrix, uprightMatrix } from './upright.ts';

const focal = 1.33;
const degree = Math.PI / 180;

/** Lines of a wall seen straight on as a turned camera sees them. */
function seen(lines: readonly Line[], a: number, b: number, c: number, own = focal): Line[] {
  const matrix = invert3(turned(multiply3(yaw(c * degree), pitch(b * degree), roll(a * degree)), own));
  const place = (x: number, y: number): readonly [number, number] => {
    const [px, py, w] = apply3(matrix, [x, y, 1] as Triple);
    return [px / w, py / w];
  };
  return lines.map(({ x1, y1, x2, y2 }) => {
    const [[ax, ay], [bx, by]] = [place(x1, y1), place(x2, y2)];
    return { x1: ax, y1: ay, x2: bx, y2: by };
  });
}
const verticals: readonly Line[] = [
  { x1: -0.4, y1: -0.3, x2: -0.4, y2: 0.3 },
  { x1: 0.5, y1: -0.2, x2: 0.5, y2: 0.4 },
];
const horizontals: readonly Line[] = [
  { x1: -0.5, y1: -0.3, x2: 0.4, y2: -0.3 },
  { x1: -0.3, y1: 0.35, x2: 0.5, y2: 0.35 },
];

/** How far a line is from the nearer axis, in degrees. */
function off(line: Line, matrix: readonly number[]): number {
  const place = (x: number, y: number): readonly [number, number] => {
    const [px, py, w] = apply3(matrix, [x, y, 1] as Triple);
    return [px / w, py / w];
  };
  const [[ax, ay], [bx, by]] = [place(line.x1, line.y1), place(line.x2, line.y2)];
  const angle = Math.atan2(by - ay, bx - ax) / degree;
  return Math.abs(angle - 90 * Math.round(angle / 90));
}

describe('guided upright', () => {
  it('finds the turn of two verticals, and of four guides even through another lens', () => {
    const two = guidedTurn(seen(verticals, 3, 14, 0), focal)!;
    expect(two.roll / degree).toBeCloseTo(3, 0);
    expect(two.pitch / degree).toBeCloseTo(14, 0);
    for (const own of [focal, 1.9]) {
      const guides = seen([...verticals, ...horizontals], -2, 9, 17, own);
      const turn = guidedTurn(guides, focal)!;
      for (const guide of guides) expect(off(guide, turnMatrix(turn))).toBeLessThan(0.1);
    }
  });

  it('rolls for a single guide, and does nothing without one', () => {
    const [guide] = seen(verticals, 5, 0, 0);
    const turn = guidedTurn([guide!], focal)!;
    expect(turn.roll / degree).toBeCloseTo(5, 1);
    expect([turn.pitch, turn.yaw]).toEqual([0, 0]);
    expect(guidedTurn([], focal)).toBeNull();
  });
});

describe('upright by mode', () => {
  const view = { width: 600, height: 400, orientation: 1, distortion: { radial: 0, radialLimit: 1 } } as const;
  const none = (): readonly Segment[] => [];
  const matrix = (settings: Record<string, number>, segments = none) =>
    uprightMatrix(new Settings({ settings }, 'rendered'), view, segments);

  it('asks for lines only when it needs them, and corrects nothing where there are none', () => {
    expect(matrix({}, () => { throw new Error('asked'); })).toBeNull(); // prettier-ignore
    for (const mode of [1, 2, 3, 4, 5]) expect(matrix({ upright: mode })).toBeNull();
  });

  it('takes up and down from how the picture is shown', () => {
    // Stored rows are columns of the shown picture: a level line as stored is a vertical one.
    const slope = Math.tan(4 * degree);
    const segments: Segment[] = [0.2, 0.3, 0.4, 0.6, 0.7, 0.8].map((v) => {
      return { u1: 0.1, v1: v, u2: 0.9, v2: v + (0.8 * slope * 600) / 400 };
    });
    const shown = uprightMatrix(
      new Settings({ settings: { upright: 4 } }, 'rendered'),
      { ...view, orientation: 6 },
      () => segments,
    )!;
    // In the shown picture the verticals lean by 4°, all alike: a roll and nothing else.
    expect(Math.abs(Math.atan2(shown[3]!, shown[0]!) / degree)).toBeCloseTo(4, 1);
    expect(Math.hypot(shown[6]!, shown[7]!)).toBeLessThan(5e-3);
  });
});
