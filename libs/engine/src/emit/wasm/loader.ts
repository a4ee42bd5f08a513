import { encodeModule, FunctionWriter, type Local } from './module.ts';

/**
 * A module over `env.memory` that exports `load(pixels, tables, r, g, b, groups)`: turns `groups` × 4 interleaved RGB
 * pixels of 8 or 16 bits into three rows of linear f32. `tables` is the address of three tables (R, G, B) of 256 or
 * 65536 f32 each. Reads whole groups: rows of pixels need 4 pixels of room behind them.
 */
export function emitLoader(bits: 8 | 16): Uint8Array<ArrayBuffer> {
  const f = new FunctionWriter(6);
  const [pixels, tables, groups]: Local[] = [0, 1, 5] as const;
  const outputs: Local[] = [2, 3, 4];
  const sampleBytes = bits / 8;
  const tableBytes = 4 * 2 ** bits;
  const lanes = f.local('v128');
  f.loop(() => {
    for (const [channel, output] of outputs.entries()) {
      for (let lane = 0; lane < 4; lane++) {
        f.get(pixels!);
        f.scalarLoad(bits === 8 ? 'i32.load8_u' : 'i32.load16_u', (lane * 3 + channel) * sampleBytes);
        f.i32(2);
        f.scalar('i32.shl');
        f.get(tables!);
        f.scalar('i32.add');
        if (lane === 0) {
          f.memory('v128.load32_zero', channel * tableBytes);
        } else {
          f.get(lanes);
          f.memory('v128.load32_lane', channel * tableBytes, lane);
        }
        f.set(lanes);
      }
      f.get(output);
      f.get(lanes);
      f.memory('v128.store');
      advance(f, output, 16);
    }
    advance(f, pixels!, 12 * sampleBytes);
    f.get(groups!);
    f.i32(1);
    f.scalar('i32.sub');
    f.tee(groups!);
  });
  return encodeModule('load', f);
}

function advance(f: FunctionWriter, pointer: Local, bytes: number): void {
  f.get(pointer);
  f.i32(bytes);
  f.scalar('i32.add');
  f.set(pointer);
}
