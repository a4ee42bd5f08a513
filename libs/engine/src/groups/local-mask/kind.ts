/** What the kinds of masks share: how a component of a correction's selection becomes part of a kernel. */
import type { Mask, Matte } from '@safelight/core';
import type { Analysis } from '../../analysis/analysis.ts';
import type { Settings } from '../../compile/settings.ts';
import type { F, GraphBuilder, Rgb } from '../../graph/graph.ts';
import type { Frame } from '../crop/frame.ts';
import type { Bindings } from '../feature.ts';

/** A component with all that its numbers are made of. */
export interface MaskContext {
  readonly mask: Mask;
  /** `mask.settings` with the catalogue's defaults. */
  readonly settings: Settings;
  readonly frame: Frame;
  readonly analysis: Analysis;
  /** Masks of the edit that are painted: they share memory. */
  readonly paintedMasks: number;
  /** What perception found for it; null when nothing, or when nobody looked. */
  readonly matte: Matte | null;
}

/** What a kernel knows of a pixel. Nodes that no mask reads cost nothing. */
export interface MaskPixel {
  /** Position in the uncropped picture's unit square. */
  readonly u: F;
  readonly v: F;
  /** Displayed light of the source, linear ProPhoto. */
  readonly shown: Rgb;
}

/** A kind of mask. Its graph gives 0 (outside) to 1 (inside), without the component's inversion, never NaN. */
export interface MaskKind {
  readonly tools: readonly string[];
  /** What changes the graph's shape; null when the component selects nothing. */
  readonly variant: (context: MaskContext) => string | null;
  /** `name` prefixes the component's parameters, tables and planes. */
  readonly graph: (b: GraphBuilder, pixel: MaskPixel, name: string, variant: string) => F;
  readonly bind: (context: MaskContext, name: string, out: Bindings) => void;
}

/** Hermite ramp of a position that is 0 at the foot and 1 at the top. */
export function ramp(b: GraphBuilder, position: F): F {
  const t = b.max(b.min(position, b.constant(1)), b.constant(0));
  return b.mul(b.mul(t, t), b.sub(b.constant(3), b.mul(b.constant(2), t)));
}

/** A position along a line: u · name.u + v · name.v + name.0. */
export const along = (b: GraphBuilder, { u, v }: MaskPixel, name: string): F =>
  b.add(b.add(b.mul(u, b.param(`${name}.u`)), b.mul(v, b.param(`${name}.v`))), b.param(`${name}.0`));

export function bindAlong(out: Bindings, name: string, [u, v, offset]: readonly [number, number, number]): void {
  Object.assign(out.params, { [`${name}.u`]: u, [`${name}.v`]: v, [`${name}.0`]: offset });
}
