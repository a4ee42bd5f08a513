import { describe, expect, it } from 'vitest';
import { picture } from '../../tests/support/picture.ts';
import { segmentsOf } from './lines.ts';
import { uprightOf } from './upright.ts';

const [width, height] = [480, 320];

describe('line segments', () => {
  it('lie on the edges of a turned rectangle', () => {
    const angle = 0.3;
    const level = picture(width, height, (x, y) => {
      const [dx, dy] = [x + 0.5 - 240, y + 0.5 - 160];
      const [along, across] = [
        Math.cos(angle) * dx + Math.sin(angle) * dy,
        Math.cos(angle) * dy - Math.sin(angle) * dx,
      ];
      const inside = Math.min(90 - Math.abs(along), 60 - Math.abs(across));
      const light = 0.05 + 0.5 * Math.min(Math.max(inside + 0.5, 0), 1);
      return [light, light, light];
    });
    const segments = segmentsOf(level);
    expect(segments.length).toBe(4);
    for (const { u1, v1, u2, v2 } of segments) {
      for (const [u, v] of [
        [u1, v1],
        [u2, v2],
      ] as const) {
        const [dx, dy] = [u * width - 240, v * height - 160];
        const along = Math.abs(Math.cos(angle) * dx + Math.sin(angle) * dy);
        const across = Math.abs(Math.cos(angle) * dy - Math.sin(angle) * dx);
        expect(Math.min(Math.abs(along - 90), Math.abs(across - 60))).toBeLessThan(1);
      }
    }
  });

  it('of a horizon that falls by 3° level it within 0.2°', () => {
    const slope = Math.tan((3 * Math.PI) / 180);
    const level = picture(width, height, (x, y) => {
      const below = y + 0.5 - (150 + (x + 0.5 - 240) * slope);
      const light = 0.5 - 0.4 * Math.min(Math.max(below + 0.5, 0), 1);
      // A few ships and clouds that lie level with it, as a horizon alone is one line.
      const ship = Math.abs(below - 40) < 3 && Math.abs((x % 120) - 60) < 40 ? 0.2 : 0;
      return [light + ship, light + ship, light + ship];
    });
    const lines = segmentsOf(level).map(({ u1, v1, u2, v2 }) => {
      const [x, y] = [(u: number) => (2 * (u - 0.5) * width) / 577, (v: number) => (2 * (v - 0.5) * height) / 577];
      return { x1: x(u1), y1: y(v1), x2: x(u2), y2: y(v2) };
    });
    const turn = uprightOf(lines, 'level', 1.33)!;
    expect(Math.abs((turn.roll * 180) / Math.PI + 3)).toBeLessThan(0.2);
    expect([turn.pitch, turn.yaw]).toEqual([0, 0]);
  });

  it('are not seen in even noise', () => {
    let state = 1;
    const level = picture(width, height, () => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      const light = 0.3 + 0.02 * (state / 0x7fffffff);
      return [light, light, light];
    });
    expect(segmentsOf(level)).toEqual([]);
  });
});
