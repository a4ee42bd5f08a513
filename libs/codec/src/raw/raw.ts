/** Camera raw files: LibRaw reads the sensor, this room says what its colours mean. */
import { Fault, limits, type Orientation } from '@safelight/core';
import { tooManyPixels } from '../libvips.ts';
import { Tiff, tiffBlock } from '../metadata/tiff.ts';
import { photoshopBlock } from '../metadata/iptc.ts';
import { exifOfTiff } from '../metadata/tiffExif.ts';
import type { DecodedPhoto, PhotoInfo, PhotoMetadata } from '../photo.ts';
import { DecoderFailure, WasmDecoder } from '../wasm/decoder.ts';
import { colourOf } from './colour.ts';
import type { RawHeader, RawReply, RawRequest } from './protocol.ts';
import { checkStrips } from './strips.ts';

const decoder = new WasmDecoder<RawRequest, RawReply>(new URL('./thread.ts', import.meta.url));

/** dcraw's turn codes as EXIF orientations. */
const orientations: readonly Orientation[] = [1, 2, 4, 3, 5, 8, 6, 7];

const tags = { xmp: 0x02bc, iptc: 0x83bb } as const;

/** @throws Fault photo.truncated, photo.unsupported, photo.tooLarge, request.deadlineExceeded, service.unavailable */
async function read(bytes: Uint8Array, pixels: boolean): Promise<RawReply> {
  checkStrips(bytes);
  try {
    const { photoAreaPixels: areaPixelsMax, photoEdgePixels: edgePixelsMax } = limits;
    return await decoder.decode({ bytes, pixels, areaPixelsMax, edgePixelsMax });
  } catch (thrown) {
    throw thrown instanceof DecoderFailure ? faultOf(thrown) : thrown;
  }
}

function faultOf(failure: DecoderFailure): Fault {
  const details = { cause: failure, detail: failure.message };
  switch (failure.kind) {
    case 'tooLarge':
      return tooManyPixels();
    case 'unsupported': {
      const message = 'This kind of camera raw cannot be read. Convert it to DNG or TIFF and try again.';
      return new Fault('photo.unsupported', message, details);
    }
    case 'damaged': {
      const message = 'The raw data is damaged or incomplete. Copy the file again from where it came from.';
      return new Fault('photo.truncated', message, details);
    }
  }
}

export async function inspectRaw(bytes: Uint8Array): Promise<PhotoInfo> {
  const { header } = await read(bytes, false);
  return {
    format: 'raw',
    mediaType: mediaTypeOf(header),
    kind: 'raw',
    width: header.width,
    height: header.height,
    orientation: orientations[header.flip] ?? 1,
    bitsPerChannel: 16,
    profileName: colourOf(header).profile.name,
    hasAlpha: false,
    pages: 1,
  };
}

export async function decodeRaw(bytes: Uint8Array): Promise<DecodedPhoto> {
  const { header, data } = await read(bytes, true);
  const { profile, asShot } = colourOf(header);
  return {
    image: { width: header.width, height: header.height, data: data! },
    profile,
    orientation: orientations[header.flip] ?? 1,
    kind: 'raw',
    mediaType: mediaTypeOf(header),
    metadata: metadataOf(bytes),
    ...(asShot === undefined ? {} : { asShot }),
  };
}

const mediaTypeOf = ({ isDng }: RawHeader): string => (isDng ? 'image/x-adobe-dng' : 'image/x-dcraw');

/** The blocks of raw files that are TIFF inside; others (CR3, RAF) keep theirs in forms of their own. */
function metadataOf(bytes: Uint8Array): PhotoMetadata {
  const tiff = Tiff.open(bytes);
  const exif = exifOfTiff(bytes);
  const xmp = tiff === null ? undefined : tiffBlock(tiff, tags.xmp);
  const iptc = tiff === null ? undefined : photoshopBlock(tiffBlock(tiff, tags.iptc));
  return {
    ...(exif === undefined ? {} : { exif }),
    ...(xmp === undefined ? {} : { xmp }),
    ...(iptc === undefined ? {} : { iptc }),
  };
}
