import { describe, expect, it } from 'vitest';
import { apply3, type Matrix3, type Triple } from '../../colour/matrix.ts';
import { Settings } from '../../compile/settings.ts';
import { halfDiagonal, perspectiveOf } from './perspective.ts';

const size = { width: 600, height: 400 };
const unit = halfDiagonal(size);

const matrixOf = (settings: Record<string, number>): Matrix3 =>
  perspectiveOf(new Settings({ settings }, 'rendered'), size, null)!;

/** Where the corners go, in pixels from the centre: top left, top right, bottom left, bottom right. */
function corners(settings: Record<string, number>): readonly (readonly [number, number])[] {
  return [[-300, -200], [300, -200], [-300, 200], [300, 200]].map(([x, y]) => {
    const [px, py, w] = apply3(matrixOf(settings), [x! / unit, y! / unit, 1] as Triple);
    return [(px / w) * unit, (py / w) * unit] as const;
  }); // prettier-ignore
}
const spans = (settings: Record<string, number>) => {
  const [tl, tr, bl, br] = corners(settings) as [[number, number], [number, number], [number, number], [number, number]]; // prettier-ignore
  return { top: tr[0] - tl[0], bottom: br[0] - bl[0], left: bl[1] - tl[1], right: br[1] - tr[1] };
};

describe('the transform sliders', () => {
  it('move nothing at their defaults', () => {
    expect(perspectiveOf(new Settings({ settings: { perspectiveScale: 100 } }, 'rendered'), size, null)).toBeNull();
  });

  it('keep the centre and its size under every keystone', () => {
    for (const vertical of [-100, -35, 60, 100]) {
      const m = matrixOf({ perspectiveVertical: vertical, perspectiveHorizontal: 40 });
      const at = (x: number, y: number): readonly [number, number] => {
        const [px, py, w] = apply3(m, [x, y, 1] as Triple);
        return [px / w, py / w];
      };
      expect(Math.hypot(...at(0, 0))).toBeLessThan(1e-12);
      const [[ax, ay], [bx, by]] = [at(1e-5, 0), at(0, 1e-5)];
      expect(Math.abs((ax * by - ay * bx) / 1e-10)).toBeCloseTo(1, 3);
    }
  });

  it('widen the top for negative verticals, and turn the other way for positive ones', () => {
    const negative = spans({ perspectiveVertical: -50 });
    const positive = spans({ perspectiveVertical: 50 });
    expect(negative.top).toBeGreaterThan(1.2 * negative.bottom);
    expect(positive.bottom).toBeCloseTo(negative.top, 9);
    expect(positive.top).toBeCloseTo(negative.bottom, 9);
  });

  it('heighten the left for negative horizontals, and the right for positive ones', () => {
    const negative = spans({ perspectiveHorizontal: -50 });
    expect(negative.left).toBeGreaterThan(1.2 * negative.right);
    expect(spans({ perspectiveHorizontal: 50 }).right).toBeCloseTo(negative.left, 9);
  });

  it('rotate clockwise by degrees and nothing else', () => {
    const angle = (7 * Math.PI) / 180;
    const wanted = [Math.cos(angle), -Math.sin(angle), 0, Math.sin(angle), Math.cos(angle), 0, 0, 0, 1];
    matrixOf({ perspectiveRotate: 7 }).forEach((value, i) => {
      expect(value).toBeCloseTo(wanted[i]!, 12);
    });
  });

  it('make narrower and taller for a positive aspect, of the same area', () => {
    const { top, left } = spans({ perspectiveAspect: 100 });
    expect(top).toBeCloseTo(600 / Math.SQRT2, 9);
    expect(left).toBeCloseTo(400 * Math.SQRT2, 9);
  });

  it('scale about the centre and move right and up in percent of the frame', () => {
    expect(spans({ perspectiveScale: 50 })).toMatchObject({ top: 300, left: 200 });
    const [[x, y]] = corners({ perspectiveX: 10, perspectiveY: 20 }) as [[number, number]];
    expect(x).toBeCloseTo(-300 + 60, 9);
    expect(y).toBeCloseTo(-200 - 80, 9);
  });
});
