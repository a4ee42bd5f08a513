import { encodeModule, FunctionWriter, type Local } from './module.ts';
import { floatBits, keep, spill } from './operands.ts';

/** Byte offsets in the resampler's block of parameters. */
export const resamplerBlock = {
  /** f32: position of the row's first pixel in the tile, in tile pixels (0 = centre of the first). */
  x: 0,
  y: 4,
  /** f32: how far the position moves from pixel to pixel. */
  dx: 8,
  dy: 12,
  /** f32, for positions by pixel: the level's size, what to add to get tile pixels, and the last position that fits. */
  levelWidth: 16,
  levelHeight: 20,
  offsetX: 24,
  offsetY: 28,
  lastX: 32,
  lastY: 36,
  /** 16-byte constants from here on. */
  constants: 48,
  sizeBytes: 48 + 16 * 10,
} as const;

/**
 * Where the positions come from: they move evenly along a row, or each pixel has its own, as rows of places in the
 * picture's unit square.
 */
export type ResamplerForm = 'even' | 'places';

const constantValues = [0.5, 1, 1.5, 2, 2.5, 4] as const;
type Constant = (typeof constantValues)[number] | 'lanes' | 'stride' | 'tile';
const constantOrder: readonly Constant[] = [...constantValues, 'lanes', 'stride', 'tile'];
const constantOffset = (name: Constant): number => resamplerBlock.constants + 16 * constantOrder.indexOf(name);

/** Fills the constants of a block; `stride` is a tile row in bytes, `tile` the address of its first sample. */
export function fillResamplerBlock(words: Int32Array, block: number, stride: number, tile: number): void {
  const at = (name: Constant): number => (block + constantOffset(name)) >> 2;
  for (const value of constantValues) words.fill(floatBits(value), at(value), at(value) + 4);
  words.fill(stride, at('stride'), at('stride') + 4);
  words.fill(tile, at('tile'), at('tile') + 4);
  for (let lane = 0; lane < 4; lane++) words[at('lanes') + lane] = floatBits(lane);
}

/** Lanes a..d of two vectors (0..3 the first's, 4..7 the second's) as byte indices. */
const lanes = (...picked: readonly number[]): number[] =>
  picked.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * 4 + byte));

/**
 * A module over `env.memory` that exports `resample(block, plane, r, g, b, groups)`: `groups` × 4 pixels of a row, read
 * from a tile of three planes (`plane` bytes apart) of linear samples. Catmull-Rom bicubic (Keys 1981, a = −½), kept
 * within the range of the 16 samples so that hard edges get no fringe. The tile must hold one sample before and two
 * after each position.
 *
 * Of the form `places` it is `resample(block, plane, u, v, out…, groups)` with as many outputs as `channels` and with
 * the addresses of the places' rows; positions are held within the tile.
 */
export function emitResampler(form: ResamplerForm = 'even', channels: 1 | 3 = 3): Uint8Array<ArrayBuffer> {
  const firstOutput = form === 'even' ? 2 : 4;
  const f = new FunctionWriter(firstOutput + channels + 1);
  const [block, planeBytes, groups]: [Local, Local, Local] = [0, 1, firstOutput + channels];
  const outputs: readonly Local[] = Array.from({ length: channels }, (_, i) => firstOutput + i);
  const constant = (name: Constant): void => {
    f.get(block);
    f.memory('v128.load', constantOffset(name));
  };
  const splatParameter = (offset: number): void => {
    f.get(block);
    f.memory('v128.load32_splat', offset);
  };
  const index = f.local('v128');
  constant('lanes');
  f.set(index);

  /** Pushes positions that move evenly. */
  const even = (start: number, step: number): void => {
    splatParameter(start);
    f.get(index);
    splatParameter(step);
    f.simd('f32x4.mul');
    f.simd('f32x4.add');
  };
  /** Pushes the positions of the next places of a row; one sample before and two after each are in the tile. */
  const ofPlaces = (places: Local, size: number, offset: number, last: number): void => {
    constant(1);
    f.get(places);
    f.memory('v128.load');
    splatParameter(size);
    f.simd('f32x4.mul');
    splatParameter(offset);
    f.simd('f32x4.add');
    f.simd('f32x4.pmax');
    splatParameter(last);
    f.simd('f32x4.pmin');
    f.get(places);
    f.i32(16);
    f.scalar('i32.add');
    f.set(places);
  };

  /** Whole and fractional part of the positions that are on the stack. */
  const position = (): { whole: Local; fraction: Local } => {
    const at = keep(f);
    f.get(at);
    f.simd('f32x4.floor');
    const whole = keep(f);
    f.simd('f32x4.sub');
    f.set(at);
    return { whole, fraction: at };
  };

  /** The four cubic weights of a fraction t. */
  const weights = (t: Local): Local[] => {
    f.get(t);
    f.get(t);
    f.simd('f32x4.mul');
    const t2 = spill(f);
    f.get(t2);
    f.get(t);
    f.simd('f32x4.mul');
    const t3 = spill(f);
    const times = (local: Local, value: (typeof constantValues)[number]): void => {
      f.get(local);
      constant(value);
      f.simd('f32x4.mul');
    };
    // t² − ½t³ − ½t
    f.get(t2);
    times(t3, 0.5);
    f.simd('f32x4.sub');
    times(t, 0.5);
    f.simd('f32x4.sub');
    const first = spill(f);
    // 1 + 1½t³ − 2½t²
    times(t3, 1.5);
    times(t2, 2.5);
    f.simd('f32x4.sub');
    constant(1);
    f.simd('f32x4.add');
    const second = spill(f);
    // 2t² − 1½t³ + ½t
    times(t2, 2);
    times(t3, 1.5);
    f.simd('f32x4.sub');
    times(t, 0.5);
    f.simd('f32x4.add');
    const third = spill(f);
    // ½t³ − ½t²
    times(t3, 0.5);
    times(t2, 0.5);
    f.simd('f32x4.sub');
    const fourth = spill(f);
    f.release('v128', t2, t3);
    return [first, second, third, fourth];
  };

  /** Rows of four vectors into columns. */
  const transpose = ([a, b, c, d]: readonly Local[]): Local[] => {
    const pair = (x: Local, y: Local, picked: readonly number[]): Local => {
      f.get(x);
      f.get(y);
      f.shuffle(lanes(...picked));
      return spill(f);
    };
    const [low, high] = [pair(a!, b!, [0, 4, 1, 5]), pair(a!, b!, [2, 6, 3, 7])];
    const [low2, high2] = [pair(c!, d!, [0, 4, 1, 5]), pair(c!, d!, [2, 6, 3, 7])];
    const columns = [
      pair(low, low2, [0, 1, 4, 5]),
      pair(low, low2, [2, 3, 6, 7]),
      pair(high, high2, [0, 1, 4, 5]),
      pair(high, high2, [2, 3, 6, 7]),
    ];
    f.release('v128', low, high, low2, high2);
    return columns;
  };

  type Fold = 'f32x4.add' | 'f32x4.pmin' | 'f32x4.pmax';
  /** One value per pixel of four vectors of taps. */
  const across = (vectors: readonly Local[], fold: Fold): Local => {
    const columns = transpose(vectors);
    f.get(columns[0]!);
    for (const column of columns.slice(1)) {
      f.get(column);
      f.simd(fold);
    }
    f.release('v128', ...columns);
    return spill(f);
  };

  f.loop(() => {
    const p = resamplerBlock;
    if (form === 'even') even(p.x, p.dx);
    else ofPlaces(2, p.levelWidth, p.offsetX, p.lastX);
    const x = position();
    if (form === 'even') even(p.y, p.dy);
    else ofPlaces(3, p.levelHeight, p.offsetY, p.lastY);
    const y = position();
    // Address of the top left sample of each pixel's 4 × 4.
    f.get(y.whole);
    constant(1);
    f.simd('f32x4.sub');
    f.simd('i32x4.relaxed_trunc_f32x4_s');
    constant('stride');
    f.simd('i32x4.mul');
    f.get(x.whole);
    constant(1);
    f.simd('f32x4.sub');
    constant(4);
    f.simd('f32x4.mul');
    f.simd('i32x4.relaxed_trunc_f32x4_s');
    f.simd('i32x4.add');
    constant('tile');
    f.simd('i32x4.add');
    const address = spill(f);
    const acrossWeights = weights(x.fraction);
    const columnWeights = transpose(acrossWeights);
    const rowWeights = weights(y.fraction);
    f.release('v128', x.whole, x.fraction, y.whole, y.fraction, ...acrossWeights);
    const pointers = [0, 1, 2, 3].map((lane) => {
      f.get(address);
      f.extractLane(lane);
      const pointer = f.local('i32');
      f.set(pointer);
      return pointer;
    });
    f.get(block);
    f.scalarLoad('i32.load', constantOffset('stride'));
    const stride = f.local('i32');
    f.set(stride);

    for (const output of outputs) {
      const [sums, lows, highs]: [Local[], Local[], Local[]] = [[], [], []];
      for (const [pixel, pointer] of pointers.entries()) {
        const row = f.local('i32');
        f.get(pointer);
        f.set(row);
        const [sum, low, high] = [f.local('v128'), f.local('v128'), f.local('v128')];
        const taps = f.local('v128');
        for (const [line, weight] of rowWeights.entries()) {
          f.get(row);
          f.memory('v128.load');
          f.tee(taps);
          f.get(weight);
          f.get(weight);
          f.shuffle(lanes(pixel, pixel, pixel, pixel));
          f.simd('f32x4.mul');
          if (line > 0) {
            f.get(sum);
            f.simd('f32x4.add');
          }
          f.set(sum);
          for (const [bound, fold] of [
            [low, 'f32x4.pmin'],
            [high, 'f32x4.pmax'],
          ] as const) {
            f.get(taps);
            if (line > 0) {
              f.get(bound);
              f.simd(fold);
            }
            f.set(bound);
          }
          f.get(row);
          f.get(stride);
          f.scalar('i32.add');
          f.set(row);
        }
        f.get(sum);
        f.get(columnWeights[pixel]!);
        f.simd('f32x4.mul');
        f.set(sum);
        sums.push(sum);
        lows.push(low);
        highs.push(high);
        f.release('v128', taps);
        f.release('i32', row);
        // The next channel's plane.
        f.get(pointer);
        f.get(planeBytes);
        f.scalar('i32.add');
        f.set(pointer);
      }
      const [sum, low, high] = [across(sums, 'f32x4.add'), across(lows, 'f32x4.pmin'), across(highs, 'f32x4.pmax')];
      f.get(output);
      f.get(sum);
      f.get(low);
      f.simd('f32x4.pmax');
      f.get(high);
      f.simd('f32x4.pmin');
      f.memory('v128.store');
      f.release('v128', sum, low, high, ...sums, ...lows, ...highs);
      f.get(output);
      f.i32(16);
      f.scalar('i32.add');
      f.set(output);
    }
    f.release('v128', address, ...columnWeights, ...rowWeights);
    f.release('i32', stride, ...pointers);
    f.get(index);
    constant(4);
    f.simd('f32x4.add');
    f.set(index);
    f.get(groups);
    f.i32(1);
    f.scalar('i32.sub');
    f.tee(groups);
  });
  return encodeModule('resample', f);
}
