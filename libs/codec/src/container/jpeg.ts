/** Puts metadata segments into a JPEG (JFIF 1.02; EXIF 2.32; ICC.1:2022 annex B.4; XMP part 3, 1.1.3). */
import { createHash } from 'node:crypto';
import { Fault } from '@safelight/core';
import type { Blocks } from './blocks.ts';

/** A segment's length field counts itself. */
const payloadBytesMax = 65_533;
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const exifMark = latin1('Exif\0\0');
const xmpMark = latin1('http://ns.adobe.com/xap/1.0/\0');
const extendedXmpMark = latin1('http://ns.adobe.com/xmp/extension/\0');
const iccMark = latin1('ICC_PROFILE\0');

/** @throws Fault file.unwritable when a block is larger than JPEG can hold */
export function addToJpeg(jpeg: Uint8Array, blocks: Blocks): Uint8Array {
  const segments = [
    ...(blocks.exif === undefined ? [] : [segment(0xe1, 'EXIF', exifMark, blocks.exif)]),
    ...(blocks.xmp === undefined ? [] : xmpSegments(blocks.xmp)),
    ...iccSegments(blocks.icc),
    ...(blocks.iptc === undefined ? [] : [segment(0xed, 'IPTC', blocks.iptc)]),
  ];
  const at = endOfJfif(jpeg);
  return new Uint8Array(Buffer.concat([jpeg.subarray(0, at), ...segments, jpeg.subarray(at)]));
}

/** Just after SOI and, where there is one, APP0. */
function endOfJfif(jpeg: Uint8Array): number {
  return jpeg[2] === 0xff && jpeg[3] === 0xe0 ? 4 + ((jpeg[4]! << 8) | jpeg[5]!) : 2;
}

function segment(marker: number, name: string, ...parts: readonly Uint8Array[]): Buffer {
  const payload = Buffer.concat(parts);
  if (payload.length > payloadBytesMax) {
    throw new Fault(
      'file.unwritable',
      `The ${name} block has ${payload.length} bytes and JPEG holds at most ${payloadBytesMax}. Write PNG instead, or remove the block from the photo.`,
    );
  }
  return Buffer.concat([Buffer.from([0xff, marker, (payload.length + 2) >> 8, (payload.length + 2) & 255]), payload]);
}

function chunks(bytes: Uint8Array, sizeBytes: number): Uint8Array[] {
  const count = Math.ceil(bytes.length / sizeBytes);
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * sizeBytes, (i + 1) * sizeBytes));
}

function iccSegments(icc: Uint8Array): Buffer[] {
  const parts = chunks(icc, payloadBytesMax - iccMark.length - 2);
  if (parts.length > 255) {
    throw new Fault('file.unwritable', 'The colour profile is too large for JPEG. Convert the photo to sRGB first.');
  }
  return parts.map((part, i) => segment(0xe2, 'ICC', iccMark, Buffer.from([i + 1, parts.length]), part));
}

/** One segment, or for a large packet a stub that names the extended packet, which follows in portions. */
function xmpSegments(xmp: string): Buffer[] {
  const packet = Buffer.from(xmp, 'utf8');
  if (packet.length + xmpMark.length <= payloadBytesMax) return [segment(0xe1, 'XMP', xmpMark, packet)];
  const body = Buffer.from(xmp.replace(/<\?xpacket[^]*?\?>/g, '').trim(), 'utf8');
  const guid = createHash('md5').update(body).digest('hex').toUpperCase();
  const stub = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="${guid}"/></rdf:RDF></x:xmpmeta>`;
  const portionBytes = 65_000;
  const portions = chunks(body, portionBytes).map((portion, i) => {
    const place = Buffer.alloc(8);
    place.writeUInt32BE(body.length, 0);
    place.writeUInt32BE(i * portionBytes, 4);
    return segment(0xe1, 'XMP', extendedXmpMark, latin1(guid), place, portion);
  });
  return [segment(0xe1, 'XMP', xmpMark, Buffer.from(stub)), ...portions];
}
