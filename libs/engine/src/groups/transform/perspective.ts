/**
 * The transform sliders as a homography of the picture as it is shown: x to the right, y down, in half diagonals from
 * the centre. Keystone is a turn of the camera, K · R · K⁻¹, which is what a building that leans back needs.
 */
import { identity3, multiply3, type Matrix3 } from '../../colour/matrix.ts';
import type { Settings } from '../../compile/settings.ts';

export const perspectiveTools: readonly string[] = [
  'perspectiveVertical',
  'perspectiveHorizontal',
  'perspectiveRotate',
  'perspectiveAspect',
  'perspectiveScale',
  'perspectiveX',
  'perspectiveY',
];

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Turn of the camera at ±100. */
const keystoneDegrees = 30;
/** Focal length as a share of the long edge where nothing tells it: 29 mm on 36 mm film, as phones have it. */
export const focalShare = 0.8;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Half a diagonal, the unit of places, in pixels. */
export const halfDiagonal = ({ width, height }: Size): number => Math.hypot(width, height) / 2;

export const focalOf = (size: Size): number => (focalShare * Math.max(size.width, size.height)) / halfDiagonal(size);

/** Turns the camera up: the top of the picture grows. */
export function pitch(angle: number): Matrix3 {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [1, 0, 0, 0, c, -s, 0, s, c];
}
/** Turns the camera to the left: the left side grows. */
export function yaw(angle: number): Matrix3 {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [c, 0, -s, 0, 1, 0, s, 0, c];
}
/** Turns the picture clockwise. */
export function roll(angle: number): Matrix3 {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return [c, -s, 0, s, c, 0, 0, 0, 1];
}

/** What a camera of that focal length sees after a rotation. */
export function turned(rotation: Matrix3, focal: number): Matrix3 {
  return multiply3([focal, 0, 0, 0, focal, 0, 0, 0, 1], rotation, [1 / focal, 0, 0, 0, 1 / focal, 0, 0, 0, 1]);
}

const scaling = (x: number, y: number): Matrix3 => [x, 0, 0, 0, y, 0, 0, 0, 1];
const moved = (x: number, y: number): Matrix3 => [1, 0, x, 0, 1, y, 0, 0, 1];

function determinant(m: Matrix3): number {
  const [a, b, c, d, e, f, g, h, i] = m as [number, number, number, number, number, number, number, number, number];
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}

/** The homography brought back so that the centre stays where it is, at the size that it has. */
export function recentred(m: Matrix3): Matrix3 {
  const w = m[8]!;
  // The map's area factor at the centre is |det / w³|.
  const scale = Math.sqrt(Math.abs(w ** 3 / determinant(m)));
  return multiply3(scaling(scale, scale), moved(-m[2]! / w, -m[5]! / w), m);
}

/**
 * Corrected picture → picture after the transform, for a shown picture of that size; null when nothing is moved.
 * `upright` is the homography that the lines of the picture ask for.
 */
export function perspectiveOf(settings: Settings, size: Size, upright: Matrix3 | null): Matrix3 | null {
  const isDefault = perspectiveTools.every((tool) => settings.number(tool) === (tool === 'perspectiveScale' ? 100 : 0));
  if (isDefault && upright === null) return null;
  const focal = focalOf(size);
  // The catalogue: negative values correct converging tops, which must grow.
  const vertical = pitch(-radians(keystoneDegrees) * settings.slider('perspectiveVertical'));
  const horizontal = yaw(-radians(keystoneDegrees) * settings.slider('perspectiveHorizontal'));
  const stretch = 2 ** (settings.slider('perspectiveAspect') / 2);
  const shape = multiply3(
    scaling(1 / stretch, stretch),
    roll(radians(settings.number('perspectiveRotate'))),
    turned(multiply3(vertical, horizontal), focal),
    upright ?? identity3,
  );
  const scale = settings.number('perspectiveScale', 100) / 100;
  const unit = halfDiagonal(size);
  const x = (settings.slider('perspectiveX') * size.width) / unit;
  const y = (-settings.slider('perspectiveY') * size.height) / unit;
  return multiply3(moved(x, y), scaling(scale, scale), recentred(shape));
}
