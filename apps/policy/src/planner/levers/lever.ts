import type { Recipe, ToolCall } from '@safelight/core';

/** What a lever turns, wherever it acts: the same kind answers alike on the whole photo and through a mask. */
export type LeverKind =
  | 'temperature'
  | 'tint'
  | 'exposure'
  | 'contrast'
  | 'highlights'
  | 'shadows'
  | 'whites'
  | 'blacks'
  | 'fade'
  | 'vibrance'
  | 'saturation'
  | 'clarity'
  | 'texture'
  | 'dehaze'
  | 'mist'
  | 'wash'
  | 'curve'
  | 'denoise'
  | 'soften'
  | 'sharpen'
  | 'lensBlur'
  | 'bandSaturation'
  | 'bandLuminance';

/** Foundation: global tone and colour. Local: light through masks. Finish: colour and light on top, detail, effects. */
export type Stage = 'foundation' | 'local' | 'finish';

/** A setting, or a few that move together, seen as one number that the planner can turn. */
export interface Lever {
  /** `exposure`, or `sky/exposure` through a mask, or `green/bandSaturation`. */
  readonly name: string;
  readonly kind: LeverKind;
  /** Key of the selection through which it acts, or the hue band; null = the whole photo. */
  readonly scope: string | null;
  /** Tools that it sets; a refusal of one of them takes the lever out. */
  readonly tools: readonly string[];
  readonly stage: Stage;
  /** The part of the range that leaves a picture natural; narrower than the tool's own range. */
  readonly min: number;
  readonly max: number;
  /** Smallest change that is worth a call. */
  readonly step: number;
  readonly read: (recipe: Recipe) => number;
  /** Calls that set it, on that recipe; they make the mask when it is not there yet. */
  readonly calls: (value: number, recipe: Recipe) => readonly ToolCall[];
}

/** Typical size of a move of each kind; learning and effort weigh levers in these. */
export const typicalMoves: Readonly<Record<LeverKind, number>> = {
  temperature: 25,
  tint: 15,
  exposure: 0.5,
  contrast: 25,
  highlights: 40,
  shadows: 35,
  whites: 25,
  blacks: 25,
  fade: 20,
  vibrance: 25,
  saturation: 20,
  clarity: 25,
  texture: 25,
  dehaze: 25,
  mist: 8,
  wash: 12,
  curve: 25,
  denoise: 25,
  soften: 30,
  sharpen: 30,
  lensBlur: 30,
  bandSaturation: 25,
  bandLuminance: 25,
};

export const leverName = (kind: LeverKind, scope: string | null): string =>
  scope === null ? kind : `${scope}/${kind}`;

export const numberAt = (settings: Recipe['settings'], tool: string): number => {
  const value = settings[tool];
  return typeof value === 'number' ? value : 0;
};
