/** Contrast, whites and blacks: one table of EV gain over log2 luminance. */
import type { Settings } from '../../compile/settings.ts';
import { clamp01, luminanceFloor, tableAt } from '../../colour/graph.ts';
import type { F, GraphBuilder } from '../../graph/graph.ts';
import { sliderGraph } from '../local-adjust/slider.ts';
import { keptTable } from '../kept-table.ts';

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
const whitesFrom = 0.5;
const whitesWidth = 3;
const whitesGain = (w: number, x: number): number => whitesReach * w * smooth((x - whitesFrom) / whitesWidth);

/** Luminance (scene light) of the toe: 8-bit sRGB code 49. */
const toe = 0.03;
const blacksDown = 0.88;
const blacksUp = 1.5;
function blacksGain(amount: number, luminance: number): number {
  const weight = (amount < 0 ? blacksDown : blacksUp) * amount;
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
  keptTable(
    'tone',
    toneTools.map((tool) => settings.number(tool)),
    () => Float32Array.from({ length }, (_, i) => toneGain(settings, low + ((high - low) * i) / (length - 1))),
  );

/** EV gain at a level. */
export const toneGraph = (b: GraphBuilder, level: F): F => tableAt(b, 'tone', level, low, high, length);

/** How far sliders and corrections together may go: at the ends of these tones still rise, whatever the other two do. */
const contrastBounds = [-2, 2] as const;
const whitesBounds = [-2, 2] as const;
const blacksBounds = [-1.1, 2] as const;

/** The tools of `toneTools` whose sliders the kernel reads per pixel. */
export interface LocalTone {
  readonly tools: readonly string[];
  readonly locals: ReadonlySet<string>;
}

/** EV gain at a level where corrections move a slider: `toneGain` in closed form. */
export function localToneGraph(b: GraphBuilder, level: F, { tools, locals }: LocalTone): F {
  const floored = b.max(b.sub(b.exp2(level), b.constant(luminanceFloor)), b.constant(luminanceFloor / 64));
  const start = b.sub(b.log2(floored), b.constant(midGrey));
  let x = start;
  if (tools.includes('whites')) {
    const amount = sliderGraph(b, 'whites', 'localWhites', locals, whitesBounds);
    const t = clamp01(b, b.mul(b.sub(x, b.constant(whitesFrom)), b.constant(1 / whitesWidth)));
    const bump = b.mul(b.mul(t, t), b.sub(b.constant(3), b.add(t, t)));
    x = b.add(x, b.mul(b.mul(amount, bump), b.constant(whitesReach)));
  }
  if (tools.includes('blacks')) {
    const amount = sliderGraph(b, 'blacks', 'localBlacks', locals, blacksBounds);
    const reach = b.select(b.lt(amount, b.constant(0)), b.constant(blacksDown), b.constant(blacksUp));
    const luminance = b.exp2(b.add(x, b.constant(midGrey)));
    const fade = b.exp2(b.mul(luminance, b.constant(-Math.LOG2E / toe)));
    x = b.add(x, b.log2(b.add(b.constant(1), b.mul(b.mul(amount, reach), fade))));
  }
  if (tools.includes('contrast')) {
    const amount = sliderGraph(b, 'contrast', 'localContrast', locals, contrastBounds);
    const reach = b.select(b.lt(b.constant(0), amount), b.constant(contrastUp), b.constant(contrastDown));
    const inverse = b.select(b.lt(b.constant(0), x), b.constant(1 / contrastAbove), b.constant(1 / contrastBelow));
    const away = b.mul(x, inverse);
    const bump = b.exp2(b.mul(b.mul(away, away), b.constant(-0.5 * Math.LOG2E)));
    x = b.add(x, b.mul(b.mul(b.mul(amount, reach), x), bump));
  }
  return b.sub(x, start);
}
