/** How the components of a correction make up its alpha: each added, subtracted or intersected in order. */
import type { F, GraphBuilder } from '../../graph/graph.ts';
import type { Bindings } from '../feature.ts';
import { brush } from './brush.ts';
import { colourRange } from './colour-range.ts';
import { depthRange } from './depth.ts';
import type { MaskContext, MaskKind, MaskPixel } from './kind.ts';
import { bidirectionalGradient, linearGradient } from './linear.ts';
import { luminanceRange } from './luminance.ts';
import { matte } from './matte.ts';
import { radialGradient } from './radial.ts';

export const maskKinds: readonly MaskKind[] = [
  linearGradient,
  bidirectionalGradient,
  radialGradient,
  brush,
  luminanceRange,
  colourRange,
  depthRange,
  matte,
];

const kindOf = (tool: string): MaskKind | undefined => maskKinds.find(({ tools }) => tools.includes(tool));

/** The shape of one component. */
export interface Component {
  readonly tool: string;
  readonly combine: 'add' | 'subtract' | 'intersect';
  readonly inverted: boolean;
  /** Null when it selects nothing: nothing was found, or it has no size. Not even its inversion selects anything then. */
  readonly variant: string | null;
}

/** The components' shapes; what they are made of is bound under `name.0`, `name.1`, …. */
export function bindSelection(masks: readonly MaskContext[], name: string, out: Bindings): readonly Component[] {
  return masks.map((context, i) => {
    const { mask, settings } = context;
    const kind = kindOf(mask.tool);
    const variant = kind?.variant(context) ?? null;
    if (variant !== null) kind!.bind(context, `${name}.${i}`, out);
    // A range stores its inversion twice; files keep the two equal, and either inverts.
    const inverted = settings.flag('maskInvert') || settings.flag('rangeInvert');
    return { tool: mask.tool, combine: settings.value('maskCombine') as Component['combine'], inverted, variant };
  });
}

/** Alpha 0..1 of the components; null when they select nothing whatever the picture. */
export function selectionGraph(
  b: GraphBuilder,
  pixel: MaskPixel,
  name: string,
  components: readonly Component[],
): F | null {
  let alpha: F | null = null;
  for (const [i, { tool, combine, inverted, variant }] of components.entries()) {
    const own = variant === null ? null : kindOf(tool)!.graph(b, pixel, `${name}.${i}`, variant);
    const part = own !== null && inverted ? b.sub(b.constant(1), own) : own;
    if (part === null) {
      if (combine === 'intersect') alpha = null;
    } else if (combine === 'add') {
      alpha = alpha === null ? part : b.sub(b.add(alpha, part), b.mul(alpha, part));
    } else if (alpha !== null) {
      alpha = b.mul(alpha, combine === 'subtract' ? b.sub(b.constant(1), part) : part);
    }
  }
  return alpha;
}
