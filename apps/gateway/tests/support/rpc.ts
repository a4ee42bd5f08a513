/** The public gRPC API of a test, asked with messages that are made of the contract's own description. */
import { readFileSync } from 'node:fs';
import { create, createFileRegistry, fromBinary, ScalarType, toBinary } from '@bufbuild/protobuf';
import type { DescField, DescMessage, DescMethod, DescService, Message } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { Client, credentials, Metadata, status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import { silentLogger, startService } from '@safelight/service-kit';
import { decodeStatus, descriptorSetPath } from '@safelight/wire';
import * as access from '../../src/rpc/access.ts';
import type { Access } from '../../src/rpc/access.ts';
import { publicServices } from '../../src/rpc/services.ts';
import type { TestApi } from './api.ts';
import type { Ids } from './requests.ts';

const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(descriptorSetPath)));

/** Every service of the public packages, as proto/ describes them. */
export const services: readonly DescService[] = [...registry].filter(
  (one): one is DescService =>
    one.kind === 'service' && ['safelight.editing.v1', 'safelight.evaluation.v1'].includes(one.file.proto.package),
);

export const methods: readonly DescMethod[] = services.flatMap((service) => service.methods);

export const nameOf = ({ parent, name }: DescMethod): string => `${parent.name}/${name}`;

/** `EditingService` → `editingAccess`. */
export function accessOf({ parent, localName }: DescMethod): Access | undefined {
  const table = `${parent.name.replace(/Service$/, '').toLowerCase()}Access` as keyof typeof access;
  return (access[table] as Readonly<Record<string, Access>> | undefined)?.[localName];
}
export interface RpcAnswer {
  /** `OK`, `NOT_FOUND` … */
  readonly status: string;
  /** Of the fault, read from the details. */
  readonly code: string | null;
  readonly message: string;
  /** All bytes that came back, as latin1. */
  readonly text: string;
}

export interface TestRpc extends AsyncDisposable {
  readonly address: string;
  /** @param request bytes of the request message */
  ask(method: DescMethod, request: Uint8Array, key: string | null): Promise<RpcAnswer>;
}

export async function openRpc({ context, authenticator }: TestApi): Promise<TestRpc> {
  await using opening = new AsyncDisposableStack();
  const stopping = new AbortController();
  const offered = publicServices({ context, authenticator, stopping: stopping.signal });
  const options = { name: 'gateway', ...offered, logger: silentLogger, probes: false };
  const { address } = opening.use(await startService(options));
  opening.defer(() => stopping.abort());
  const client = opening.adopt(new Client(address, credentials.createInsecure()), (one) => one.close());
  const open = opening.move();
  return {
    address,
    ask: (method, request, key) => ask(client, method, request, key),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

const same = (bytes: Buffer): Buffer => bytes;

function ask(client: Client, method: DescMethod, request: Uint8Array, key: string | null): Promise<RpcAnswer> {
  const metadata = new Metadata();
  if (key !== null) metadata.set('x-api-key', key);
  const path = `/${method.parent.typeName}/${method.name}`;
  const deadline = Date.now() + 60_000;
  return new Promise((resolve) => {
    const done = (error: ServiceError | null, bytes?: Buffer) => resolve(answerOf(error, bytes));
    if (method.methodKind === 'unary') {
      client.makeUnaryRequest(path, same, same, Buffer.from(request), metadata, { deadline }, done);
      return;
    }
    const stream = client.makeServerStreamRequest(path, same, same, Buffer.from(request), metadata, { deadline });
    stream.once('data', (bytes: Buffer) => {
      done(null, bytes);
      stream.cancel();
    });
    // The first of both is the answer.
    stream.on('error', (error) => done(error as ServiceError));
  });
}

function answerOf(error: ServiceError | null, bytes: Buffer = Buffer.alloc(0)): RpcAnswer {
  if (error === null) return { status: 'OK', code: null, message: '', text: bytes.toString('latin1') };
  const [details] = error.metadata.get('grpc-status-details-bin');
  const fault = details instanceof Buffer ? decodeStatus(details, null) : null;
  const text = `${error.details}${details instanceof Buffer ? details.toString('latin1') : ''}`;
  return { status: status[error.code], code: fault?.code ?? null, message: error.details, text };
}

/** Bytes that are no message of any method. */
export const junk = Buffer.from([0xff, 0xff, 0xff]);

/** Fields that a request needs although nothing that exists is named by them. */
const needed: Readonly<Record<string, unknown>> = {
  ...{ instruction: 'warm', name: 'x', mode: 1, scopes: [1], url: 'https://example.com/x', step: 1 },
};
const filled: ReadonlySet<string> = new Set(['since', 'revisions', 'source', 'retention', 'afters']);
/** Fields of which a request takes only one. */
const exclusive: Readonly<Record<string, readonly string[]>> = { CreateSessionRequest: ['photoId', 'branchOf'] };

export interface Sample {
  readonly bytes: Uint8Array;
  /** Whether it names something that exists. */
  readonly namesIds: boolean;
}

/** Requests with everything that can name something which exists: one for each way of naming it. */
export function samplesOf(method: DescMethod, ids: Ids): readonly Sample[] {
  const { input } = method;
  const choices = exclusive[input.name] ?? [];
  const ways = choices.length === 0 ? [[]] : choices.map((kept) => choices.filter((one) => one !== kept));
  return ways.flatMap((left) => {
    const count = Math.max(1, ...input.oneofs.map(({ fields }) => fields.filter((one) => names(one, ids)).length));
    return Array.from({ length: count }, (_, choice) => {
      const made = { named: 0, ids: roomed(ids, input.name), choice };
      const message = fill(input, made, new Set(left));
      return { bytes: toBinary(input, message), namesIds: made.named > 0 };
    });
  });
}

interface Making {
  named: number;
  readonly ids: Ids;
  /** Which of the fields of a oneof. */
  readonly choice: number;
}

/** `batch_id` is another one for batches of evaluations. */
function roomed(ids: Ids, message: string): Ids {
  const room = /EvaluationBatch/.test(message) ? 'evaluation-batches' : /Batch/.test(message) ? 'batches' : 'edits';
  const own = Object.entries(ids).filter(([name]) => name.startsWith(`${room}.`));
  return { ...ids, ...Object.fromEntries(own.map(([name, id]) => [name.slice(room.length + 1), id])) };
}

function idOf(field: DescField, ids: Ids): string | undefined {
  return ids[field.localName] ?? (field.fieldKind === 'list' ? ids[field.localName.replace(/s$/, '')] : undefined);
}

/** Whether a field can name something that exists, by itself or within. */
function names(field: DescField, ids: Ids, depth = 0): boolean {
  if (idOf(field, ids) !== undefined || Object.keys(ids).some((name) => name.endsWith(`.${field.localName}`))) {
    return true;
  }
  const message = field.message;
  return message !== undefined && depth < 3 && message.fields.some((one) => names(one, ids, depth + 1));
}

function fill(desc: DescMessage, making: Making, left: ReadonlySet<string> = new Set()): Message {
  const message = create(desc) as Message & Record<string, unknown>;
  const chosen = desc.oneofs.map(({ fields }) => {
    const naming = fields.filter((one) => names(one, making.ids));
    return naming[making.choice % naming.length] ?? fields[0];
  });
  for (const field of desc.fields) {
    if (left.has(field.localName) || (field.oneof !== undefined && !chosen.includes(field))) continue;
    const value = valueOf(field, making);
    if (value === undefined) continue;
    if (field.oneof === undefined) message[field.localName] = value;
    else message[field.oneof.localName] = { case: field.localName, value };
  }
  return message;
}

function valueOf(field: DescField, making: Making): unknown {
  const { localName } = field;
  const id = idOf(field, making.ids);
  if (id !== undefined) {
    making.named++;
    return field.fieldKind === 'list' ? [id] : id;
  }
  if (field.message !== undefined && (filled.has(localName) || names(field, making.ids))) {
    // Two: what is compared needs as many.
    if (field.fieldKind === 'list') return [fill(field.message, making), fill(field.message, making)];
    return fill(field.message, making);
  }
  if (field.fieldKind === 'scalar' && localName === 'sequence') return field.scalar === ScalarType.UINT64 ? 1n : 1;
  return needed[localName];
}
