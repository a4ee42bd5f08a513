/** Upright: the homography that a picture's own lines, or lines drawn on it, ask for. */
import type { Orientation } from '@safelight/core';
import type { Segment } from '../../analysis/lines.ts';
import { uprightOf, type Line, type Turn, type UprightMode } from '../../analysis/upright.ts';
import { apply3, multiply3, type Matrix3, type Triple } from '../../colour/matrix.ts';
import type { Settings } from '../../compile/settings.ts';
import { toShown } from '../crop/orientation.ts';
import { correctedFactor, type Distortion } from '../lens/distortion.ts';
import { guidedTurn, guidesMax } from './guides.ts';
import { focalOf, halfDiagonal, pitch, roll, turned, yaw } from './perspective.ts';

/** The uncropped picture as stored, and how it is shown. */
export interface View {
  readonly width: number;
  readonly height: number;
  readonly orientation: Orientation;
  readonly distortion: Distortion;
}

/** By the catalogue's codes; 0 is off, 5 guided. */
const modes: Readonly<Record<number, UprightMode>> = { 1: 'auto', 2: 'full', 3: 'level', 4: 'vertical' };
const guided = 5;

/** A segment of the stored picture as a line of the shown one, without the lens's distortion. */
function lineOf({ u1, v1, u2, v2 }: Segment, view: View): Line {
  const unit = halfDiagonal(view);
  const place = (u: number, v: number): readonly [number, number] => {
    const [x, y] = [((u - 0.5) * view.width) / unit, ((v - 0.5) * view.height) / unit];
    const factor = correctedFactor(view.distortion, Math.hypot(x, y));
    const [shownX, shownY] = apply3(toShown(view.orientation), [x * factor, y * factor, 1] as Triple);
    return [shownX, shownY];
  };
  const [x1, y1] = place(u1, v1);
  const [x2, y2] = place(u2, v2);
  return { x1, y1, x2, y2 };
}

/** Turns by segments (a photo has one list of them), mode and view: a slider's move asks for the same again. */
const known = new WeakMap<readonly Segment[], Map<string, Turn | null>>();

/** The turn of a mode, null when the picture's lines do not tell or nothing is to be turned. */
export function turnOf(segments: readonly Segment[], mode: UprightMode, view: View): Turn | null {
  const turns = known.get(segments) ?? new Map<string, Turn | null>();
  known.set(segments, turns);
  const key = `${mode} ${view.orientation} ${view.distortion.radial}`;
  let turn = turns.get(key);
  if (turn === undefined) {
    const lines = segments.map((segment) => lineOf(segment, view));
    turn = uprightOf(lines, mode, focalOf(view));
    turns.set(key, turn);
  }
  return turn;
}

export const turnMatrix = ({ roll: a, pitch: b, yaw: c, focal }: Turn): Matrix3 =>
  turned(multiply3(yaw(c), pitch(b), roll(a)), focal);

/** What the setting `upright` asks for, for the shown picture; null for nothing. */
export function uprightMatrix(settings: Settings, view: View, segments: () => readonly Segment[]): Matrix3 | null {
  const code = settings.number('upright');
  if (code === guided) {
    const guides = settings.rows('uprightGuides').slice(0, guidesMax);
    const lines = guides.map(([u1 = 0, v1 = 0, u2 = 0, v2 = 0]) => lineOf({ u1, v1, u2, v2 }, view));
    const turn = guidedTurn(lines.filter(({ x1, y1, x2, y2 }) => Math.hypot(x2 - x1, y2 - y1) > 0.01), focalOf(view)); // prettier-ignore
    return turn === null ? null : turnMatrix(turn);
  }
  const mode = modes[code];
  if (mode === undefined) return null;
  const turn = turnOf(segments(), mode, view);
  return turn === null ? null : turnMatrix(turn);
}
