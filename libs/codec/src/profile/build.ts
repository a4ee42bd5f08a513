/** Writes ICC profiles of the matrix kind, version 4.3 (ICC.1:2010). */

/** A `para` element of type 3, the form of the sRGB curve. */
export function parametricElement(
  values: readonly [g: number, a: number, b: number, c: number, d: number],
): Uint8Array {
  const bytes = Buffer.alloc(12 + 20);
  bytes.write('para', 0, 'latin1');
  bytes.writeUInt16BE(3, 8);
  values.forEach((value, i) => bytes.writeInt32BE(Math.round(value * 65536), 12 + 4 * i));
  return bytes;
}

/** A `curv` element that is a pure power. */
export function gammaElement(gamma: number): Uint8Array {
  const bytes = Buffer.alloc(16);
  bytes.write('curv', 0, 'latin1');
  bytes.writeUInt32BE(1, 8);
  bytes.writeUInt16BE(Math.round(gamma * 256), 12);
  return bytes;
}

/**
 * A display profile from primaries (row-major linear RGB → XYZ D50) and one tone curve for all channels, given as ICC
 * element. Deterministic: the creation date is fixed.
 */
export function buildMatrixIcc(name: string, toXyzD50: readonly number[], curve: Uint8Array): Uint8Array {
  const column = (index: number): Uint8Array => xyzElement([0, 3, 6].map((row) => toXyzD50[row + index]!));
  const elements: [tags: string[], element: Uint8Array][] = [
    [['desc'], textElement(name)],
    [['cprt'], textElement('CC0')],
    [['wtpt'], xyzElement([0.9642, 1, 0.8249])],
    [['rXYZ'], column(0)],
    [['gXYZ'], column(1)],
    [['bXYZ'], column(2)],
    [['rTRC', 'gTRC', 'bTRC'], curve],
  ];
  const tagCount = elements.reduce((sum, [tags]) => sum + tags.length, 0);
  const table = Buffer.alloc(4 + 12 * tagCount);
  table.writeUInt32BE(tagCount, 0);
  const body: Uint8Array[] = [];
  let at = 4;
  let offset = 128 + table.length;
  for (const [tags, element] of elements) {
    for (const tag of tags) {
      table.write(tag, at, 'latin1');
      table.writeUInt32BE(offset, at + 4);
      table.writeUInt32BE(element.length, at + 8);
      at += 12;
    }
    const padding = -element.length & 3;
    body.push(element, new Uint8Array(padding));
    offset += element.length + padding;
  }
  return new Uint8Array(Buffer.concat([header(offset), table, ...body]));
}

function header(sizeBytes: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.writeUInt32BE(sizeBytes, 0);
  bytes.writeUInt32BE(0x04300000, 8);
  bytes.write('mntrRGB XYZ ', 12, 'latin1');
  [2026, 1, 1, 0, 0, 0].forEach((part, i) => bytes.writeUInt16BE(part, 24 + 2 * i));
  bytes.write('acsp', 36, 'latin1');
  xyz([0.9642, 1, 0.8249]).copy(bytes, 68);
  return bytes;
}

function xyz(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(12);
  values.forEach((value, i) => bytes.writeInt32BE(Math.round(value * 65536), 4 * i));
  return bytes;
}

function xyzElement(values: readonly number[]): Uint8Array {
  return Buffer.concat([Buffer.from('XYZ \0\0\0\0', 'latin1'), xyz(values)]);
}

/** A `mluc` element with one English text. */
function textElement(text: string): Uint8Array {
  const content = Buffer.from(text, 'utf16le').swap16();
  const head = Buffer.alloc(28);
  head.write('mluc', 0, 'latin1');
  head.writeUInt32BE(1, 8);
  head.writeUInt32BE(12, 12);
  head.write('enUS', 16, 'latin1');
  head.writeUInt32BE(content.length, 20);
  head.writeUInt32BE(28, 24);
  return Buffer.concat([head, content]);
}
