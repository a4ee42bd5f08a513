import { Fault } from '@safelight/core';

/** Refuses a message, naming the field by its path in the message. */
export function refuse(field: string, what: string): never {
  throw new Fault('request.invalid', `${field}: ${what}.`, { field });
}

export function present<T>(value: T | undefined, field: string): T {
  return value ?? refuse(field, 'is missing');
}

/** A finite number within bounds (inclusive). */
export function number(value: number, field: string, min = -Infinity, max = Infinity): number {
  if (!Number.isFinite(value)) refuse(field, 'must be a finite number');
  if (value < min || value > max) refuse(field, `must be between ${min} and ${max}`);
  return value;
}

export function text(value: string, field: string, lengthMax: number, lengthMin = 0): string {
  if (value.length < lengthMin)
    refuse(field, lengthMin === 1 ? 'must not be empty' : `needs at least ${lengthMin} characters`);
  if (value.length > lengthMax) refuse(field, `is longer than ${lengthMax} characters`);
  return value;
}

export function digest(value: string, field: string): string {
  return /^[0-9a-f]{64}$/.test(value) ? value : refuse(field, 'must be a SHA-256 of 64 lower-case hex digits');
}

export function list<W, D>(
  values: readonly W[],
  field: string,
  lengthMax: number,
  decode: (value: W, field: string) => D,
): readonly D[] {
  if (values.length > lengthMax) refuse(field, `holds more than ${lengthMax} entries`);
  return values.map((value, index) => decode(value, `${field}[${index}]`));
}

/** A two-way map between a generated enumeration and the domain's words; the unspecified value is an error. */
export function words<W extends string, D extends string>(table: Readonly<Record<D, W>>) {
  const back = new Map(Object.entries(table).map(([domain, wire]) => [wire as W, domain as D]));
  return {
    encode: (value: D): W => table[value],
    decode: (value: W, field: string): D => back.get(value) ?? refuse(field, `"${value}" is not a known value`),
  };
}

/** Parses a protobuf message; bytes that are none become a fault instead of the parser's own error. */
export function decodeBytes<M>(bytes: Uint8Array, parse: (bytes: Uint8Array) => M): M {
  try {
    return parse(bytes);
  } catch (cause) {
    throw new Fault(
      'request.invalid',
      'The message is not valid protobuf of this contract. Check the client’s version.',
      {
        cause,
      },
    );
  }
}
