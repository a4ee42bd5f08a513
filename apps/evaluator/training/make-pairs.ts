/**
 * Makes the pairs that the ranker is trained and judged on: good recipes, weaker ones made of them, both developed by
 * the engine and measured by the evaluator.
 *
 *     npm run ranker-data -- .cache/ranker/pairs.jsonl [long edge] [train|held-out]
 *
 * The first line names the features; each other line is one pair.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { decodePhoto, decodeRgb8, encodeImage, orient, sRgbProfile } from '@safelight/codec';
import { emptyRecipe, sha256, type Rgb8Image, type Scores, type SettingValues } from '@safelight/core';
import { Engine, engineVersion } from '@safelight/engine';
import { readInstruction } from '@safelight/intent';
import { caseOf, judgeByMetrics, nothingSeen } from '../src/evaluate.ts';
import { lookAt, type Picture } from '../src/picture/picture.ts';
import { featuresOf } from '../src/ranker/features.ts';
import { hand } from './hand.ts';
import { asked } from './instructions.ts';
import { harmedTwice, weakerThan } from './perturb.ts';
import { photoFile, photos, sideOf, type Photo } from './photos.ts';
import type { PolicyRecipe } from './policy-recipes.ts';

/** Small, for speed: figures that depend on size are compared with the original's at the same size. */
const longEdgePixels = 320;
/** Mean difference of codes below which nobody could tell the two apart: such a pair is dropped. */
const visibleMin = 0.8;

const [target, edge = String(longEdgePixels), only] = process.argv.slice(2);
if (target === undefined) throw new Error('Name the file to write.');
const cache = new URL('../../../.cache/ranker/', import.meta.url);
await mkdir(cache, { recursive: true });
await mkdir(dirname(target), { recursive: true });

const policy = JSON.parse(await readFile(new URL('./policy.json', import.meta.url), 'utf8')) as readonly PolicyRecipe[];
await using engine = await Engine.open({ workers: 1 });

async function darkroom(photo: Photo): Promise<(settings: SettingValues) => Promise<Picture>> {
  const bytes = await readFile(photoFile(photo));
  let open: Promise<(settings: SettingValues) => Promise<Rgb8Image>> | undefined;
  const prepare = async () => {
    const { image, profile, kind, orientation } = await decodePhoto(bytes);
    const prepared = await engine.prepare({ image, profile, kind });
    const options = { longEdgeMaxPixels: Number(edge), profile: sRgbProfile } as const;
    return async (settings: SettingValues) =>
      orient(await engine.render(prepared, { ...emptyRecipe, settings }, options), orientation);
  };
  const looks = new Map<string, Picture>();
  return async (settings) => {
    const key = sha256(Buffer.from(JSON.stringify([photo, edge, engineVersion, settings])));
    const known = looks.get(key);
    if (known !== undefined) return known;
    const file = new URL(`${key}.png`, cache);
    let image: Rgb8Image;
    try {
      image = await decodeRgb8(await readFile(file));
    } catch {
      image = await (await (open ??= prepare()))(settings);
      await writeFile(file, await encodeImage(image, { format: 'png' }));
    }
    const picture = lookAt(image);
    looks.set(key, picture);
    return picture;
  };
}

function difference(one: Picture, other: Picture): number {
  let sum = 0;
  for (let at = 0; at < one.image.data.length; at++) sum += Math.abs(one.image.data[at]! - other.image.data[at]!);
  return sum / one.image.data.length;
}

interface Side {
  readonly features: readonly number[];
  /** Both scores by the metrics alone. */
  readonly scores: Scores;
}

const lines: string[] = [];
let names: readonly string[] | undefined;
for (const photo of photos) {
  if (only !== undefined && sideOf(photo) !== only) continue;
  const develop = await darkroom(photo);
  const before = await develop({});
  const policyOf = new Map(policy.filter((one) => one.photo === photo).map((one) => [one.instruction, one.settings]));
  const good = [
    ...Object.entries(hand[photo]).map(([instruction, settings]) => ({ by: 'hand', instruction, settings })),
    ...[...policyOf].map(([instruction, settings]) => ({ by: 'policy', instruction, settings })),
  ];
  for (const [index, { by, instruction, settings }] of good.entries()) {
    // The same harms whichever photos are asked for.
    const turn = 16 * photos.indexOf(photo) + index;
    const intent = readInstruction(instruction);
    const sides = new Map<Picture, Side>();
    const sideFor = (after: Picture): Side => {
      const known = sides.get(after);
      if (known !== undefined) return known;
      const subject = caseOf(intent, before, after, nothingSeen);
      const { metrics, scores } = judgeByMetrics(subject, instruction);
      const features = featuresOf(subject, metrics, scores.aesthetic);
      names ??= Object.keys(features);
      const side: Side = {
        features: Object.values(features).map((value) => Math.round(value * 1e4) / 1e4),
        scores,
      };
      sides.set(after, side);
      return side;
    };
    const add = (kind: string, better: Picture, worse: Picture): void => {
      if (difference(better, worse) < visibleMin) return;
      const pair = { photo, side: sideOf(photo), by, instruction, kind };
      lines.push(JSON.stringify({ ...pair, better: sideFor(better), worse: sideFor(worse) }));
    };
    const better = await develop(settings);
    const { contrary = null, part = null } = asked.find((one) => one.instruction === instruction) ?? {};
    // Policy-generated (PGRT): its own edits for another wish, whose order the wishes themselves settle.
    const own = Object.entries({ 'policy, contrary': contrary, 'policy, in part': part }).flatMap(([kind, other]) => {
      const found = other === null ? undefined : policyOf.get(other);
      return found === undefined ? [] : [{ kind, settings: found }];
    });
    for (const weaker of [...weakerThan(instruction, settings, turn), ...own])
      add(weaker.kind, better, await develop(weaker.settings));
    // Twice the pictures: for a part of the recipes.
    if (by === 'hand')
      for (const { slight, strong } of harmedTwice(instruction, settings, turn))
        add('the same harm, stronger', await develop(slight), await develop(strong));
  }
  process.stderr.write(`${photo}: ${lines.length} pairs so far\n`);
}
await writeFile(target, `${JSON.stringify(names)}\n${lines.join('\n')}\n`);
