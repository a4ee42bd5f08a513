/**
 * Codecs of messages, put together from codecs of their fields. `shape` asks for every field of the generated type, so a
 * field that is new in the proto breaks the build until it is mapped.
 */
import { limits } from '@safelight/core';
import { codec } from './contract.ts';
import type { Codec, MessageType } from './contract.ts';
import * as check from './decode.ts';

/** How one value travels. Decoding validates; a fault names the field by its path. */
export interface Field<W, D> {
  readonly encode: (value: D) => W;
  readonly decode: (wire: W, field: string) => D;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the domain's types are kept by inference
export type FieldsOf<W> = { readonly [K in keyof W]-?: Field<W[K], any> };
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as above
type DomainOf<F> = F extends Field<any, infer D> ? D : never;
type OptionalKeys<F> = { [K in keyof F]: undefined extends DomainOf<F[K]> ? K : never }[keyof F];

/** What may be undefined may be left out. */
type DomainShape<F> = { readonly [K in Exclude<keyof F, OptionalKeys<F>>]: DomainOf<F[K]> } & {
  readonly [K in OptionalKeys<F>]?: DomainOf<F[K]>;
};

export interface Shape<W, D> extends Field<W, D> {
  readonly type: MessageType<W>;
}

/** A message, field by field. */
export function shape<W extends object, const F extends FieldsOf<W>>(
  type: MessageType<W>,
  fields: F,
): Shape<W, DomainShape<F>> {
  type Any = Field<unknown, unknown>;
  const entries = Object.entries<Any>(fields as unknown as Record<string, Any>);
  const map = (from: object, work: (one: Any, value: unknown, name: string) => unknown): object =>
    Object.fromEntries(
      entries.map(([name, one]) => [name, work(one, (from as Readonly<Record<string, unknown>>)[name], name)]),
    );
  return {
    type,
    encode: (value) => map(value, (one, inner) => one.encode(inner)) as W,
    decode: (wire, at) =>
      map(wire, (one, inner, name) => one.decode(inner, at === '' ? name : `${at}.${name}`)) as DomainShape<F>,
  };
}

/** A shape as a request or response. */
export function whole<W, D>(of: Shape<W, D>): Codec<W, D> {
  return codec(of.type, of.encode, (message) => of.decode(message, ''));
}

/** A message within another, which must be there. */
export function one<W, D>(field: Field<W, D>): Field<W | undefined, D> {
  return { encode: field.encode, decode: (wire, at) => field.decode(check.present(wire, at), at) };
}

/** What is not there is null. */
export function nullable<W, D>(field: Field<W, D>): Field<W | undefined, D | null> {
  return {
    encode: (value) => (value === null ? undefined : field.encode(value)),
    decode: (wire, at) => (wire === undefined ? null : field.decode(wire, at)),
  };
}

/** What is not there may be left out. */
export function optional<W, D>(field: Field<W, D>): Field<W | undefined, D | undefined> {
  return {
    encode: (value) => (value === undefined ? undefined : field.encode(value)),
    decode: (wire, at) => (wire === undefined ? undefined : field.decode(wire, at)),
  };
}

/** What is not there is this. */
export function defaulted<W, D>(field: Field<W, D>, value: D): Field<W | undefined, D> {
  return { encode: field.encode, decode: (wire, at) => (wire === undefined ? value : field.decode(wire, at)) };
}

/** `none` on the wire (0, empty, unspecified) stands for `absent` in the domain. */
export function unset<W, D, A>(none: W, absent: A, field: Field<W, D>): Field<W, D | A> {
  return {
    encode: (value) => (value === absent ? none : field.encode(value as D)),
    decode: (wire, at) => (wire === none ? absent : field.decode(wire, at)),
  };
}

export function many<W, D>(field: Field<W, D>, countMax: number, countMin = 0): Field<W[], readonly D[]> {
  return {
    encode: (values) => values.map(field.encode),
    decode: (wires, at) => {
      if (wires.length < countMin) check.refuse(at, countMin === 1 ? 'is empty' : `needs at least ${countMin} entries`);
      return check.list(wires, at, countMax, field.decode);
    },
  };
}

export function text(lengthMax: number, lengthMin = 0): Field<string, string> {
  return { encode: (value) => value, decode: (wire, at) => check.text(wire, at, lengthMax, lengthMin) };
}

/** What people call something; spaces around it are no part of it. */
export function name(lengthMax: number): Field<string, string> {
  return { encode: (value) => value, decode: (wire, at) => check.text(wire.trim(), at, lengthMax, 1) };
}

/** uint32. */
export function count(min = 0, max = 2 ** 32 - 1): Field<number, number> {
  return { encode: (value) => value, decode: (wire, at) => check.number(wire, at, min, max) };
}

/** uint64, as far as a number is exact. */
export function big(min = 0): Field<bigint, number> {
  return {
    encode: BigInt,
    decode: (wire, at) => check.number(Number(wire), at, min, Number.MAX_SAFE_INTEGER),
  };
}

export const id = text(64, 1);
export const digest: Field<string, string> = { encode: (value) => value, decode: check.digest };
export const flag: Field<boolean, boolean> = { encode: (value) => value, decode: (wire) => wire };
export const time: Field<Date | undefined, Date> = { encode: (value) => value, decode: check.present };
export const maybeTime: Field<Date | undefined, Date | null> = {
  encode: (value) => value ?? undefined,
  decode: (wire) => wire ?? null,
};
/** A google.protobuf.Struct. */
export const json: Field<Record<string, unknown>, Readonly<Record<string, unknown>>> = {
  encode: (value) => ({ ...value }),
  decode: (wire) => wire,
};
/** The bytes of a picture; whether they may be empty is for others to say. */
export const picture: Field<Buffer, Uint8Array> = {
  encode: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength),
  decode: (wire, at) =>
    wire.length > limits.photoSizeBytes ? check.refuse(at, `is larger than ${limits.photoSizeBytes} bytes`) : wire,
};

const pageSizeMax = 200;
const pageSizeDefault = 50;
const pageTokenLengthMax = 300;

/** What every request for a page of a list has. */
export const pageFields = {
  pageSize: unset(0, pageSizeDefault, count(1, pageSizeMax)),
  pageToken: unset('', undefined, text(pageTokenLengthMax)),
};
/** Null on the last page. */
export const nextPageToken = unset('', null, text(pageTokenLengthMax));
