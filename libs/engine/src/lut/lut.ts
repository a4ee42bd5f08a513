/** The recipe's colour as a 3-D table: the engine develops a picture whose pixels are the points of a lattice. */
import type { Problem, Recipe, RgbProfile } from '@safelight/core';
import type { Engine } from '../engine.ts';
import { cubeText } from './cube.ts';
import { lattice } from './lattice.ts';
import { pointwisePart } from './pointwise.ts';

export interface LutOptions {
  /** Points along an edge, 2..129. */
  readonly size: number;
  /** May be empty. */
  readonly title: string;
  /** The space of the codes that go in and come out. */
  readonly profile: RgbProfile;
}

/** The text of a .cube file, and the settings that no table can hold. */
export async function exportLut(
  engine: Engine,
  recipe: Recipe,
  { size, title, profile }: LutOptions,
): Promise<{ readonly cube: string; readonly leftOut: readonly Problem[] }> {
  const { recipe: pointwise, leftOut } = pointwisePart(recipe);
  const photo = await engine.prepare({ image: lattice(size), profile, kind: 'rendered' });
  const { data } = await engine.render(photo, pointwise, { longEdgeMaxPixels: null, profile, depth: 16 });
  return { cube: cubeText(data, size, title), leftOut };
}
