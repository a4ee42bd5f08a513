import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seal, unseal } from './seal.ts';

describe('a sealed answer', () => {
  it('opens again for who sealed it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (text, secret, name) => {
        expect(unseal(seal(text, secret, name), secret, name)).toBe(text);
      }),
    );
  });

  it('opens for nobody else, in no other place, and not when it was changed', () => {
    const sealed = seal('{"key":"slk_secret"}', 'mine', 'POST /v1/keys');
    expect(sealed).not.toContain(Buffer.from('slk_secret').toString('base64').slice(0, 8));
    expect(() => unseal(sealed, 'yours', 'POST /v1/keys')).toThrow();
    expect(() => unseal(sealed, 'mine', 'POST /v1/photos')).toThrow();
    const changed = Buffer.from(sealed, 'base64');
    changed[changed.length - 1]! ^= 1;
    expect(() => unseal(changed.toString('base64'), 'mine', 'POST /v1/keys')).toThrow();
  });
});
