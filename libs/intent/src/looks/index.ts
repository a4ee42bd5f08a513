import { colourLooks } from './colour.ts';
import { filmLooks } from './film.ts';
import { genreLooks } from './genre.ts';
import { lightLooks } from './light.ts';
import { monochromeLooks } from './monochrome.ts';
import { moodLooks } from './mood.ts';

export type { Look } from './look.ts';

/**
 * The looks by canonical name. Amounts are the look at plain strength; "a bit" and "very" scale them. They describe a
 * moderate, photographic reading of each: what a picture editor would still call natural. Axes of one look must not
 * pull the same figures apart: lifted blacks and held highlights narrow the range that contrast widens.
 */
export const looks = {
  ...lightLooks,
  ...filmLooks,
  ...moodLooks,
  ...monochromeLooks,
  ...colourLooks,
  ...genreLooks,
} as const;

export type LookName = keyof typeof looks;
