/**
 * The form of a case file. `bench/cases/agent/case.schema.json` is made from it for editors; a test holds the two
 * together.
 */
import { z } from 'zod';
import { measureNames } from '../picture/measures.ts';
import type { Region } from '../picture/region.ts';

export const categories = ['quality', 'style', 'local', 'technical', 'multi-turn', 'refusal', 'edge'] as const;
export type Category = (typeof categories)[number];

export const languages = ['en', 'zh'] as const;

const share = z.number().min(0).max(1);
export const regionSchema: z.ZodType<Region> = z
  .union([
    z.strictObject({ box: z.tuple([share, share, share, share]).readonly() }),
    z.strictObject({
      polygon: z
        .array(z.tuple([share, share]).readonly())
        .min(3)
        .readonly(),
    }),
    z.strictObject({
      get except() {
        return z.array(regionSchema).min(1).readonly();
      },
    }),
  ])
  .meta({ id: 'Region', description: 'In fractions of the upright, uncropped picture: [left, top, right, bottom].' });

const limits = z
  .strictObject({ min: z.number().exactOptional(), max: z.number().exactOptional() })
  .refine(({ min, max }) => min !== undefined || max !== undefined, 'give min, max or both')
  .refine(({ min = -Infinity, max = Infinity }) => min <= max, 'min is over max');
export type Limits = z.output<typeof limits>;

const region = z.string().exactOptional().describe('Name of a marked region; left out = the whole picture.');
const against = z
  .union([z.literal('original'), z.int().min(1)])
  .exactOptional()
  .describe(
    'What it is compared with: the original, or the result of a turn (1 = the first). Default: what was there before the turn.',
  );
const measure = z.enum(measureNames);
const kind = <const T extends string>(name: T) => z.literal(name);

export const outcomeSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: kind('change'),
      measure,
      region,
      against,
      by: limits.exactOptional().describe('Difference: after − before.'),
      times: limits.exactOptional().describe('Ratio: after ÷ before.'),
    })
    .refine(({ by, times }) => (by === undefined) !== (times === undefined), 'give either by or times')
    .describe('A measurement moved this far.'),
  z.strictObject({ kind: kind('level'), measure, region, is: limits }).describe('A measurement of the result.'),
  z
    .strictObject({ kind: kind('difference'), region, against, is: limits })
    .describe('Mean ΔE00: a max protects an area, a min asks for a visible change.'),
  z
    .strictObject({ kind: kind('recovers'), times: z.number().min(0).max(1) })
    .describe('The L1 distance to the photo as it was before it was spoilt is at most this share of what it was.'),
  z
    .strictObject({
      kind: kind('setting'),
      tool: z.string(),
      is: z.union([limits, z.number(), z.boolean(), z.string()]),
    })
    .describe('A setting of the recipe; one that is absent stands at its default.'),
  z
    .strictObject({ kind: kind('curve'), tool: z.string(), shape: z.enum(['s', 'inverse-s', 'matte']) })
    .describe('The shape of a tone curve.'),
  z
    .strictObject({ kind: kind('masked'), tool: z.string() })
    .describe('A correction of the recipe is masked by this tool, such as maskSky.'),
  z
    .strictObject({ kind: kind('aspect'), is: z.number().positive(), tolerance: z.number().positive().default(0.01) })
    .describe('Width ÷ height of the result.'),
  z.strictObject({ kind: kind('unchanged'), against }).describe('The recipe is the same as before.'),
  z
    .strictObject({ kind: kind('notDone'), all: z.array(z.string().min(1)).min(1) })
    .describe('Each text stands in a part that the agent says it did not do.'),
  z.strictObject({ kind: kind('nothingLeft') }).describe('The agent says of no part that it did not do it.'),
  z
    .strictObject({
      kind: kind('says'),
      all: z.array(z.string().min(1)).min(1).exactOptional(),
      any: z.array(z.string().min(1)).min(1).exactOptional(),
    })
    .refine(({ all, any }) => all !== undefined || any !== undefined, 'give all, any or both')
    .describe('Each text of all, and at least one of any, stands in a thought.'),
  z
    .strictObject({ kind: kind('neverSays'), none: z.array(z.string().min(1)).min(1) })
    .describe('No text stands in a thought.'),
  z.strictObject({ kind: kind('steps'), is: limits }).describe('Steps of editing, reflections included.'),
  z
    .strictObject({ kind: kind('refuses'), parts: z.array(z.string().min(1)).min(1) })
    .describe(
      'Nothing changed, and each of these parts of the instruction is told as not done, by the end of the turn or by the fault that it was refused with.',
    ),
  z
    .strictObject({ kind: kind('bounded'), codes: z.array(z.string()).min(1) })
    .describe('Bad input: the turn either ends well or is refused with one of these codes; it never breaks.'),
]);
export type Outcome = z.output<typeof outcomeSchema>;
export type OutcomeKind = Outcome['kind'];

const photoFile = z.string().regex(/^[\w-]+\.(jpg|png)$/, 'the name of a file in fixtures/photos');
const photoSchema = z.union([
  photoFile,
  z
    .strictObject({
      from: photoFile,
      exposureEv: z.number().min(-5).max(5).exactOptional().describe('In linear light, then clipped.'),
      gains: z
        .tuple([z.number().positive(), z.number().positive(), z.number().positive()])
        .exactOptional()
        .describe('Colour cast: factors of linear R, G, B.'),
      veil: z.number().min(0).max(0.9).exactOptional().describe('Share of white mixed in, in linear light: haze.'),
      noise: z
        .number()
        .min(0)
        .max(60)
        .exactOptional()
        .describe('Standard deviation in 8-bit codes, the same seed each time.'),
      turnDegrees: z
        .number()
        .min(-10)
        .max(10)
        .exactOptional()
        .describe('Turned clockwise and cropped to what is left.'),
      text: z
        .string()
        .regex(/^[A-Z ]+$/)
        .exactOptional()
        .describe('Written across the picture.'),
    })
    .describe('A photo with something done to it, for "recovers" and the like.'),
  z
    .strictObject({
      flat: z.tuple([z.int().min(0).max(255), z.int().min(0).max(255), z.int().min(0).max(255)]),
      width: z.int().min(1).max(2048),
      height: z.int().min(1).max(2048),
    })
    .describe('One colour everywhere.'),
]);
export type PhotoSpec = z.output<typeof photoSchema>;

const instructionSchema = z.union([
  z.string(),
  z
    .array(z.strictObject({ text: z.string(), times: z.int().min(1).max(10_000).default(1) }))
    .describe('Pieces, for texts that are long.'),
]);

export const caseSchema = z.strictObject({
  $schema: z.string().exactOptional(),
  language: z.enum(languages).describe('Of the instructions; the thoughts must be in it as well.'),
  photo: photoSchema,
  why: z.string().min(1).describe('What a photographer would expect, and why the limits are where they are.'),
  regions: z.record(z.string(), regionSchema).default({}).describe('Besides those of the photo in regions.json.'),
  turns: z
    .array(
      z.strictObject({
        instruction: instructionSchema,
        outcomes: z.array(outcomeSchema).min(1),
      }),
    )
    .min(1),
});

export const regionsFileSchema = z.record(photoFile, z.record(z.string(), regionSchema));
