import type { Picture } from '../picture/picture.ts';
import type { LabPlanes } from '../picture/planes.ts';
import { align, type Frame } from './align.ts';
import { changeOf, type Change } from './change.ts';
import { gridOf, onGrid } from './grid.ts';
import { halosOf } from './halos.ts';
import { skinPairOf, type SkinPair } from './skin.ts';
import { structureKept, tonesUndone } from './structure.ts';

/** What an edit did to its original, place by place. */
export interface Pair {
  /** The part of the original that the edit shows. */
  readonly frame: Frame;
  /** Both, laid over each other on one grid. */
  readonly before: LabPlanes;
  readonly after: LabPlanes;
  /** 1 = all of the original's structure is kept, whatever its tones became. */
  readonly structure: number;
  /** Overshoot beside edges that the original has not, as a share of their step. */
  readonly halos: number;
  readonly change: Change;
  /** Null where the original has no skin-like colours. */
  readonly skin: SkinPair | null;
}

/** Null when the two cannot be laid over each other: then only figures of the whole are compared. */
export function pairOf(before: Picture, after: Picture): Pair | null {
  const frame = align(before.planes, after.planes);
  if (frame === null) return null;
  const grid = gridOf(after.planes);
  const from = onGrid(before.planes, frame, grid);
  const to = onGrid(after.planes, { left: 0, top: 0, width: 1, height: 1 }, grid);
  const undone = tonesUndone(from, to);
  return {
    frame,
    before: from,
    after: to,
    structure: structureKept(from, undone),
    halos: halosOf(from, undone),
    change: changeOf(from, to),
    skin: skinPairOf(from, to),
  };
}
