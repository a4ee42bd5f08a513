import { faultCatalogue } from '@safelight/core';
import type { FaultCode } from '@safelight/core';
import { describe, expect, it } from 'vitest';
import { pointerOf, statusOf } from './problems.ts';

describe('problems', () => {
  it('point at a field as RFC 6901 writes it', () => {
    expect(pointerOf('calls[2].value')).toBe('/calls/2/value');
    expect(pointerOf('a/b.c~d')).toBe('/a~1b/c~0d');
    expect(pointerOf('')).toBe('');
  });

  it('blame the caller for what the caller can mend, and the server for the rest', () => {
    for (const code of Object.keys(faultCatalogue) as FaultCode[]) {
      const ours = ['internal', 'unavailable', 'deadline'].includes(faultCatalogue[code].kind);
      expect(statusOf(code) >= 500, code).toBe(ours);
    }
  });
});
