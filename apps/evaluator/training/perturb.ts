import { findTool } from '@safelight/catalogue';
import type { SettingValue, SettingValues } from '@safelight/core';
import { readInstruction } from '@safelight/intent';
import { leversOf } from './levers.ts';

/** A recipe that is worse than the one it was made of, whoever looks, and how it was made so. */
export interface Weaker {
  readonly kind: string;
  readonly settings: SettingValues;
}

/** What spoils any photo, in two strengths, on top of what the recipe sets. */
const harms: Readonly<Record<string, readonly [slight: SettingValues, strong: SettingValues]>> = {
  'over-saturated': [{ saturation: 45 }, { saturation: 85 }],
  'drained of colour': [{ saturation: -45 }, { saturation: -75 }],
  'magenta cast': [{ incrementalTint: 26 }, { incrementalTint: 60 }],
  'green cast': [{ incrementalTint: -26 }, { incrementalTint: -60 }],
  'too warm': [{ incrementalTemperature: 45 }, { incrementalTemperature: 80 }],
  'too cool': [{ incrementalTemperature: -45 }, { incrementalTemperature: -80 }],
  'crushed blacks': [
    { blacks: -55, shadows: -45 },
    { blacks: -100, shadows: -90 },
  ],
  'blown highlights': [
    { exposure: 0.7, whites: 40 },
    { exposure: 1.2, whites: 80 },
  ],
  'over-sharpened': [
    { sharpness: 110, sharpenRadius: 2, sharpenDetail: 70 },
    { sharpness: 150, sharpenRadius: 3, sharpenDetail: 100 },
  ],
  'halos of clarity': [
    { clarity: 70, texture: 30 },
    { clarity: 100, texture: 80, dehaze: 30 },
  ],
  veiled: [
    { dehaze: -35, blacks: 30 },
    { dehaze: -65, blacks: 60 },
  ],
  'dark corners': [{ vignetteAmount: -60 }, { vignetteAmount: -95 }],
};

/** Harms that could pass for what was asked, or do nothing there, by word of the instruction. */
const excused: readonly (readonly [pattern: RegExp, kinds: readonly string[]])[] = [
  [/muted/, ['drained of colour']],
  [/vivid/, ['over-saturated']],
  [/warmer|golden/, ['too warm']],
  [/cooler|冷/, ['too cool']],
  [/soft/, ['veiled']],
  [/darker/, ['crushed blacks']],
  [/brighter/, ['blown highlights']],
  [/black and white/, ['over-saturated', 'drained of colour', 'magenta cast', 'green cast', 'too warm', 'too cool']],
];

/** Brought into the tool's range and to its precision. */
function clamped(name: string, value: number): number {
  const tool = findTool(name)!;
  const bound = Math.min(Number(tool.max), Math.max(Number(tool.min), value));
  return tool.type === 'int' ? Math.round(bound) : Math.round(bound * 100) / 100;
}

function without(settings: SettingValues, gone: readonly string[]): SettingValues {
  return Object.fromEntries(Object.entries(settings).filter(([tool]) => !gone.includes(tool)));
}

const isNumber = (value: SettingValue | undefined): value is number => typeof value === 'number';

/** Each factor with the least of it that must be left after the tool's range cut it. */
const misSettings = [
  ['wrong sign', -1, -0.9],
  ['over-done', 2.5, 2],
  ['timid', 0.2, 0.2],
] as const;

/** Leaves out or mis-sets what carries each wish of an instruction. */
function ofWishes(instruction: string, settings: SettingValues): readonly Weaker[] {
  const axes = new Set(readInstruction(instruction).goals.map(({ axis }) => axis));
  return [...axes].flatMap((axis) => {
    const levers = (leversOf[axis] ?? []).filter((tool) => settings[tool] !== undefined);
    if (levers.length === 0) return [];
    const weaker: Weaker[] = [{ kind: 'left out', settings: without(settings, levers) }];
    for (const [kind, factor, least] of misSettings) {
      const moved = levers.filter((tool) => isNumber(settings[tool]) && settings[tool] !== 0);
      const values = moved.map((tool) => [tool, clamped(tool, factor * (settings[tool] as number))] as const);
      const whole = values.every(([tool, value]) => value / (settings[tool] as number) / least >= 1);
      if (moved.length > 0 && whole) weaker.push({ kind, settings: { ...settings, ...Object.fromEntries(values) } });
    }
    return weaker;
  });
}

function harmed(settings: SettingValues, harm: SettingValues): SettingValues {
  const added = Object.entries(harm).map(([tool, value]) => {
    const own = settings[tool];
    return [tool, clamped(tool, (isNumber(own) ? own : 0) + (value as number))] as const;
  });
  return { ...settings, ...Object.fromEntries(added) };
}

/** Every harm is too much for each recipe: which ones a recipe gets moves on from one recipe to the next. */
const harmsEach = 5;

function harmsFor(instruction: string, turn: number): readonly string[] {
  const spared = excused.flatMap(([pattern, kinds]) => (pattern.test(instruction) ? kinds : []));
  const kinds = Object.keys(harms).filter((kind) => !spared.includes(kind));
  const chosen = Array.from({ length: harmsEach }, (_, index) => kinds[(turn * harmsEach + index) % kinds.length]!);
  return [...new Set(chosen)];
}

/** All that is made of one good recipe. `turn` is its number. */
export function weakerThan(instruction: string, settings: SettingValues, turn: number): readonly Weaker[] {
  return [
    { kind: 'untouched', settings: {} },
    ...ofWishes(instruction, settings),
    ...harmsFor(instruction, turn).map((kind, index): Weaker => {
      const harm = harms[kind]![(turn + index) % 2]!;
      return { kind, settings: harmed(settings, harm) };
    }),
  ];
}

/** Two strengths of the same harm on one recipe: whatever the harm is worth, more of it is worse. */
export function harmedTwice(
  instruction: string,
  settings: SettingValues,
  turn: number,
): readonly { readonly slight: SettingValues; readonly strong: SettingValues }[] {
  return harmsFor(instruction, turn).map((kind) => {
    const [slight, strong] = harms[kind]!;
    return { slight: harmed(settings, slight), strong: harmed(settings, strong) };
  });
}
