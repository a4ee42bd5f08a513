import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, newId, sha256 } from './hash.ts';

describe('hash', () => {
  it('gives the published digest of "abc" (FIPS 180-2)', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('writes equal objects as equal text whatever the order of their keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
        const reversed = Object.fromEntries(Object.entries(record).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(record));
        expect(JSON.parse(canonicalJson(record))).toEqual(JSON.parse(JSON.stringify(record)));
      }),
    );
  });

  it('makes identifiers that differ', () => {
    const ids = new Set(Array.from({ length: 1000 }, () => newId('ses')));
    expect(ids.size).toBe(1000);
    for (const id of ids) expect(id).toMatch(/^ses_[0-9a-f]{16}$/);
  });
});
