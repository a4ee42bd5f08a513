import type { NamedTensor, Tensor } from '@safelight/core';

export interface InferOptions {
  readonly signal?: AbortSignal | undefined;
  /** For whom; a server shares its instances fairly between tenants. */
  readonly tenant?: string | undefined;
}

export type Tensors = Readonly<Record<string, Tensor>>;

/** Asks models, wherever they run. */
export interface InferenceClient extends AsyncDisposable {
  /**
   * All outputs of one run of a model, by name.
   * @throws Fault `model.broken` for a file that cannot be used, `model.failed`; from a server also `model.notFound`,
   * `tensor.invalid`, `model.badReply`, `request.tooMany` and what tells that it does not answer
   */
  infer(model: string, inputs: Tensors, options?: InferOptions): Promise<Tensors>;
}

export function namedTensors(tensors: Tensors): readonly NamedTensor[] {
  return Object.entries(tensors).map(([name, tensor]) => ({ name, ...tensor }));
}

/** Where a server of models is; plain values, so that it can go to another thread. */
export interface RemoteModels {
  /** `host:port` of its gRPC. */
  readonly address: string;
  readonly security: PlainSecurity;
}

export type PlainSecurity =
  | { readonly kind: 'none' }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'mtls'; readonly caFile: string; readonly certFile: string; readonly keyFile: string };
