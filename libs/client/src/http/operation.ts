/** The generated types of one operation, taken apart. */
import type { operations } from '../../generated/api.ts';

export type OperationId = keyof operations;
type Parameters<O extends OperationId> = operations[O]['parameters'];

/** The JSON body that an operation takes. */
export type BodyOf<O extends OperationId> = operations[O] extends {
  readonly requestBody?: { readonly content: { readonly 'application/json': infer B } };
}
  ? B
  : never;

export type QueryOf<O extends OperationId> = NonNullable<Parameters<O>['query']>;
type PathOf<O extends OperationId> = NonNullable<Parameters<O>['path']>;

type Field<Name extends string, Value> = [Value] extends [never]
  ? { readonly [N in Name]?: never }
  : object extends Value
    ? { readonly [N in Name]?: Value | undefined }
    : { readonly [N in Name]: Value };

/** What a call gives beside its options; a field is needed as soon as something in it is. */
export type InputOf<O extends OperationId> = Field<'path', PathOf<O>> &
  Field<'query', QueryOf<O>> &
  Field<'body', BodyOf<O>> & {
    readonly headers?: Readonly<Record<string, string>>;
    readonly repeatable?: boolean;
  };

type Success = 200 | 201 | 202;
type Responses<O extends OperationId> = operations[O]['responses'];
type JsonOf<R> = R extends { readonly content: { readonly 'application/json': infer J } } ? J : never;

/** The JSON that an operation answers when it succeeds; nothing for those that answer no JSON. */
export type OutputOf<O extends OperationId> = [SuccessOf<O>] extends [never] ? undefined : SuccessOf<O>;
type SuccessOf<O extends OperationId> = {
  [S in keyof Responses<O> & Success]: JsonOf<Responses<O>[S]>;
}[keyof Responses<O> & Success];
