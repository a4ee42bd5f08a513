/** What is done in one session. Each script is done once undisturbed; every later session of it must come to the same. */

export type Act =
  | { readonly type: 'turn'; readonly instruction: string; readonly seed: number; readonly candidates: number }
  /** A turn that is called off once it runs. */
  | { readonly type: 'canceled'; readonly instruction: string }
  /** By hand. */
  | { readonly type: 'change'; readonly tool: string; readonly value: number };

export interface Script {
  readonly name: string;
  readonly picture: string;
  readonly acts: readonly Act[];
}

const turn = (instruction: string, seed = 0, candidates = 1): Act => ({ type: 'turn', instruction, seed, candidates });

export const scripts: readonly Script[] = [
  { name: 'one wish', picture: 'wren', acts: [turn('a bit brighter')] },
  {
    name: 'a wish, a hand, a wish',
    picture: 'city-sunset',
    acts: [turn('warmer'), { type: 'change', tool: 'exposure', value: 0.35 }, turn('a little more contrast', 7)],
  },
  { name: 'two candidates', picture: 'desert-hikers', acts: [turn('cooler and a bit darker', 3, 2)] },
  {
    name: 'one called off',
    picture: 'wren',
    acts: [turn('more vivid', 5), { type: 'canceled', instruction: 'much brighter' }],
  },
];

/** Few steps and no reflection: faults should hit many turns, not one long one. */
export const turnLimits = { stepsMax: 2, reflectionsMax: 0 } as const;
