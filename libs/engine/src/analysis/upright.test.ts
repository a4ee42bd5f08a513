import { describe, expect, it } from 'vitest';
import { random } from '../../tests/support/picture.ts';
import { apply3, invert3, multiply3, type Triple } from '../colour/matrix.ts';
import { pitch, roll, turned, yaw } from '../groups/transform/perspective.ts';
import { uprightOf, type Line, type Turn } from './upright.ts';

const degrees = (angle: number): number => (angle * 180) / Math.PI;
const radians = (angle: number): number => (angle * Math.PI) / 180;
const focal = 1.33;

/** The lines of a wall seen straight on, and of one at right angles to it, as a camera turned away sees them. */
function wall(turn: Pick<Turn, 'roll' | 'pitch' | 'yaw'>, own = focal): Line[] {
  const matrix = invert3(turned(multiply3(yaw(turn.yaw), pitch(turn.pitch), roll(turn.roll)), own));
  const place = (x: number, y: number): readonly [number, number] => {
    const [px, py, w] = apply3(matrix, [x, y, 1] as Triple);
    return [px / w, py / w];
  };
  const lines: Line[] = [];
  const add = (ax: number, ay: number, bx: number, by: number): void => {
    const [x1, y1] = place(ax, ay);
    const [x2, y2] = place(bx, by);
    if (Math.max(...[x1, y1, x2, y2].map(Math.abs)) < 1) lines.push({ x1, y1, x2, y2 });
  };
  for (let i = -6; i <= 6; i++) {
    for (const from of [-0.5, -0.2, 0.1, 0.4]) {
      add(i / 8, from, i / 8, from + 0.25);
      add(from, i / 10, from + 0.25, i / 10);
    }
  }
  return lines;
}

const found = (lines: readonly Line[], mode: 'auto' | 'full' | 'level' | 'vertical') => {
  const turn = uprightOf(lines, mode, focal);
  return turn === null ? null : [turn.roll, turn.pitch, turn.yaw].map(degrees);
};

describe('upright', () => {
  it.each([
    [0, 12, 0],
    [2, -9, 0],
    [-4, 15, 14],
    [3, 8, -20],
    [1, 4, 25],
  ])('finds a wall turned by roll %d°, pitch %d° and yaw %d° within 0.3°', (a, b, c) => {
    const lines = wall({ roll: radians(a), pitch: radians(b), yaw: radians(c) });
    const full = found(lines, 'full')!;
    for (const [i, wanted] of [a, b, c].entries()) expect(Math.abs(full[i]! - wanted)).toBeLessThan(0.3);
    const vertical = found(lines, 'vertical')!;
    expect(Math.abs(vertical[0]! - a)).toBeLessThan(0.3);
    expect(Math.abs(vertical[1]! - b)).toBeLessThan(0.3);
    expect(vertical[2]).toBe(0);
    const level = found(lines, 'level') ?? [0, 0, 0];
    expect(Math.abs(level[0]! - a)).toBeLessThan(0.3);
    expect(level.slice(1)).toEqual([0, 0]);
  });

  it('corrects less in the automatic mode, and leaves the depth of a street', () => {
    const front = found(wall({ roll: 0.03, pitch: 0.15, yaw: 0.15 }), 'auto')!.map(radians);
    expect(front[0]!).toBeCloseTo(0.03, 2);
    expect(front[1]!).toBeGreaterThan(0.1);
    expect(front[1]!).toBeLessThan(0.14);
    expect(front[2]!).toBeGreaterThan(0.05);
    expect(front[2]!).toBeLessThan(0.09);
    expect(found(wall({ roll: 0, pitch: 0.15, yaw: 0.45 }), 'auto')![2]).toBe(0);
  });

  it('finds the lens too when another one saw the wall', () => {
    const turn = uprightOf(wall({ roll: 0.02, pitch: 0.25, yaw: 0.3 }, 1.9), 'full', focal)!;
    expect(turn.focal / 1.9).toBeGreaterThan(0.9);
    expect(turn.focal / 1.9).toBeLessThan(1.1);
    expect(Math.abs(degrees(turn.roll - 0.02))).toBeLessThan(0.5);
  });

  it('says nothing where lines run anywhere, and nothing of a wall that stands', () => {
    const next = random(9);
    const scattered = Array.from({ length: 60 }, () => {
      const [x, y, angle] = [next() - 0.5, next() - 0.5, next() * Math.PI];
      return { x1: x, y1: y, x2: x + 0.1 * Math.cos(angle), y2: y + 0.1 * Math.sin(angle) };
    });
    for (const mode of ['auto', 'full', 'level', 'vertical'] as const) {
      expect(found(scattered, mode)).toBeNull();
      expect(found(wall({ roll: 0, pitch: 0, yaw: 0 }), mode)).toBeNull();
    }
  });
});
