/**
 * Perceptual masks: a matte that was found in the picture, its edges drawn anew at the level's own size. A mask for which
 * nothing was found selects nothing.
 */
import { tools } from '@safelight/catalogue';
import { clamp01 } from '../../colour/graph.ts';
import { isPerceptual } from '../../masks/mattes.ts';
import { refinedMatte } from '../../masks/refine.ts';
import type { MaskKind } from './kind.ts';
import { bindEncodedLuminance, encodedLuminance } from './luminance.ts';

export const matte: MaskKind = {
  tools: tools.map(({ name }) => name).filter(isPerceptual),
  variant: ({ matte: found }) => (found === null ? null : ''),
  graph: (b, pixel, name) =>
    clamp01(b, b.add(b.mul(b.input(`${name}.a`), encodedLuminance(b, pixel)), b.input(`${name}.b`))),
  bind: ({ matte: found, analysis }, name, out) => {
    bindEncodedLuminance(out);
    const { a, b } = refinedMatte(found!, analysis);
    Object.assign(out.planes, { [`${name}.a`]: a, [`${name}.b`]: b });
  },
};
