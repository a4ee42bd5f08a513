import { decodeBytes } from './decode.ts';

/** How one method travels: its path and the codecs of its two messages, in domain types. */
export interface Method<Request, Response, Kind extends MethodKind = MethodKind> {
  readonly kind: Kind;
  /** `/package.Service/Method`. */
  readonly path: string;
  readonly encodeRequest: (request: Request) => Uint8Array;
  /** Validates; throws a `Fault` that names the bad field. */
  readonly decodeRequest: (bytes: Uint8Array) => Request;
  readonly encodeResponse: (response: Response) => Uint8Array;
  readonly decodeResponse: (bytes: Uint8Array) => Response;
}

export type MethodKind = 'unary' | 'serverStream';

/** One gRPC service: its full name and its methods. */
export interface ServiceContract {
  readonly service: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the methods' own types are kept by inference
  readonly methods: Readonly<Record<string, Method<any, any>>>;
}

export interface MessageType<M> {
  encode(message: M): { finish(): Uint8Array };
  decode(bytes: Uint8Array): M;
}

/** The pair of maps between one generated message and its domain type. */
export interface Codec<W, D> {
  readonly type: MessageType<W>;
  readonly encode: (value: D) => W;
  readonly decode: (message: W) => D;
}

function method<Kind extends MethodKind, WReq, DReq, WRes, DRes>(
  kind: Kind,
  path: string,
  request: Codec<WReq, DReq>,
  response: Codec<WRes, DRes>,
): Method<DReq, DRes, Kind> {
  return {
    kind,
    path,
    encodeRequest: (value) => request.type.encode(request.encode(value)).finish(),
    decodeRequest: (bytes) => request.decode(decodeBytes(bytes, (input) => request.type.decode(input))),
    encodeResponse: (value) => response.type.encode(response.encode(value)).finish(),
    decodeResponse: (bytes) => response.decode(decodeBytes(bytes, (input) => response.type.decode(input))),
  };
}

export function unary<WReq, DReq, WRes, DRes>(
  path: string,
  request: Codec<WReq, DReq>,
  response: Codec<WRes, DRes>,
): Method<DReq, DRes, 'unary'> {
  return method('unary', path, request, response);
}

export function serverStream<WReq, DReq, WRes, DRes>(
  path: string,
  request: Codec<WReq, DReq>,
  response: Codec<WRes, DRes>,
): Method<DReq, DRes, 'serverStream'> {
  return method('serverStream', path, request, response);
}

/** Lets the compiler infer both types of a codec from its functions. */
export function codec<W, D>(type: MessageType<W>, encode: (value: D) => W, decode: (message: W) => D): Codec<W, D> {
  return { type, encode, decode };
}
