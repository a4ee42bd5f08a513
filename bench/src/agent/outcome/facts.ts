import type { Recipe } from '@safelight/core';
import type { Picture } from '../picture/picture.ts';
import type { Region } from '../picture/region.ts';

/** What stood after a turn. */
export interface State {
  readonly picture: Picture;
  readonly recipe: Recipe;
}

/** Everything that the outcomes of one turn are checked against. */
export interface TurnFacts {
  readonly original: State;
  /** Results of the turns so far, this one last; a turn that was refused leaves what was before it. */
  readonly results: readonly State[];
  /** The photo before it was spoilt, when the case spoilt one. */
  readonly clean: Picture | null;
  readonly regions: ReadonlyMap<string, Region>;
  /** Of every step, then of the finish; of a turn that was refused, the message. */
  readonly thoughts: readonly string[];
  readonly notDone: readonly string[];
  readonly steps: number;
  /** Code of the fault that the turn was refused with or failed on; null = it succeeded. */
  readonly fault: string | null;
}

/** How one outcome came out. */
export interface Verdict {
  /** Short, such as `change lightness in sky`; the same for the same outcome of a case. */
  readonly name: string;
  readonly held: boolean;
  readonly expected: string;
  readonly seen: string;
}
