import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { limits } from '@safelight/core';
import sharp, { type Sharp } from 'sharp';
import { root } from '../../photos.ts';
import { writeText } from './text.ts';
import type { PhotoSpec } from './schema.ts';

export const photosFolder = join(root, 'fixtures/photos');
/** Spoilt photos are made at the size of the pictures that the agent looks at, so that no resampling enters a figure. */
const madeLongEdgePixels = limits.proxyLongEdgePixels;

/** The file to upload, and the photo as it was before it was spoilt (null when it was not). */
export interface CasePhoto {
  readonly fileName: string;
  readonly bytes: Buffer;
  readonly clean: Buffer | null;
}

export async function photoOf(spec: PhotoSpec): Promise<CasePhoto> {
  if (typeof spec === 'string') {
    return { fileName: spec, bytes: await readFile(join(photosFolder, spec)), clean: null };
  }
  if ('flat' in spec) {
    const [r, g, b] = spec.flat;
    const create = { width: spec.width, height: spec.height, channels: 3 as const, background: { r, g, b } };
    return { fileName: 'flat.png', bytes: await sharp({ create }).png().toBuffer(), clean: null };
  }
  const { data, info } = await sharp(join(photosFolder, spec.from))
    .resize(madeLongEdgePixels, madeLongEdgePixels, { fit: 'inside', withoutEnlargement: true })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: 3 as const };
  const spoilt = spoil(data, raw.width, spec);
  const encode = (pixels: Buffer): Sharp => sharp(pixels, { raw });
  const png = (image: Sharp): Promise<Buffer> => image.png({ compressionLevel: 3 }).toBuffer();
  const bytes =
    spec.turnDegrees === undefined
      ? await png(encode(spoilt))
      : await png(turned(encode(spoilt), raw, spec.turnDegrees));
  // A turned picture has no pixel-wise likeness to what it was.
  const clean = spec.turnDegrees === undefined && spec.text === undefined ? await png(encode(data)) : null;
  return { fileName: `${spec.from.replace(/\.\w+$/, '')}-spoilt.png`, bytes, clean };
}

type Spoiling = Extract<PhotoSpec, { readonly from: string }>;

function spoil(codes: Buffer, width: number, spec: Spoiling): Buffer {
  const { exposureEv = 0, gains = [1, 1, 1], veil = 0, noise = 0, text } = spec;
  const random = gaussian();
  const tables = gains.map((gain) =>
    Float64Array.from({ length: 256 }, (_, code) => {
      const light = Math.min(1, decode(code / 255) * gain * 2 ** exposureEv);
      return 255 * encode(light + veil * (1 - light));
    }),
  );
  const result = Buffer.from(
    codes.map((code, at) => {
      const value = tables[at % 3]![code]!;
      return Math.max(0, Math.min(255, Math.round(noise === 0 ? value : value + noise * random())));
    }),
  );
  if (text !== undefined) writeText(result, width, text);
  return result;
}

const decode = (encoded: number): number => (encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4);
const encode = (light: number): number => (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);

/** The largest upright rectangle of the same shape that the turned picture fills. */
function turned(image: Sharp, size: { width: number; height: number }, degrees: number): Sharp {
  const { width, height } = size;
  const [sine, cosine] = [Math.sin, Math.cos].map((f) => Math.abs(f((degrees * Math.PI) / 180))) as [number, number];
  const scale = Math.min(width / (width * cosine + height * sine), height / (width * sine + height * cosine));
  const [innerWidth, innerHeight] = [Math.floor(scale * width), Math.floor(scale * height)];
  const [outerWidth, outerHeight] = [width * cosine + height * sine, width * sine + height * cosine];
  return image.rotate(degrees, { background: '#000' }).extract({
    left: Math.round((outerWidth - innerWidth) / 2),
    top: Math.round((outerHeight - innerHeight) / 2),
    width: innerWidth,
    height: innerHeight,
  });
}

/** Box and Muller over mulberry32: the same noise each time. */
function gaussian(): () => number {
  let state = 0x5afe;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}
