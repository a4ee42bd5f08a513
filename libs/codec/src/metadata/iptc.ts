/** IPTC records and the Photoshop image resources that hold them. */

const mark = Buffer.from('Photoshop 3.0\0', 'latin1');

/** A JPEG's APP13 payload stays; a bare IPTC record (TIFF stores it so) is put into resource 0x0404. */
export function photoshopBlock(block: Uint8Array | undefined): Uint8Array | undefined {
  if (block === undefined || block.length === 0) return undefined;
  if (mark.equals(block.subarray(0, mark.length))) return block;
  if (block[0] !== 0x1c) return undefined;
  const head = Buffer.from('8BIM\x04\x04\0\0', 'latin1');
  const size = Buffer.alloc(4);
  size.writeUInt32BE(block.length);
  return Buffer.concat([mark, head, size, block, Buffer.alloc(block.length & 1)]);
}
