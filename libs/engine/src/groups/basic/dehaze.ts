/**
 * Dehaze: I = J·t + A·(1 − t) solved for J, with the veil 1 − t estimated on the canonical image (He, Sun, Tang 2011);
 * a negative slider lays a veil of mist on. Both colours are moved through white balance and exposure on the CPU.
 */
import { hazeGain } from '../../analysis/haze.ts';
import { clamp01, each, luminance, minOf, mix, scaled, tableAt } from '../../colour/graph.ts';
import { apply3, type Matrix3 } from '../../colour/matrix.ts';
import type { F, GraphBuilder, Rgb } from '../../graph/graph.ts';
import type { Bindings, FeatureContext } from '../feature.ts';
import { sliderGraph } from '../local-adjust/slider.ts';

/** Share of the estimated veil taken off at +100, and laid on at −100. */
const removed = 0.8;
const laid = 0.6;
/** Share of the mist at −100 that lies on near things too. */
const nearMist = 0.25;
/** Never take more than this share of a pixel's smallest channel as veil: no channel falls under zero. */
const takeMax = 0.85;
/** How much of the gain in colour comes through; all of it looks harsh. */
const colourKept = 0.65;

/** Past these the mist would hide the picture, or more than the whole veil be taken. */
const bounds = [-1.5, 1.2] as const;
const gainSamples = 161;

interface Amounts {
  readonly remove: () => F;
  readonly lay: () => F;
  readonly gain: () => F;
}

/** Share to remove and to lay on, and the gain that restores brightness: parameters, unless corrections move the slider. */
function amountsOf(b: GraphBuilder, locals: ReadonlySet<string>): Amounts {
  if (!locals.has('localDehaze')) {
    return {
      remove: () => b.param('dehaze.remove'),
      lay: () => b.param('dehaze.lay'),
      gain: () => b.param('dehaze.gain'),
    };
  }
  const [zero, amount] = [b.constant(0), sliderGraph(b, 'dehaze.amount', 'localDehaze', locals, bounds)];
  const remove = b.mul(b.max(amount, zero), b.constant(removed));
  return {
    remove: () => remove,
    lay: () => b.mul(b.max(b.neg(amount), zero), b.constant(laid)),
    gain: () => tableAt(b, 'dehaze.gains', remove, 0, 1, gainSamples),
  };
}

export function dehazeGraph(b: GraphBuilder, rgb: Rgb, source: F, locals: ReadonlySet<string>): Rgb {
  const { remove, lay, gain: gainAt } = amountsOf(b, locals);
  const one = b.constant(1);
  const veil = clamp01(b, b.add(b.mul(b.input('dehaze.a'), source), b.input('dehaze.b')));
  const airlight: Rgb = [b.param('dehaze.airR'), b.param('dehaze.airG'), b.param('dehaze.airB')];
  const mist: Rgb = [b.param('dehaze.mistR'), b.param('dehaze.mistG'), b.param('dehaze.mistB')];
  const relative = each(rgb, (x, i) => b.mul(x, b.param(`dehaze.inverse${'RGB'[i]!}`)));
  const most = b.max(b.mul(minOf(b, relative), b.constant(takeMax)), b.constant(1e-5));
  const wanted = b.mul(remove(), veil);
  // The smaller of the two, without a corner where one takes over.
  const norm = b.sqrt(b.add(b.mul(wanted, wanted), b.mul(most, most)));
  const off = b.min(b.div(b.mul(wanted, most), norm), b.constant(0.9));
  const clear = b.div(one, b.sub(one, off));
  const on = b.mul(lay(), mix(b, b.constant(nearMist), one, veil));
  // J = (I − A·off) / (1 − off), then I·(1 − on) + M·on: one of the two shares is zero.
  const lit = each(rgb, (x, i) => {
    const seen = b.mul(b.sub(x, b.mul(airlight[i], off)), clear);
    return mix(b, seen, mist[i], on);
  });
  const before = b.max(luminance(b, rgb), b.constant(1e-6));
  const ratio = b.div(b.max(luminance(b, lit), b.constant(0)), before);
  const grey = scaled(b, rgb, ratio);
  const plain = b.select(b.lt(b.constant(0), off), b.constant(1 - colourKept), b.constant(0));
  const gain = gainAt();
  return each(lit, (x, i) => b.mul(gain, mix(b, x, grey[i], plain)));
}

/** `scene` is the matrix that the pixel has gone through since the source. */
export function bindDehaze({ settings, analysis, locals }: FeatureContext, scene: Matrix3, out: Bindings): void {
  const amount = settings.slider('dehaze');
  const haze = analysis.haze();
  const mist = apply3(scene, haze.mist);
  const air = apply3(scene, haze.airlight).map((x) => Math.max(x, 0.02));
  ['R', 'G', 'B'].forEach((channel, i) => {
    out.params[`dehaze.air${channel}`] = air[i]!;
    out.params[`dehaze.mist${channel}`] = mist[i]!;
    out.params[`dehaze.inverse${channel}`] = 1 / air[i]!;
  });
  out.params['dehaze.remove'] = removed * Math.max(amount, 0);
  out.params['dehaze.lay'] = laid * Math.max(-amount, 0);
  out.params['dehaze.gain'] = hazeGain(haze, Math.max(amount, 0) * removed);
  if (locals.tools.has('localDehaze')) {
    out.params['dehaze.amount'] = amount;
    out.tables['dehaze.gains'] = Float32Array.from({ length: gainSamples }, (_, i) =>
      hazeGain(haze, i / (gainSamples - 1)),
    );
  }
  out.planes['dehaze.a'] = haze.a;
  out.planes['dehaze.b'] = haze.b;
}
