import type { FunctionWriter, Local } from './module.ts';
import { spill } from './operands.ts';

type Push = () => void;

export function storePlane(f: FunctionWriter, pointer: Local, offset: number, push: Push): void {
  f.get(pointer);
  push();
  f.memory('v128.store', offset);
}

function truncated(f: FunctionWriter, push: Push): void {
  push();
  f.simd('i32x4.trunc_sat_f32x4_s');
}

/** Four pixels as 12 bytes; the 4 bytes after them are overwritten as well. */
export function storeRgb8(f: FunctionWriter, pointer: Local, offset: number, r: Push, g: Push, b: Push): void {
  truncated(f, r);
  truncated(f, g);
  f.simd('i16x8.narrow_i32x4_s');
  truncated(f, b);
  const blue = spill(f);
  f.get(blue);
  f.get(blue);
  f.simd('i16x8.narrow_i32x4_s');
  f.simd('i8x16.narrow_i16x8_u');
  f.set(blue);
  f.get(pointer);
  f.get(blue);
  f.get(blue);
  f.shuffle([0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11, 12, 13, 14, 15]);
  f.memory('v128.store', offset);
  f.release('v128', blue);
}

/** Four pixels as 24 bytes. */
export function storeRgb16(f: FunctionWriter, pointer: Local, offset: number, r: Push, g: Push, b: Push): void {
  truncated(f, r);
  truncated(f, g);
  f.simd('i16x8.narrow_i32x4_u');
  const redGreen = spill(f);
  truncated(f, b);
  const blue = spill(f);
  f.get(blue);
  f.get(blue);
  f.simd('i16x8.narrow_i32x4_u');
  f.set(blue);
  f.get(pointer);
  f.get(redGreen);
  f.get(blue);
  // r0 g0 b0 r1 g1 b1 r2 g2; r and g are the halves of the first operand, b the second.
  f.shuffle([0, 1, 8, 9, 16, 17, 2, 3, 10, 11, 18, 19, 4, 5, 12, 13]);
  f.memory('v128.store', offset);
  f.get(pointer);
  f.get(redGreen);
  f.get(blue);
  f.shuffle([20, 21, 6, 7, 14, 15, 22, 23, 0, 0, 0, 0, 0, 0, 0, 0]);
  f.memory('v128.store64_lane', offset + 16, 0);
  f.release('v128', redGreen, blue);
}
