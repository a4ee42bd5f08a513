import { defaultOf, findTool } from '@safelight/catalogue';
import type { CurvePoint, PhotoKind, Recipe, SettingValue } from '@safelight/core';

/** A recipe's settings with the catalogue's defaults filled in. */
export class Settings {
  readonly kind: PhotoKind;
  readonly #values: Readonly<Record<string, SettingValue>>;

  constructor(recipe: Pick<Recipe, 'settings'>, kind: PhotoKind) {
    this.kind = kind;
    this.#values = recipe.settings;
  }

  /** Whether the recipe sets it, be it to the default. */
  isSet(tool: string): boolean {
    return Object.hasOwn(this.#values, tool);
  }

  value(tool: string): SettingValue | null {
    const entry = findTool(tool);
    if (entry === undefined) throw new Error(`The catalogue has no tool "${tool}".`);
    return this.isSet(tool) ? this.#values[tool]! : defaultOf(entry, this.kind);
  }

  /** A number; `otherwise` stands for a default that is a word (`as-shot`, `absent`). */
  number(tool: string, otherwise = 0): number {
    const value = this.value(tool);
    return typeof value === 'number' ? value : otherwise;
  }

  /** A slider of −100..100 or 0..100 as −1..1. */
  slider(tool: string): number {
    return this.number(tool) / 100;
  }

  flag(tool: string): boolean {
    const value = this.value(tool);
    return value === true || value === 1;
  }

  curve(tool: string): readonly CurvePoint[] {
    const value = this.value(tool);
    return Array.isArray(value) ? (value as readonly CurvePoint[]) : [];
  }

  /** A list of numbers; empty where the tool stands at its default. */
  numbers(tool: string): readonly number[] {
    const value = this.value(tool);
    return Array.isArray(value) ? (value as readonly number[]) : [];
  }

  /** A list of lists of numbers; empty where the tool stands at its default. */
  rows(tool: string): readonly (readonly number[])[] {
    const value = this.value(tool);
    return Array.isArray(value) ? (value as readonly (readonly number[])[]) : [];
  }

  /** These settings with others in their place. */
  with(values: Readonly<Record<string, SettingValue>>): Settings {
    return new Settings({ settings: { ...this.#values, ...values } }, this.kind);
  }

  /** These settings with others laid under what the recipe sets. */
  under(defaults: Readonly<Record<string, SettingValue>>): Settings {
    return new Settings({ settings: { ...defaults, ...this.#values } }, this.kind);
  }
}
