import type { Measurement, ToolCall } from '@safelight/core';

/** What the photo offers and how strongly the look is wanted. */
export interface Setting {
  readonly measurement: Measurement;
  /** 1 = the look at plain strength, 0.55 = "a bit", 1.3 = "very". */
  readonly strength: number;
}

/**
 * The part of a look that is colour craft rather than a goal on an axis: grading, single hues, texture of the print.
 * Values are panel units at the given strength; the closed loop then trims the axes around them.
 */
export type Craft = (setting: Setting) => readonly ToolCall[];

/** Whole slider units, within ±100. */
export function units(value: number): number {
  return Math.max(-100, Math.min(100, Math.round(value)));
}

export type Zone = 'Shadow' | 'Midtone' | 'Highlight' | 'Global';

/** Colour of one tonal zone: hue in degrees of the grading wheel (0 red, 25 orange, 60 yellow, 192 teal), saturation 0..100. */
export function grade(zone: Zone, hue: number, saturation: number): readonly ToolCall[] {
  return [
    { tool: `colorGrade${zone}Hue`, value: Math.round(hue) },
    { tool: `colorGrade${zone}Sat`, value: Math.max(0, units(saturation)) },
  ];
}

/** Sliders by name, scaled by the strength. */
export function scaled(strength: number, settings: Readonly<Record<string, number>>): readonly ToolCall[] {
  return Object.entries(settings).map(([tool, value]) => ({ tool, value: units(value * strength) }));
}
