import { createHash } from 'node:crypto';
import { Fault } from '@safelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigest } from './digest.ts';

const digestOf = (bytes: Uint8Array) => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;

function codeOf(header: string, bytes: Uint8Array): string {
  try {
    checkDigest(header, bytes);
    return 'ok';
  } catch (error) {
    return error instanceof Fault ? error.code : 'other';
  }
}

describe('Content-Digest', () => {
  it('lets exactly the bytes pass that it names', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (sent, arrived) => {
        const same = Buffer.from(sent).equals(Buffer.from(arrived));
        expect(codeOf(digestOf(sent), arrived)).toBe(same ? 'ok' : 'photo.digestMismatch');
        expect(codeOf(digestOf(sent), sent)).toBe('ok');
      }),
    );
  });

  it('may stand beside digests of other kinds', () => {
    const bytes = Buffer.from('photo');
    expect(codeOf(`sha-512=:AAAA:, ${digestOf(bytes)}`, bytes)).toBe('ok');
    expect(codeOf(`${digestOf(bytes)}, unixsum=5`, Buffer.from('other'))).toBe('photo.digestMismatch');
  });

  it('is refused when it names no SHA-256', () => {
    const bytes = Buffer.from('photo');
    for (const header of ['', 'sha-512=:AAAA:', 'sha-256=abc', 'sha-256=:abc:', 'md5=:x:']) {
      expect(codeOf(header, bytes), header).toBe('request.invalid');
    }
  });
});
