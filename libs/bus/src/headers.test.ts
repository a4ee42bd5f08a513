import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeDeadLetter, decodeHeaders, encodeDeadLetter, encodeHeaders } from './headers.ts';
import { busLimits } from './limits.ts';

const text = fc.string({ minLength: 1, maxLength: 50 });
const count = fc.nat();

test('headers and dead letters read back as they were written, side by side', () => {
  const headers = fc.record(
    { id: text, tenant: text, schemaVersion: count, traceparent: text },
    { requiredKeys: ['id', 'tenant', 'schemaVersion'] },
  );
  const letters = fc.record({
    ...{ cause: text, attempts: count, group: text, topic: text, partition: count, offset: fc.maxSafeNat() },
  });
  fc.assert(
    fc.property(headers, letters, (written, letter) => {
      const wire = { ...encodeHeaders(written), ...encodeDeadLetter(letter) };
      expect(decodeHeaders(wire)).toEqual(written);
      expect(decodeDeadLetter(wire)).toEqual(letter);
      expect(decodeDeadLetter(encodeHeaders(written))).toBeNull();
    }),
  );
});

test('a header that is missing or no number is named', () => {
  const wire = encodeHeaders({ id: 'evt_1', tenant: 'ten_1', schemaVersion: 1 });
  const invalid = (field: string) => expect.objectContaining({ code: 'bus.messageInvalid', field });
  expect(() => decodeHeaders({ ...wire, 'safelight-tenant': '' })).toThrow(invalid('headers.safelight-tenant'));
  expect(() => decodeHeaders({ ...wire, 'safelight-schema': '1.5' })).toThrow(invalid('headers.safelight-schema'));
});

test('a cause is cut to what a header takes', () => {
  const place = { attempts: 1, group: 'g', topic: 't', partition: 0, offset: 0 };
  const wire = encodeDeadLetter({ ...place, cause: 'x'.repeat(5_000) });
  expect(decodeDeadLetter(wire)!.cause).toHaveLength(busLimits.causeLengthChars);
});
