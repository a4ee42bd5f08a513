import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildExif } from '../testing.ts';
import { bareExif, exifSaysAdobeRgb, finishExif } from './exif.ts';
import { isCameraRaw, Tiff } from './tiff.ts';
import { exifOfTiff } from './tiffExif.ts';
import { finishXmp } from './xmp.ts';

describe('finishExif', () => {
  it.each([true, false])('changes only what it names (big-endian: %s)', (big) => {
    const exif = buildExif({ orientation: 6, big });
    const finished = finishExif(exif, 1234, 567, true);
    const differing = Array.from(exif.keys()).filter((at) => exif[at] !== finished[at]);
    const named = [30, 31, 32, 33, 94, 95, 96, 97, 106, 107, 108, 109];
    expect(named).toEqual(expect.arrayContaining(differing));
    expect(Tiff.open(finished)!.number(Tiff.open(finished)!.first, 0x0112)).toBe(1);
  });

  it('never throws and never grows, whatever bytes are damaged', () => {
    const exif = buildExif({ orientation: 6, thumbnail: true, interoperability: 'R03' });
    const change = fc.tuple(fc.nat(exif.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), fc.nat(exif.length), (changes, length) => {
        const damaged = exif.slice(0, length);
        for (const [at, value] of changes) if (at < length) damaged[at] = value;
        expect(finishExif(damaged, 10, 20, false).length).toBeLessThanOrEqual(length);
        bareExif(damaged);
        exifSaysAdobeRgb(damaged);
        exifOfTiff(damaged);
        isCameraRaw(damaged);
      }),
      { seed: 11, numRuns: 3000 },
    );
  });
});

describe('exifOfTiff', () => {
  it.each([true, false])('keeps camera, exposure and orientation of a TIFF (big-endian: %s)', (big) => {
    const block = exifOfTiff(buildExif({ orientation: 5, big }))!;
    const tiff = Tiff.open(block)!;
    const exposure = tiff.child(tiff.first, 0x8769)!.entries.find(({ tag }) => tag === 0x829a)!;
    expect([tiff.uint32(exposure.valueAt), tiff.uint32(exposure.valueAt + 4)]).toEqual([1, 250]);
    expect(tiff.number(tiff.first, 0x0112)).toBe(5);
    expect(Buffer.from(block).includes('Lamp Camera')).toBe(true);
  });

  it('is silent about a TIFF that tells nothing', () => {
    expect(exifOfTiff(new Uint8Array(64))).toBeUndefined();
  });
});

describe('finishXmp', () => {
  it('drops the pointer to segments that stay behind, and keeps the rest', () => {
    const note = 'xmpNote:HasExtendedXMP="0123456789ABCDEF0123456789ABCDEF"';
    expect(finishXmp(`<a ${note} b="tiff:Orientation 6"/>`, 1, 1)).toBe('<a b="tiff:Orientation 6"/>');
  });
});
