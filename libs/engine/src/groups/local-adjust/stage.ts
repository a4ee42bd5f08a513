/**
 * The stage before all others: from the source's pixel, its place and the masks it computes each correction's alpha, and
 * from these the planes of the local tools, Σ alpha · amount · value.
 */
import { Settings } from '../../compile/settings.ts';
import type { F, GraphBuilder, Rgb } from '../../graph/graph.ts';
import { matteKey, type Mattes } from '../../masks/mattes.ts';
import { bindPosition, positionGraph, positionVariant, type PositionVariant } from '../crop/position.ts';
import { alphaPlane, localPlane, type Bindings, type FeatureContext, type Locals } from '../feature.ts';
import { bindSelection, selectionGraph, type Component } from '../local-mask/selection.ts';
import { quantities, type LiveCorrection } from './tools.ts';

/** Shape of the stage: for each correction its masks, the planes that it adds to, and whether its alpha is wanted. */
export interface LocalsShape {
  readonly position: PositionVariant;
  readonly corrections: readonly {
    readonly components: readonly Component[];
    readonly planes: readonly string[];
    readonly isBlended: boolean;
  }[];
}

/** What the corrections give the tools. */
export const localsOf = (live: readonly LiveCorrection[]): Locals => ({
  tools: new Set(live.flatMap(({ planes }) => planes)),
  blended: live.flatMap(({ isBlended, settings, correction, amount }, index) =>
    isBlended ? [{ index, settings, correction, amount }] : [],
  ),
});

export function bindLocals(
  live: readonly LiveCorrection[],
  { frame, analysis, settings: { kind } }: Pick<FeatureContext, 'frame' | 'analysis' | 'settings'>,
  mattes: Mattes,
  out: Bindings,
): LocalsShape | null {
  if (live.length === 0) return null;
  bindPosition(frame, out);
  const active = live.map(({ correction }) =>
    correction.masks
      .map((mask) => ({ mask, settings: new Settings(mask, kind) }))
      .filter(({ settings }) => settings.flag('maskActive')),
  );
  const paintedMasks = active.flat().filter(({ mask }) => mask.tool === 'maskBrush').length;
  const corrections = live.map(({ settings, amount, planes, isBlended }, i) => {
    for (const { plane, valueOf } of quantities) {
      if (planes.includes(plane)) out.params[`local.${i}.${plane}`] = amount * valueOf(settings);
    }
    const masks = active[i]!.map((own) => {
      const matte = mattes.get(matteKey(own.mask)) ?? null;
      return { ...own, frame, analysis, paintedMasks, matte };
    });
    return { components: bindSelection(masks, `mask.${i}`, out), planes, isBlended };
  });
  return { position: positionVariant(frame), corrections };
}

/** `shown` is the source's colour as displayed light. */
export function localsGraph(b: GraphBuilder, { position, corrections }: LocalsShape, shown: Rgb): void {
  const [u, v] = positionGraph(b, position);
  const pixel = { u, v, shown };
  const sums = new Map<string, F>();
  const zero = b.constant(0);
  for (const [i, { components, planes, isBlended }] of corrections.entries()) {
    const alpha = selectionGraph(b, pixel, `mask.${i}`, components) ?? zero;
    if (isBlended) b.output(alphaPlane(i), alpha);
    for (const plane of planes) {
      const part = alpha === zero ? zero : b.mul(alpha, b.param(`local.${i}.${plane}`));
      sums.set(plane, b.add(sums.get(plane) ?? zero, part));
    }
  }
  for (const { plane, bound } of quantities) {
    const sum = sums.get(plane);
    if (sum === undefined) continue;
    b.output(localPlane(plane), b.max(b.min(sum, b.constant(bound)), b.constant(-bound)));
  }
}
