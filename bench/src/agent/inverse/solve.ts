import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodePhoto, decodeRgb8, encodeImage, sRgbProfile } from '@safelight/codec';
import { limits, type Rgb8Image } from '@safelight/core';
import { pixelDistance, resizeBilinear, type PixelDistance } from '@safelight/editmetrics';
import { Engine } from '@safelight/engine';
import { photosFolder } from '../case/photo.ts';
import type { Client, TurnSwitches } from '../run/client.ts';
import type { InverseProblem } from './problem.ts';

export interface InverseResult {
  readonly problem: InverseProblem;
  /** Of the untouched photo to the target: what doing nothing scores. */
  readonly nothing: PixelDistance;
  /** Null when the turn failed; it is counted. */
  readonly edited: PixelDistance | null;
  readonly steps: number;
  readonly error: string | null;
  readonly images: { readonly before: Buffer; readonly after: Buffer | null; readonly target: Buffer };
}

/** What the engine makes of a problem's recipe, and of none. */
export interface Target {
  readonly before: Rgb8Image;
  readonly target: Rgb8Image;
}

/** Renders every target once; ablations share them. */
export async function renderTargets(problems: readonly InverseProblem[]): Promise<Map<string, Target>> {
  await using engine = await Engine.open({ workers: 2 });
  const targets = new Map<string, Target>();
  const out = { longEdgeMaxPixels: limits.proxyLongEdgePixels, profile: sRgbProfile } as const;
  for (const { id, photo, recipe } of problems) {
    const decoded = await decodePhoto(await readFile(join(photosFolder, photo)));
    const { image, profile } = decoded;
    const prepared = await engine.prepare({ image, profile, kind: 'rendered' });
    const before = await engine.render(prepared, { ...recipe, settings: {}, corrections: [] }, out);
    targets.set(id, { before, target: await engine.render(prepared, recipe, out) });
  }
  return targets;
}

export async function solve(
  client: Client,
  problem: InverseProblem,
  { before, target }: Target,
  switches: TurnSwitches,
): Promise<InverseResult> {
  const toTarget = (image: Rgb8Image): PixelDistance =>
    pixelDistance(resizeBilinear(image, target.width, target.height), target);
  const images = { before: await jpeg(before), target: await jpeg(target) };
  const nothing = toTarget(before);
  const failed = (error: string): InverseResult => ({
    problem,
    nothing,
    edited: null,
    steps: 0,
    error,
    images: { ...images, after: null },
  });
  try {
    const photo = await readFile(join(photosFolder, problem.photo));
    const sessionId = await client.createSession(await client.createPhoto(photo, problem.photo));
    const { end } = await client.turn(sessionId, problem.instruction, switches, 0);
    if (end.kind === 'refused') return failed(`${end.code}: ${end.message}`);
    const after = await client.render(sessionId, limits.proxyLongEdgePixels);
    const edited = toTarget(await decodeRgb8(after));
    const steps = end.trajectory.steps.length;
    return { problem, nothing, edited, steps, error: null, images: { ...images, after } };
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

async function jpeg(image: Rgb8Image): Promise<Buffer> {
  return Buffer.from(await encodeImage(image, { format: 'jpeg', quality: 90 }));
}
