import { Fault, type Orientation, type RgbProfile } from '@safelight/core';
import type { Metadata } from 'sharp';
import { openPhoto, readFault } from './libvips.ts';
import { bareExif, exifSaysAdobeRgb } from './metadata/exif.ts';
import { photoshopBlock } from './metadata/iptc.ts';
import { exifOfTiff } from './metadata/tiffExif.ts';
import type { PhotoFormat, PhotoInfo, PhotoMetadata } from './photo.ts';
import { buildMatrixIcc } from './profile/build.ts';
import { readMatrixProfile } from './profile/icc.ts';
import { adobeRgbIcc, adobeRgbProfile, sRgbIcc, sRgbMatrix, sRgbProfile } from './profile/standard.ts';
import { inspectRaw } from './raw/raw.ts';
import { checkSize, sniffFormat } from './sniff.ts';

/** How the stored codes become R, G, B codes with a known meaning. */
export interface ColourPlan {
  /** `asStored`: codes are taken untouched. `toSrgb`: libvips converts what no matrix and curves can describe. */
  readonly reading: 'asStored' | 'toSrgb';
  readonly profile: RgbProfile;
  readonly icc: Uint8Array | undefined;
  readonly bitsPerChannel: 8 | 16;
}

/** Everything that the header tells, for `decode.ts`. */
export interface PhotoHeader {
  readonly info: PhotoInfo;
  readonly plan: ColourPlan;
  /** Whether the file carries any profile. */
  readonly hasProfile: boolean;
  readonly metadata: PhotoMetadata;
}

/**
 * Reads the header of a photo.
 * @throws Fault photo.empty, photo.notAnImage, photo.unsupported, photo.truncated, photo.tooLarge
 */
export async function inspectPhoto(bytes: Uint8Array): Promise<PhotoInfo> {
  if (sniffFormat(bytes) === 'raw') return inspectRaw(bytes);
  return (await readHeader(bytes)).info;
}

export async function readHeader(bytes: Uint8Array): Promise<PhotoHeader> {
  const format = sniffFormat(bytes);
  const found = await openPhoto(bytes)
    .metadata()
    .catch((thrown: unknown) => {
      throw readFault(thrown, format);
    });
  const { width, height } = found;
  checkSize(width, height);
  const exif = format === 'tiff' ? exifOfTiff(bytes) : bareExif(found.exif);
  const plan = format === 'heic' ? planHeic(found, exif) : planColour(found, exif);
  return {
    info: {
      format,
      mediaType: `image/${format}`,
      kind: 'rendered',
      width,
      height,
      orientation: orientationOf(found, format),
      bitsPerChannel: plan.bitsPerChannel,
      profileName: plan.profile.name,
      hasAlpha: found.hasAlpha,
      pages: found.pages ?? 1,
    },
    plan,
    hasProfile: found.icc !== undefined,
    metadata: {
      ...present('exif', exif),
      ...present('icc', plan.icc),
      ...present('xmp', found.xmp),
      ...present('iptc', photoshopBlock(found.iptc)),
    },
  };
}

function present<Name extends keyof PhotoMetadata>(name: Name, bytes: Uint8Array | undefined): PhotoMetadata {
  return bytes === undefined || bytes.length === 0 ? {} : { [name]: bytes };
}

function orientationOf(found: Metadata, format: PhotoFormat): Orientation {
  // libheif turns the picture itself, from the container's own boxes; the EXIF code is then history.
  if (format === 'avif' || format === 'heic') return 1;
  const code = found.orientation ?? 1;
  return Number.isInteger(code) && code >= 1 && code <= 8 ? (code as Orientation) : 1;
}

/** The decoder gives 8 bits whatever is stored, and libvips cannot convert what it did not decode. */
function planHeic(found: Metadata, exif: Uint8Array | undefined): ColourPlan {
  const plan = planColour({ ...found, depth: 'uchar' }, exif);
  if (plan.reading === 'asStored') return plan;
  const message = 'This HEIC has a colour profile of tables, which cannot be read here. Export it as TIFF or JPEG.';
  throw new Fault('photo.unsupported', message);
}

function planColour(found: Metadata, exif: Uint8Array | undefined): ColourPlan {
  const { space, depth } = found;
  const wholeCodes = depth === 'uchar' || depth === 'ushort';
  const bitsPerChannel = depth === 'uchar' || space === 'cmyk' ? 8 : 16;
  const isRgb = space === 'srgb' || space === 'rgb' || space === 'rgb16';
  const isGrey = space === 'b-w' || space === 'grey16';
  const converted: ColourPlan = { reading: 'toSrgb', profile: sRgbProfile, icc: sRgbIcc, bitsPerChannel };
  if (!wholeCodes || !(isRgb || isGrey)) return converted;
  if (found.icc === undefined) {
    const isAdobe = exif !== undefined && exifSaysAdobeRgb(exif);
    const named = isAdobe ? { profile: adobeRgbProfile, icc: adobeRgbIcc } : { profile: sRgbProfile, icc: undefined };
    return { reading: 'asStored', ...named, bitsPerChannel };
  }
  const read = readMatrixProfile(found.icc);
  if (read?.model === 'rgb' && isRgb) {
    return { reading: 'asStored', profile: read.profile, icc: found.icc, bitsPerChannel };
  }
  if (read?.model === 'grey' && isGrey) {
    // A grey profile cannot be attached to an RGB picture; one with the same curve can.
    const icc = buildMatrixIcc(read.profile.name, sRgbMatrix, read.curve);
    return { reading: 'asStored', profile: read.profile, icc, bitsPerChannel };
  }
  return converted;
}
