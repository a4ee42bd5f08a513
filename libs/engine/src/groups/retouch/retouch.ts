/** Repairs the places of a recipe on the codes of the full picture, one after the other: later ones see earlier ones. */
import type { CodedLevel } from '../../run/job.ts';
import type { Spot } from './area.ts';
import { boxOf, type Box } from './coverage.ts';
import { repair } from './patch.ts';

/** `goesOn` is asked before each spot, and tells that the one before is done. */
export function retouch(level: CodedLevel, spots: readonly Spot[], goesOn: () => boolean): void {
  const boxes = spots.map((spot) => boxOf(spot, level));
  for (const [i, spot] of spots.entries()) {
    if (!goesOn()) return;
    const others = boxes.slice(i + 1).filter((box): box is Box => box !== null);
    repair(level, spot, others);
  }
}
