/** 3×3 matrices, row-major. */

export type Matrix3 = readonly number[];
export type Triple = readonly [number, number, number];

export const apply3 = (m: Matrix3, [x, y, z]: Triple): Triple => [
  m[0]! * x + m[1]! * y + m[2]! * z,
  m[3]! * x + m[4]! * y + m[5]! * z,
  m[6]! * x + m[7]! * y + m[8]! * z,
];

export const multiply3 = (left: Matrix3, right: Matrix3): Matrix3 =>
  Array.from({ length: 9 }, (_, at) => {
    const [row, column] = [Math.floor(at / 3) * 3, at % 3];
    return left[row]! * right[column]! + left[row + 1]! * right[3 + column]! + left[row + 2]! * right[6 + column]!;
  });

export const diagonal3 = ([x, y, z]: Triple): Matrix3 => [x, 0, 0, 0, y, 0, 0, 0, z];

/** Null when there is no inverse worth the name. */
export function invert3(m: Matrix3): Matrix3 | null {
  const [a, b, c, d, e, f, g, h, i] = m as [number, number, number, number, number, number, number, number, number];
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  const size = Math.max(...m.map(Math.abs));
  if (!(Math.abs(determinant) > 1e-6 * size ** 3)) return null;
  return [
    e * i - f * h, c * h - b * i, b * f - c * e,
    f * g - d * i, a * i - c * g, c * d - a * f,
    d * h - e * g, b * g - a * h, a * e - b * d,
  ].map((value) => value / determinant); // prettier-ignore
}
