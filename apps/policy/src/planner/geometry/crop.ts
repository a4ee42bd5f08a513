import { isMirrored, type RegionFigures, type Scene, type SettingValues, type ToolCall } from '@safelight/core';
import type { Geometry } from '@safelight/intent';
import { cropToAspect } from '@safelight/recipe';
import { toStored, type Frame } from './frame.ts';

/** Below this confidence the measured tilt was wrong on fixture photographs (see `Scene.tilt`). */
export const tiltConfidenceMin = 0.75;
/** Degrees; less than this is level to the eye. */
export const tiltDegreesMin = 0.15;
const wholeCrop = { cropLeft: 0, cropTop: 0, cropRight: 1, cropBottom: 1 } as const;

/** What fills the picture has no place in it to crop to. */
const subjectShareMax = 0.6;

/** What became of a wish about the frame. */
export interface Framing {
  readonly calls: readonly ToolCall[];
  /** Angle that was taken out, degrees; null when straightening was not asked for or not done. */
  readonly straightened: number | null;
  readonly level: 'notAsked' | 'done' | 'already' | 'unsure';
  readonly aspect: Geometry['aspect'];
  /** Whether the crop lies about the subject rather than about the middle. */
  readonly aboutSubject: boolean;
  /** False for a crop that cannot be written: too narrow at this angle. */
  readonly fits: boolean;
}

const none: Framing = {
  calls: [],
  straightened: null,
  level: 'notAsked',
  aspect: null,
  aboutSubject: false,
  fits: true,
};

/** The wish as settings of the crop. `angleNow` is the angle that the recipe has; tilt and boxes are of the whole photo. */
export function framingOf(
  geometry: Geometry | null,
  scene: Scene | null,
  subject: RegionFigures | undefined,
  frame: Frame,
  angleNow: number,
): Framing {
  if (geometry === null) return none;
  const { degrees, confidence } = scene?.tilt ?? { degrees: 0, confidence: 0 };
  const level = !geometry.straighten
    ? 'notAsked'
    : confidence < tiltConfidenceMin
      ? 'unsure'
      : Math.abs(degrees) < tiltDegreesMin
        ? 'already'
        : 'done';
  const turn = isMirrored(frame.orientation) ? -degrees : degrees;
  // A crop turned clockwise shows the picture turned the other way.
  const angle = level === 'done' ? Number((-turn).toFixed(3)) : geometry.aspect === 'original' ? 0 : angleNow;
  const straightened = level === 'done' ? degrees : null;
  const { aspect } = geometry;
  if (aspect === null || aspect === 'original') {
    const turned = level === 'done' || (aspect === 'original' && angleNow !== 0);
    const edges = aspect === 'original' ? callsOf(wholeCrop) : [];
    const calls = [...edges, ...(turned ? [{ tool: 'cropAngle', value: angle }] : [])];
    return { ...none, calls, straightened, level, aspect };
  }
  const { width, height, orientation } = frame;
  const centred = cropToAspect({ width, height, aspect, orientation, angleDegrees: angle });
  if (centred === null) return { ...none, level, straightened, aspect, fits: false };
  const shown = subject !== undefined && subject.share > 0 && subject.share < subjectShareMax && angle === 0;
  const edges = shown ? about(subject, edgesOf(centred), frame) : edgesOf(centred);
  const { cropLeft, cropTop, cropRight, cropBottom } = edges;
  const calls = callsOf({ cropLeft, cropTop, cropRight, cropBottom });
  return {
    calls: angle === 0 && angleNow === 0 ? calls : [...calls, { tool: 'cropAngle', value: angle }],
    straightened,
    level,
    aspect,
    aboutSubject: shown,
    fits: true,
  };
}

interface Edges {
  readonly cropLeft: number;
  readonly cropTop: number;
  readonly cropRight: number;
  readonly cropBottom: number;
}

const edgesOf = (settings: SettingValues): Edges => {
  const edge = (name: keyof Edges): number => settings[name] as number;
  return {
    cropLeft: edge('cropLeft'),
    cropTop: edge('cropTop'),
    cropRight: edge('cropRight'),
    cropBottom: edge('cropBottom'),
  };
};

const callsOf = (edges: Edges): readonly ToolCall[] => Object.entries(edges).map(([tool, value]) => ({ tool, value }));

/** The crop moved until the subject is in its middle, as far as the photo reaches. */
function about({ box }: RegionFigures, crop: Edges, { orientation }: Frame): Edges {
  const [x, y] = toStored([(box.left + box.right) / 2, (box.top + box.bottom) / 2], orientation);
  const moved = (low: number, high: number, centre: number): readonly [number, number] => {
    const by = Math.max(-low, Math.min(1 - high, centre - (low + high) / 2));
    return [Number((low + by).toFixed(6)), Number((high + by).toFixed(6))];
  };
  const [cropLeft, cropRight] = moved(crop.cropLeft, crop.cropRight, x);
  const [cropTop, cropBottom] = moved(crop.cropTop, crop.cropBottom, y);
  return { cropLeft, cropTop, cropRight, cropBottom };
}
