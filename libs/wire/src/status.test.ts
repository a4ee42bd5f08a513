import { Fault, faultCatalogue } from '@safelight/core';
import type { FaultCode, Problem } from '@safelight/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeStatus, encodeStatus } from './status.ts';

const code = fc.constantFrom(...(Object.keys(faultCatalogue) as FaultCode[]));
const text = fc.string({ unit: 'grapheme', maxLength: 60 });
const problem = fc.record(
  { code, field: text, message: text, fix: fc.oneof(text, fc.integer(), fc.boolean()) },
  { requiredKeys: ['code', 'field', 'message'] },
) as fc.Arbitrary<Problem>;
const fault = fc
  .record(
    {
      ...{ field: text, problems: fc.array(problem, { maxLength: 3 }) },
      retryAfterSeconds: fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => value + 0),
    },
    { requiredKeys: [] },
  )
  .chain((options) => fc.record({ code, message: text }).map((known) => new Fault(known.code, known.message, options)));

const told = ({ code: name, message, field, problems, retryAfterSeconds }: Fault) => ({
  ...{ code: name, message, field, problems, retryAfterSeconds },
});

describe('a fault as google.rpc.Status', () => {
  it('comes back with everything that may leave a process', () => {
    fc.assert(
      fc.property(fault, (sent) => {
        const back = decodeStatus(encodeStatus(sent, 3), null);
        expect(back === null ? null : told(back)).toEqual(told(sent));
      }),
      { numRuns: 300 },
    );
  });

  it('fits the trailers of any peer, however long its texts and lists are', () => {
    const problems = Array.from({ length: 10_000 }, (_, index) => ({
      ...{ code: 'tool.badValue' as const, field: `calls[${index}].value`, message: 'é'.repeat(40) },
    }));
    const long = new Fault('tool.badValue', 'x'.repeat(100_000), { problems, field: 'y'.repeat(100_000) });
    const bytes = encodeStatus(long, 3);
    expect(bytes.length).toBeLessThan(6_000);
    const back = decodeStatus(bytes, null);
    expect(back?.problems.length).toBeGreaterThan(10);
    expect(back?.problems).toEqual(problems.slice(0, back?.problems.length));
  });

  it('survives half of a surrogate pair', () => {
    const cut = new Fault('request.invalid', 'cut \ud83d', { field: '\ud83d' });
    expect(decodeStatus(encodeStatus(cut, 3), null)?.message).toBe('cut �');
  });

  it('is not read out of what others send', () => {
    const other = encodeStatus(new Fault('internal', 'x'), 13);
    // The domain is the last thing that says "safelight".
    const foreign = Buffer.from(other);
    foreign.set(Buffer.from('elsewhere'), foreign.indexOf('safelight'));
    expect(decodeStatus(foreign, null)).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(decodeStatus(bytes, null)).toBeNull();
      }),
    );
  });
});
