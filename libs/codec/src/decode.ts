import type { PixelImage, Rgb8Image, RgbProfile } from '@safelight/core';
import { decodeHeic } from './heic/heic.ts';
import { readHeader } from './inspect.ts';
import type { ColourPlan, PhotoHeader } from './inspect.ts';
import { openPhoto, readFault } from './libvips.ts';
import { orient } from './orient.ts';
import type { DecodedPhoto } from './photo.ts';
import { toSharedRgb } from './pixels.ts';
import { decodeSrgb, encodeSrgb } from './profile/curve.ts';
import { sRgbMatrix, sRgbProfile } from './profile/standard.ts';
import { invert3, multiply3 } from './raw/matrix.ts';
import { decodeRaw } from './raw/raw.ts';
import { sniffFormat } from './sniff.ts';

/**
 * Decodes a photo to its stored codes: no rotation, and no colour conversion where matrix and curves describe the
 * file's space (8-bit files stay 8-bit, deeper ones become 16-bit). CMYK, Lab, float and table profiles are converted
 * to sRGB.
 * @throws Fault photo.empty, photo.notAnImage, photo.unsupported, photo.truncated, photo.tooLarge
 */
export async function decodePhoto(bytes: Uint8Array): Promise<DecodedPhoto> {
  if (sniffFormat(bytes) === 'raw') return decodeRaw(bytes);
  const header = await readHeader(bytes);
  const { info, plan, metadata } = header;
  const image = await readPixels(bytes, header, plan);
  return {
    image,
    profile: plan.profile,
    orientation: info.orientation,
    kind: info.kind,
    mediaType: info.mediaType,
    metadata,
  };
}

/**
 * Decodes a photo for looking at: upright, sRGB, 8 bits. Colours outside sRGB are clipped by libvips.
 * @throws Fault as `decodePhoto`
 */
export async function decodeRgb8(bytes: Uint8Array): Promise<Rgb8Image> {
  if (sniffFormat(bytes) === 'raw') {
    const { image, profile, orientation } = await decodeRaw(bytes);
    return orient(convertToSrgb8(image, profile), orientation);
  }
  const header = await readHeader(bytes);
  const { plan, info } = header;
  if (info.format === 'heic') {
    const { profile } = plan;
    const stored = await readPixels(bytes, header, plan);
    return orient(profile === sRgbProfile ? toSrgb8(stored, profile) : convertToSrgb8(stored, profile), 1);
  }
  const isGrey = plan.reading === 'asStored' && plan.profile.toXyzD50 === sRgbProfile.toXyzD50;
  const asStored = plan.reading === 'asStored' && (isGrey || plan.profile === sRgbProfile);
  const stored = await readPixels(bytes, header, { ...plan, reading: asStored ? 'asStored' : 'toSrgb' });
  const eightBit = asStored ? toSrgb8(stored, plan.profile) : toSrgb8(stored, sRgbProfile);
  return orient(eightBit, info.orientation);
}

async function readPixels(bytes: Uint8Array, header: PhotoHeader, plan: ColourPlan): Promise<PixelImage> {
  const { info } = header;
  if (info.format === 'heic') return decodeHeic(bytes, info.width, info.height);
  const deep = plan.bitsPerChannel === 16;
  let pipeline = openPhoto(bytes, { ignoreIcc: plan.reading === 'asStored' }).toColourspace(deep ? 'rgb16' : 'srgb');
  // sharp converts 16-bit files to its own P3 on the way; this takes them on to sRGB.
  if (plan.reading === 'toSrgb' && header.hasProfile) pipeline = pipeline.withIccProfile('srgb');
  const { data, info: read } = await pipeline
    .raw({ depth: deep ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch((thrown: unknown) => {
      throw readFault(thrown, info.format);
    });
  const { width, height, channels } = read;
  const samples = deep ? new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2) : data;
  return { width, height, data: toSharedRgb<Uint8Array | Uint16Array>(samples, width * height, channels) };
}

/** Codes of any space of matrix and curves → 8-bit sRGB; what lies outside is clipped. */
function convertToSrgb8({ width, height, data }: PixelImage, { toXyzD50, decode }: RgbProfile): Rgb8Image {
  const codes = data instanceof Uint8Array ? 256 : 65_536;
  const [red, green, blue] = decode.map((curve) =>
    Float32Array.from({ length: codes }, (_, code) => {
      const place = (code / (codes - 1)) * (curve.length - 1);
      const left = Math.min(curve.length - 2, Math.floor(place));
      return curve[left]! + (curve[left + 1]! - curve[left]!) * (place - left);
    }),
  ) as [Float32Array, Float32Array, Float32Array];
  const matrix = multiply3(invert3(sRgbMatrix)!, toXyzD50);
  const [a, b, c, d, e, f, g, h, i] = matrix as [
    number, number, number, number, number, number, number, number, number,
  ]; // prettier-ignore
  const steps = 4096;
  const encoded = Uint8Array.from({ length: steps + 1 }, (_, at) => Math.round(255 * encodeSrgb(at / steps)));
  const code = (linear: number): number => encoded[Math.min(steps, Math.max(0, Math.round(linear * steps)))]!;
  const out = new Uint8Array(data.length);
  for (let at = 0; at < out.length; at += 3) {
    const [x, y, z] = [red[data[at]!]!, green[data[at + 1]!]!, blue[data[at + 2]!]!];
    out[at] = code(a * x + b * y + c * z);
    out[at + 1] = code(d * x + e * y + f * z);
    out[at + 2] = code(g * x + h * y + i * z);
  }
  return { width, height, data: out };
}

/** Codes of a space with sRGB's primaries → 8-bit sRGB codes. */
function toSrgb8({ width, height, data }: PixelImage, { decode: [curve] }: RgbProfile): Rgb8Image {
  const codes = data instanceof Uint8Array ? 256 : 65536;
  if (codes === 256 && curve === sRgbProfile.decode[0]) return { width, height, data: data as Uint8Array };
  const table = new Uint8Array(codes);
  for (let code = 0, srgb = 0; code < codes; code++) {
    const linear = curve[Math.round((code / (codes - 1)) * (curve.length - 1))]!;
    while (srgb < 255 && decodeSrgb((srgb + 0.5) / 255) <= linear) srgb++;
    table[code] = srgb;
  }
  const out = new Uint8Array(data.length);
  for (let i = 0; i < out.length; i++) out[i] = table[data[i]!]!;
  return { width, height, data: out };
}
