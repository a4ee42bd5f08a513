/**
 * A bounds-checked reader of TIFF directories (TIFF 6.0; EXIF 2.32 uses the same structure). It never follows a
 * chain, only the pointers that a caller asks for, so no file can make it loop.
 */

export interface TiffEntry {
  readonly tag: number;
  /** TIFF field type, 1..13. */
  readonly type: number;
  readonly count: number;
  /** Where the value bytes begin, within the file. */
  readonly valueAt: number;
  readonly valueBytes: number;
}

export interface TiffDirectory {
  /** Where the directory stands. */
  readonly at: number;
  readonly entries: readonly TiffEntry[];
  /** Where the pointer to the next directory stands. */
  readonly nextAt: number;
}

const entriesMax = 1024;
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

export class Tiff {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly littleEndian: boolean;

  private constructor(bytes: Uint8Array, littleEndian: boolean) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.littleEndian = littleEndian;
  }

  /** Null when the bytes are no classic TIFF structure. */
  static open(bytes: Uint8Array): Tiff | null {
    if (bytes.length < 14) return null;
    const mark = String.fromCharCode(...bytes.subarray(0, 4));
    if (mark !== 'II*\0' && mark !== 'MM\0*') return null;
    return new Tiff(bytes, mark === 'II*\0');
  }

  get first(): TiffDirectory | null {
    return this.directory(this.uint32(4));
  }

  /** The directory at an offset; null when it does not fit into the file. Entries whose value does not fit are left out. */
  directory(offset: number): TiffDirectory | null {
    if (offset < 8 || offset + 2 > this.bytes.length) return null;
    const count = this.uint16(offset);
    const nextAt = offset + 2 + count * 12;
    if (count === 0 || count > entriesMax || nextAt + 4 > this.bytes.length) return null;
    const entries: TiffEntry[] = [];
    for (let at = offset + 2; at < nextAt; at += 12) {
      const type = this.uint16(at + 2);
      const valueCount = this.uint32(at + 4);
      const valueBytes = (typeBytes[type] ?? 0) * valueCount;
      if (valueBytes === 0) continue;
      const valueAt = valueBytes <= 4 ? at + 8 : this.uint32(at + 8);
      if (valueAt + valueBytes > this.bytes.length) continue;
      entries.push({ tag: this.uint16(at), type, count: valueCount, valueAt, valueBytes });
    }
    return { at: offset, entries, nextAt };
  }

  /** The directory that an entry of another one points to. */
  child(parent: TiffDirectory | null, tag: number): TiffDirectory | null {
    const offset = this.number(parent, tag);
    return offset === undefined ? null : this.directory(offset);
  }

  /** First value of a BYTE, SHORT, LONG or IFD entry. */
  number(directory: TiffDirectory | null, tag: number): number | undefined {
    const entry = directory?.entries.find((candidate) => candidate.tag === tag);
    return entry === undefined ? undefined : this.numbers(entry)[0];
  }

  /** The first 64 values of an unsigned whole-number entry; empty for other types. */
  numbers(entry: TiffEntry): number[] {
    return this.allNumbers({ ...entry, count: Math.min(entry.count, 64) });
  }

  /** All values; as many as the file has bytes for. */
  allNumbers({ type, count: shown, valueAt }: TiffEntry): number[] {
    if (type === 1) return Array.from(this.bytes.subarray(valueAt, valueAt + shown));
    if (type === 3) return Array.from({ length: shown }, (_, i) => this.uint16(valueAt + 2 * i));
    if (type === 4 || type === 13) return Array.from({ length: shown }, (_, i) => this.uint32(valueAt + 4 * i));
    return [];
  }

  /** Overwrites a one-value BYTE, SHORT or LONG entry in place; leaves other shapes alone. */
  setNumber(directory: TiffDirectory | null, tag: number, value: number): void {
    const entry = directory?.entries.find((candidate) => candidate.tag === tag);
    if (entry?.count !== 1) return;
    if (entry.type === 1) this.view.setUint8(entry.valueAt, value);
    else if (entry.type === 3) this.view.setUint16(entry.valueAt, value, this.littleEndian);
    else if (entry.type === 4) this.view.setUint32(entry.valueAt, value, this.littleEndian);
  }

  /** Takes an entry out of a directory in place: the ones behind it move up, and the room that is left is blank. */
  removeEntry({ at, nextAt }: TiffDirectory, tag: number): void {
    const count = this.uint16(at);
    for (let entry = at + 2; entry < nextAt; entry += 12) {
      if (this.uint16(entry) !== tag) continue;
      this.bytes.copyWithin(entry, entry + 12, nextAt + 4);
      this.bytes.fill(0, nextAt - 8, nextAt + 4);
      // A directory of no entries is no directory: one that held nothing else stays with a blank entry.
      if (count > 1) this.view.setUint16(at, count - 1, this.littleEndian);
      return;
    }
  }

  uint16(at: number): number {
    return this.view.getUint16(at, this.littleEndian);
  }

  uint32(at: number): number {
    return this.view.getUint32(at, this.littleEndian);
  }
}

/** The bytes of an entry of the first directory; undefined when there are none. */
export function tiffBlock(tiff: Tiff, tag: number): Uint8Array | undefined {
  const entry = tiff.first?.entries.find((candidate) => candidate.tag === tag);
  return entry === undefined ? undefined : tiff.bytes.slice(entry.valueAt, entry.valueAt + entry.valueBytes);
}

const tags = { photometric: 0x0106, subDirectories: 0x014a, dngVersion: 0xc612 } as const;
const colourFilterArray = 32803;
const linearRaw = 34892;

/**
 * Whether a TIFF is a camera's raw file (DNG, NEF, CR2, ARW, PEF): libvips would read its small preview and call it
 * the photo.
 */
export function isCameraRaw(bytes: Uint8Array): boolean {
  const tiff = Tiff.open(bytes);
  if (tiff === null) return false;
  if (bytes[8] === 0x43 && bytes[9] === 0x52) return true; // "CR": Canon CR2
  const first = tiff.first;
  if (first === null) return false;
  if (first.entries.some(({ tag }) => tag === tags.dngVersion)) return true;
  const pointers = first.entries.find(({ tag }) => tag === tags.subDirectories);
  const children = pointers === undefined ? [] : tiff.numbers(pointers).map((offset) => tiff.directory(offset));
  return [first, ...children].some((directory) => {
    const photometric = tiff.number(directory, tags.photometric);
    return photometric === colourFilterArray || photometric === linearRaw;
  });
}
