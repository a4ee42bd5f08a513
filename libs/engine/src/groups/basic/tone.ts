/** Contrast, whites and blacks: one table of EV gain over log2 luminance. */
import type { Settings } from '../../compile/settings.ts';
import { luminanceFloor, tableAt } from '../../colour/graph.ts';
import type { F, GraphBuilder } from '../../graph/graph.ts';

export const toneTools: readonly string[] = ['contrast', 'whites', 'blacks'];

const low = Math.log2(luminanceFloor);
const high = 7;
const length = 2304;
const midGrey = Math.log2(0.18);

/** Added slope at mid grey at +100 and taken away at −100. */
const contrastUp = 0.6;
const contrastDown = 0.45;
/** EV at which the contrast bump has its flank, above and below mid grey; scene white is at +3.5 EV. */
const contrastAbove = 1.45;
const contrastBelow = 2.4;

/** Gain of the contrast slider (−1..1) at x EV from mid grey. Slope ≥ 0.5. */
function contrastGain(c: number, x: number): number {
  const width = x > 0 ? contrastAbove : contrastBelow;
  return (c > 0 ? contrastUp : contrastDown) * c * x * Math.exp(-0.5 * (x / width) ** 2);
}

const smooth = (t: number): number => {
  const held = Math.min(Math.max(t, 0), 1);
  return held * held * (3 - 2 * held);
};

/** Whites act from half an EV above mid grey, fully at scene white. */
const whitesReach = 0.9;
const whitesGain = (w: number, x: number): number => whitesReach * w * smooth((x - 0.5) / 3);

/** Luminance (scene light) of the toe: 8-bit sRGB code 49. */
const toe = 0.03;
function blacksGain(amount: number, luminance: number): number {
  const weight = amount < 0 ? 0.88 * amount : 1.5 * amount;
  return Math.log2(1 + weight * Math.exp(-luminance / toe));
}

/** EV gain of all three at a log2 luminance. */
export function toneGain(settings: Settings, level: number): number {
  const luminance = Math.max(2 ** level - luminanceFloor, luminanceFloor / 64);
  const start = Math.log2(luminance);
  let x = start - midGrey;
  x += whitesGain(settings.slider('whites'), x);
  x += blacksGain(settings.slider('blacks'), 2 ** (x + midGrey));
  x += contrastGain(settings.slider('contrast'), x);
  return x + midGrey - start;
}

export const toneTable = (settings: Settings): Float32Array =>
  Float32Array.from({ length }, (_, i) => toneGain(settings, low + ((high - low) * i) / (length - 1)));

/** EV gain at a level. */
export const toneGraph = (b: GraphBuilder, level: F): F => tableAt(b, 'tone', level, low, high, length);
