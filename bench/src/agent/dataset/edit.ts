import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { decodeRgb8 } from '@safelight/codec';
import type { Rgb8Image } from '@safelight/core';
import { pixelDistance, regionDistance, resizeBilinear, type PixelDistance } from '@safelight/editmetrics';
import sharp from 'sharp';
import type { Client, TurnSwitches } from '../run/client.ts';
import { judgedOf, type Judged } from '../run/case.ts';
import type { EditSample } from './sample.ts';

/** What one sample came to; on failure the figures are null and `error` says why. */
export interface SampleResult {
  readonly sample: EditSample;
  readonly edited: PixelDistance | null;
  readonly nothing: PixelDistance | null;
  readonly region: PixelDistance | null;
  readonly judged: Judged | null;
  readonly image: Buffer | null;
  readonly error: string | null;
}

export async function editSample(client: Client, sample: EditSample, switches: TurnSwitches): Promise<SampleResult> {
  const failure = (error: string): SampleResult => {
    return { sample, edited: null, nothing: null, region: null, judged: null, image: null, error };
  };
  try {
    const bytes = await readFile(sample.before);
    const target = await decodeRgb8(await readFile(sample.target));
    const sessionId = await client.createSession(await client.createPhoto(bytes, basename(sample.before)));
    const { end } = await client.turn(sessionId, sample.instruction, switches, 0);
    if (end.kind === 'refused') return failure(`${end.code}: ${end.message}`);
    const image = await client.render(sessionId, Math.max(target.width, target.height));
    const sized = (picture: Rgb8Image): Rgb8Image => resizeBilinear(picture, target.width, target.height);
    const edited = sized(await decodeRgb8(image));
    const evaluation = end.trajectory.evaluation;
    return {
      sample,
      edited: pixelDistance(edited, target),
      nothing: pixelDistance(sized(await decodeRgb8(bytes)), target),
      region: sample.mask === null ? null : regionDistance(edited, target, await readMask(sample.mask, target)),
      judged: evaluation === null ? null : judgedOf(evaluation.scores),
      image,
      error: null,
    };
  } catch (error) {
    return failure(error instanceof Error ? error.message : String(error));
  }
}

async function readMask(path: string, { width, height }: Rgb8Image): Promise<Float32Array> {
  const codes = await sharp(path)
    .resize(width, height, { fit: 'fill' })
    .toColourspace('b-w')
    .removeAlpha()
    .raw()
    .toBuffer();
  return Float32Array.from(codes, (code) => code / 255);
}
