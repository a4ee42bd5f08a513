/**
 * Transcendental functions on four lanes: exact range reduction, then a minimax polynomial (Remez exchange in double
 * precision on the reduced interval, relative error as the norm; the note of each gives the polynomial's own error,
 * to which single-precision rounding adds at most 3e-7). Each takes its operand from the stack and leaves its result.
 */
import type { FunctionWriter, Local } from './module.ts';
import { keep, spill, type Constants } from './operands.ts';

/** Pushes c0 + x·(c1 + x·(c2 + …)). */
function horner(f: FunctionWriter, constants: Constants, x: Local, coefficients: readonly number[]): void {
  constants.float(coefficients.at(-1)!);
  for (const coefficient of coefficients.slice(0, -1).reverse()) {
    f.get(x);
    f.simd('f32x4.mul');
    constants.float(coefficient);
    f.simd('f32x4.add');
  }
}

/**
 * 2^x = 2^n · 2^r with n = floor(x), 0 ≤ r < 1; degree 5, error 8.2e-8; exact at whole x. Below −126 the result is 0
 * (absolute error 2^-126), from 128 on infinity.
 */
export function exp2(f: FunctionWriter, constants: Constants): void {
  const x = spill(f);
  // This order of operands keeps a NaN: pmin and pmax give their first operand when the comparison is false.
  f.get(x);
  constants.float(128);
  f.simd('f32x4.pmin');
  constants.float(-127);
  f.simd('f32x4.pmax');
  f.tee(x);
  f.simd('f32x4.floor');
  const n = spill(f);
  f.get(x);
  f.get(n);
  f.simd('f32x4.sub');
  f.set(x);
  horner(f, constants, x, [1, 0.6931513118, 0.24016445014, 0.05579991314, 0.00901703029, 0.00186713008]);
  // 1.5·2^23 + n holds n in its low bits; shifted to the exponent they make 2^n.
  f.get(n);
  constants.float(12582912);
  f.simd('f32x4.add');
  f.i32(23);
  f.simd('i32x4.shl');
  constants.bits(0x3f800000);
  f.simd('i32x4.add');
  f.simd('f32x4.mul');
  f.release('v128', x, n);
}

/** log2 of max(x, 2^-126): x = 2^e·m, √½ ≤ m < √2; odd polynomial in (m − 1)/(m + 1), degree 5, error 1.2e-7. */
export function log2(f: FunctionWriter, constants: Constants): void {
  const x = spill(f);
  constants.float(2 ** -126);
  f.get(x);
  f.simd('f32x4.pmax');
  f.tee(x);
  constants.bits(0x3f3504f3);
  f.simd('i32x4.sub');
  const bits = spill(f);
  f.get(x);
  f.get(bits);
  constants.bits(0xff800000);
  f.simd('v128.and');
  f.simd('i32x4.sub');
  const m = keep(f);
  constants.float(1);
  f.simd('f32x4.sub');
  f.get(m);
  constants.float(1);
  f.simd('f32x4.add');
  f.simd('f32x4.div');
  const s = keep(f);
  f.get(s);
  f.simd('f32x4.mul');
  f.set(m);
  horner(f, constants, m, [2.88539042424, 0.96158832551, 0.59578073578]);
  f.get(s);
  f.simd('f32x4.mul');
  f.get(bits);
  f.i32(23);
  f.simd('i32x4.shr_s');
  f.simd('f32x4.convert_i32x4_s');
  f.simd('f32x4.add');
  // Infinity's exponent field would read as 128.
  f.set(s);
  f.get(x);
  f.get(s);
  f.get(x);
  constants.float(Infinity);
  f.simd('f32x4.eq');
  f.simd('v128.bitselect');
  f.release('v128', x, bits, m, s);
}

/**
 * Cube root: a third of the exponent and mantissa bits as first guess (error 3.2 %), then Halley's iteration
 * (Kahan's method), y·(y³ + 2x)/(2y³ + x), which cubes the error: 2e-5, then below rounding. x is scaled by ⅛ so that
 * 2y³ + x does not overflow; |x| < 8e-30, infinities and NaN pass as they are (denormals are slow on many cores).
 */
export function cbrt(f: FunctionWriter, constants: Constants): void {
  const x = keep(f);
  constants.float(0.125);
  f.simd('f32x4.mul');
  f.simd('f32x4.abs');
  const scaled = keep(f);
  constants.float(1e-30);
  f.simd('f32x4.pmax');
  constants.float(2 ** 125);
  f.simd('f32x4.pmin');
  const z = keep(f);
  f.simd('f32x4.convert_i32x4_s');
  constants.float(1 / 3);
  f.simd('f32x4.mul');
  constants.float(709954000);
  f.simd('f32x4.add');
  f.simd('i32x4.relaxed_trunc_f32x4_s');
  const y = spill(f);
  const cube = f.local('v128');
  for (let iteration = 0; iteration < 2; iteration++) {
    f.get(y);
    f.get(y);
    f.simd('f32x4.mul');
    f.get(y);
    f.simd('f32x4.mul');
    f.tee(cube);
    f.get(z);
    f.simd('f32x4.add');
    f.get(z);
    f.simd('f32x4.add');
    f.get(cube);
    f.get(cube);
    f.simd('f32x4.add');
    f.get(z);
    f.simd('f32x4.add');
    f.simd('f32x4.div');
    f.get(y);
    f.simd('f32x4.mul');
    f.set(y);
  }
  f.get(y);
  f.get(y);
  f.simd('f32x4.add');
  f.get(x);
  constants.bits(0x80000000);
  f.simd('v128.and');
  f.simd('v128.or');
  f.get(x);
  f.get(scaled);
  f.get(z);
  f.simd('f32x4.eq');
  f.simd('v128.bitselect');
  f.release('v128', x, scaled, z, y, cube);
}

/**
 * Sine, or cosine as the sine a quarter turn on: x − n·π/2 with π/2 in three parts (Cody and Waite), then the sine or
 * cosine polynomial by quadrant, error 7e-8. Absolute error ≤ 1e-6 for |x| ≤ 8192; beyond, the result stays in −1..1
 * and loses its phase.
 */
export function sine(f: FunctionWriter, constants: Constants, quartersAhead: 0 | 1): void {
  const x = keep(f);
  constants.float(2 / Math.PI);
  f.simd('f32x4.mul');
  f.simd('f32x4.nearest');
  const n = spill(f);
  f.get(x);
  for (const part of [1.5703125, 4.83751296997e-4, 7.54978995489e-8]) {
    f.get(n);
    constants.float(part);
    f.simd('f32x4.mul');
    f.simd('f32x4.sub');
  }
  constants.float(0.8);
  f.simd('f32x4.pmin');
  constants.float(-0.8);
  f.simd('f32x4.pmax');
  const r = keep(f);
  f.get(r);
  f.simd('f32x4.mul');
  const square = spill(f);

  const result = f.local('v128');
  horner(f, constants, square, [1, -0.166666549437, 0.00833217814608, -0.000195172989753]);
  f.get(r);
  f.simd('f32x4.mul');
  f.set(result);
  horner(f, constants, square, [1, -0.5, 0.0416612786264, -0.001365245022]);
  f.set(r);

  // The quadrant in the low bits, as in exp2.
  f.get(n);
  constants.float(12582912 + quartersAhead);
  f.simd('f32x4.add');
  f.set(n);
  f.get(r);
  f.get(result);
  f.get(n);
  constants.bits(1);
  f.simd('v128.and');
  constants.bits(1);
  f.simd('i32x4.eq');
  f.simd('v128.bitselect');
  f.get(n);
  constants.bits(2);
  f.simd('v128.and');
  f.i32(30);
  f.simd('i32x4.shl');
  f.simd('v128.xor');
  f.release('v128', x, n, r, square, result);
}
