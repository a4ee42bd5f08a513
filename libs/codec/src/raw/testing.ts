/** Writes DNG files whose every number is known: there is no camera raw file that may be shipped. */

export interface DngSpec {
  readonly width: number;
  readonly height: number;
  /** Camera colour of a pixel, 0..1 between black and white level; the mosaic (RGGB) takes one channel of it. */
  readonly colourAt: (x: number, y: number) => readonly [number, number, number];
  /** XYZ → camera, row-major, with the EXIF code of its light: one or two. */
  readonly calibrations: readonly { readonly illuminant: number; readonly colorMatrix: readonly number[] }[];
  readonly asShotNeutral: readonly [number, number, number];
  readonly blackLevel?: number;
  readonly whiteLevel?: number;
  readonly orientation?: number;
  /** Top, left, bottom, right: the part of the sensor that sees light. */
  readonly activeArea?: readonly [number, number, number, number];
  /** Left, top, width, height, within the active area. */
  readonly defaultCrop?: readonly [number, number, number, number];
  readonly xmp?: string;
}

type Field = readonly [tag: number, type: number, count: number, value: Buffer];

const shorts = (...values: readonly number[]): Buffer => Buffer.from(Uint16Array.from(values).buffer);
const longs = (...values: readonly number[]): Buffer => Buffer.from(Uint32Array.from(values).buffer);
const ratios = (values: readonly number[], denominator: number): Buffer =>
  Buffer.from(Int32Array.from(values.flatMap((value) => [Math.round(value * denominator), denominator])).buffer);
const text = (value: string): Buffer => Buffer.from(`${value}\0`, 'latin1');

/** Little-endian, one directory, uncompressed 16-bit mosaic in one strip. */
export function buildDng(spec: DngSpec): Uint8Array {
  const { width, height, calibrations, blackLevel = 0, whiteLevel = 65_535, orientation = 1 } = spec;
  const mosaic = new Uint16Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const channel = y % 2 === 0 ? (x % 2 === 0 ? 0 : 1) : x % 2 === 0 ? 1 : 2;
      const value = blackLevel + spec.colourAt(x, y)[channel] * (whiteLevel - blackLevel);
      mosaic[y * width + x] = Math.min(65_535, Math.max(0, Math.round(value)));
    }
  }
  const fields: Field[] = [
    [0x00fe, 4, 1, longs(0)],
    [0x0100, 4, 1, longs(width)],
    [0x0101, 4, 1, longs(height)],
    [0x0102, 3, 1, shorts(16)],
    [0x0103, 3, 1, shorts(1)],
    [0x0106, 3, 1, shorts(32_803)],
    [0x010f, 2, 5, text('Lamp')],
    [0x0110, 2, 4, text('One')],
    [0x0112, 3, 1, shorts(orientation)],
    [0x0115, 3, 1, shorts(1)],
    [0x0116, 4, 1, longs(height)],
    [0x0117, 4, 1, longs(mosaic.byteLength)],
    [0x011c, 3, 1, shorts(1)],
    [0x828d, 3, 2, shorts(2, 2)],
    [0x828e, 1, 4, Buffer.from([0, 1, 1, 2])],
    [0xc612, 1, 4, Buffer.from([1, 4, 0, 0])],
    [0xc613, 1, 4, Buffer.from([1, 1, 0, 0])],
    [0xc614, 2, 9, text('Lamp One')],
    [0xc61a, 3, 1, shorts(blackLevel)],
    [0xc61d, 4, 1, longs(whiteLevel)],
    [0xc628, 5, 3, ratios(spec.asShotNeutral, 1_000_000)],
  ];
  calibrations.forEach(({ colorMatrix, illuminant }, i) => {
    fields.push([0xc621 + i, 10, 9, ratios(colorMatrix, 10_000)], [0xc65a + i, 3, 1, shorts(illuminant)]);
  });
  if (spec.defaultCrop !== undefined) {
    const [left, top, cropWidth, cropHeight] = spec.defaultCrop;
    fields.push([0xc61f, 4, 2, longs(left, top)], [0xc620, 4, 2, longs(cropWidth, cropHeight)]);
  }
  if (spec.activeArea !== undefined) fields.push([0xc68d, 4, 4, longs(...spec.activeArea)]);
  if (spec.xmp !== undefined) fields.push([0x02bc, 1, Buffer.byteLength(spec.xmp), Buffer.from(spec.xmp)]);
  return layOut(fields, Buffer.from(mosaic.buffer));
}

function layOut(fields: readonly Field[], strip: Buffer): Uint8Array {
  const stripOffsetTag = 0x0111;
  const sorted = [...fields, [stripOffsetTag, 4, 1, longs(0)] as const].sort(([a], [b]) => a - b);
  const valuesAt = 8 + 2 + 12 * sorted.length + 4;
  const long = sorted.filter(([, , , value]) => value.length > 4);
  const stripAt = long.reduce((at, [, , , value]) => at + value.length + (value.length & 1), valuesAt);
  const bytes = Buffer.alloc(stripAt + strip.length);
  bytes.write('II*\0', 0, 'latin1');
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(sorted.length, 8);
  let next = valuesAt;
  sorted.forEach(([tag, type, count, value], i) => {
    const at = 10 + 12 * i;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(type, at + 2);
    bytes.writeUInt32LE(count, at + 4);
    if (tag === stripOffsetTag) bytes.writeUInt32LE(stripAt, at + 8);
    else if (value.length <= 4) value.copy(bytes, at + 8);
    else {
      bytes.writeUInt32LE(next, at + 8);
      value.copy(bytes, next);
      next += value.length + (value.length & 1);
    }
  });
  strip.copy(bytes, stripAt);
  return new Uint8Array(bytes);
}
