import { encodeModule, FunctionWriter, type Local } from './module.ts';
import { spill } from './operands.ts';

/** Byte offsets in the gatherer's block of parameters. */
export const gatherBlock = {
  /** f32: size of the plane in samples, and the index of its last column and row. */
  width: 0,
  height: 4,
  lastX: 8,
  lastY: 12,
  /** 16-byte vectors: ½ as f32, zero; bytes of a row and the address of the first sample as i32. */
  half: 16,
  zero: 32,
  stride: 48,
  plane: 64,
  sizeBytes: 80,
} as const;

/**
 * A module over `env.memory` that exports `gather(block, u, v, out, groups)`: `groups` × 4 bilinear samples of a plane at
 * places of its unit square, its edge repeated. The plane lies with its last column and its last row twice.
 */
export function emitGatherer(): Uint8Array<ArrayBuffer> {
  const f = new FunctionWriter(5);
  const [block, u, v, out, groups]: [Local, Local, Local, Local, Local] = [0, 1, 2, 3, 4];
  const splat = (offset: number): void => {
    f.get(block);
    f.memory('v128.load32_splat', offset);
  };
  const vector = (offset: number): void => {
    f.get(block);
    f.memory('v128.load', offset);
  };
  const advance = (pointer: Local): void => {
    f.get(pointer);
    f.i32(16);
    f.scalar('i32.add');
    f.set(pointer);
  };
  /** Index of the sample before each position, and how far behind it the position lies. */
  const position = (places: Local, size: number, last: number): { whole: Local; fraction: Local } => {
    vector(gatherBlock.zero);
    f.get(places);
    f.memory('v128.load');
    splat(size);
    f.simd('f32x4.mul');
    vector(gatherBlock.half);
    f.simd('f32x4.sub');
    f.simd('f32x4.pmax');
    splat(last);
    f.simd('f32x4.pmin');
    const at = spill(f);
    f.get(at);
    f.simd('i32x4.relaxed_trunc_f32x4_s');
    const whole = spill(f);
    f.get(at);
    f.get(whole);
    f.simd('f32x4.convert_i32x4_s');
    f.simd('f32x4.sub');
    f.set(at);
    advance(places);
    return { whole, fraction: at };
  };
  /** Between the two samples of a line of each lane. */
  const along = (pointers: readonly Local[], fraction: Local): Local => {
    const pairs = [0, 2].map((lane) => {
      f.get(pointers[lane + 1]!);
      f.get(pointers[lane]!);
      f.memory('v128.load64_zero');
      f.memory('v128.load64_lane', 0, 1);
      return spill(f);
    });
    const [low, high] = pairs as [Local, Local];
    const left = f.local('v128');
    f.get(low);
    f.get(high);
    f.shuffle([0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27]);
    f.tee(left);
    f.get(low);
    f.get(high);
    f.shuffle([4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31]);
    f.get(left);
    f.simd('f32x4.sub');
    f.get(fraction);
    f.simd('f32x4.mul');
    f.simd('f32x4.add');
    f.release('v128', low, high, left);
    return spill(f);
  };

  f.loop(() => {
    const x = position(u, gatherBlock.width, gatherBlock.lastX);
    const y = position(v, gatherBlock.height, gatherBlock.lastY);
    f.get(y.whole);
    vector(gatherBlock.stride);
    f.simd('i32x4.mul');
    f.get(x.whole);
    f.i32(2);
    f.simd('i32x4.shl');
    f.simd('i32x4.add');
    vector(gatherBlock.plane);
    f.simd('i32x4.add');
    const address = spill(f);
    const pointers = [0, 1, 2, 3].map((lane) => {
      const pointer = f.local('i32');
      f.get(address);
      f.extractLane(lane);
      f.set(pointer);
      return pointer;
    });
    const upper = along(pointers, x.fraction);
    for (const pointer of pointers) {
      f.get(pointer);
      f.get(block);
      f.scalarLoad('i32.load', gatherBlock.stride);
      f.scalar('i32.add');
      f.set(pointer);
    }
    const lower = along(pointers, x.fraction);
    f.get(out);
    f.get(upper);
    f.get(lower);
    f.get(upper);
    f.simd('f32x4.sub');
    f.get(y.fraction);
    f.simd('f32x4.mul');
    f.simd('f32x4.add');
    f.memory('v128.store');
    f.release('v128', x.whole, x.fraction, y.whole, y.fraction, address, upper, lower);
    f.release('i32', ...pointers);
    advance(out);
    f.get(groups);
    f.i32(1);
    f.scalar('i32.sub');
    f.tee(groups);
  });
  return encodeModule('gather', f);
}
