/** 3×3 matrices, row-major, in double precision: everything that is folded on the CPU before a kernel runs. */

export type Matrix3 = readonly number[];
export type Triple = readonly [number, number, number];

export const identity3: Matrix3 = [1, 0, 0, 0, 1, 0, 0, 0, 1];

export function apply3(m: Matrix3, [x, y, z]: Triple): Triple {
  return [m[0]! * x + m[1]! * y + m[2]! * z, m[3]! * x + m[4]! * y + m[5]! * z, m[6]! * x + m[7]! * y + m[8]! * z];
}

/** The product of the matrices, the last one applied first. */
export function multiply3(...matrices: readonly Matrix3[]): Matrix3 {
  return matrices.reduce((left, right) => {
    const out: number[] = [];
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 3; column++) {
        let sum = 0;
        for (let k = 0; k < 3; k++) sum += left[row * 3 + k]! * right[k * 3 + column]!;
        out.push(sum);
      }
    }
    return out;
  }, identity3);
}

export function invert3(m: Matrix3): Matrix3 {
  const [a, b, c, d, e, f, g, h, i] = m as [number, number, number, number, number, number, number, number, number];
  const det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  if (Math.abs(det) < 1e-12) throw new Error('The matrix has no inverse.');
  return [
    e * i - f * h, c * h - b * i, b * f - c * e,
    f * g - d * i, a * i - c * g, c * d - a * f,
    d * h - e * g, b * g - a * h, a * e - b * d,
  ].map((value) => value / det); // prettier-ignore
}

export const diagonal3 = ([x, y, z]: Triple): Matrix3 => [x, 0, 0, 0, y, 0, 0, 0, z];

export const scale3 = (m: Matrix3, factor: number): Matrix3 => m.map((value) => value * factor);

/** The matrix with every row scaled to sum 1, so that (1, 1, 1) stays (1, 1, 1). */
export function neutral3(m: Matrix3): Matrix3 {
  return m.map((value, at) => {
    const row = Math.floor(at / 3) * 3;
    return value / (m[row]! + m[row + 1]! + m[row + 2]!);
  });
}
