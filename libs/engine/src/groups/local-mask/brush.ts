/** Painted masks: the strokes on a plane of their own (`masks/brush.ts`), enlarged to the level. */
import { createHash } from 'node:crypto';
import { Settings } from '../../compile/settings.ts';
import { brushLongEdgePixelsMax, paintStrokes, type Stroke } from '../../masks/brush.ts';
import type { MaskContext, MaskKind } from './kind.ts';

/** Memory that the painted masks of one edit share. */
const brushBytesMax = 96 * 2 ** 20;

/** Bound of each plane's long edge when an edit has that many painted masks. */
function longEdgeMax({ frame, paintedMasks }: MaskContext): number {
  const area = brushBytesMax / 4 / Math.max(paintedMasks, 1);
  const [long, short] = [Math.max(frame.fullWidth, frame.fullHeight), Math.min(frame.fullWidth, frame.fullHeight)];
  return Math.min(brushLongEdgePixelsMax, Math.floor(Math.sqrt((area * long) / short)));
}

const hasDabs = ({ mask, settings }: MaskContext): boolean =>
  mask.strokes.some((stroke) => new Settings({ settings: stroke }, settings.kind).rows('brushDabs').length > 0);

/** A dab is x, y and, where it differs from the stroke's, radius and flow (0..1). */
function strokesOf({ mask, settings: { kind } }: MaskContext): Stroke[] {
  return mask.strokes.map((stroke) => {
    const settings = new Settings({ settings: stroke }, kind);
    const [ownRadius, ownFlow] = [settings.number('brushRadius'), settings.slider('brushFlow')];
    return {
      feather: settings.slider('brushFeather'),
      density: settings.slider('brushDensity'),
      dabs: settings.rows('brushDabs').map(([x = 0, y = 0, radius = ownRadius, flow = ownFlow]) => {
        return { x, y, radius, flow };
      }),
    };
  });
}

export const brush: MaskKind = {
  tools: ['maskBrush'],
  variant: (context) => (hasDabs(context) ? '' : null),
  graph: (b, _pixel, name) => b.input(name),
  bind: (context, name, out) => {
    const { frame, mask, analysis } = context;
    const bound = longEdgeMax(context);
    const size = { width: frame.fullWidth, height: frame.fullHeight };
    const digest = createHash('sha256').update(JSON.stringify(mask.strokes)).digest('base64');
    const { plane } = analysis.kept.getOrMake(`brush ${bound} ${digest}`, () => {
      return { plane: paintStrokes(strokesOf(context), size, bound) };
    });
    out.planes[name] = plane;
  },
};
