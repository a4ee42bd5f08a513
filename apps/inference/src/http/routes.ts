/** The addresses of the protocol and what answers them. */
import type { IncomingHttpHeaders } from 'node:http';
import { Fault } from '@safelight/core';
import { prometheusText } from '@safelight/service-kit';
import type { Context } from '../context.ts';
import { metricsText } from '../metrics.ts';
import { serverMetadata } from '../serverMetadata.ts';
import { encodeInferBody, parseInferBody } from './inferBody.ts';

export interface Asked {
  readonly method: string;
  /** Decoded parts of the path. */
  readonly path: readonly string[];
  readonly headers: IncomingHttpHeaders;
  readonly signal: AbortSignal;
  body(): Promise<Buffer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly parts: readonly Uint8Array[];
}

const none: readonly Uint8Array[] = [];
const status = (isGood: boolean): Answer => ({ status: isGood ? 200 : 400, headers: {}, parts: none });
const json = (value: unknown): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  parts: [Buffer.from(JSON.stringify(value))],
});
const jsonLengthHeader = 'inference-header-content-length';

/** Probes and scrapers carry no token. */
export function isOpen([first, second]: readonly string[]): boolean {
  return first === 'metrics' || (first === 'v2' && second === 'health');
}

/** @throws Fault `request.notFound`, `request.methodNotAllowed` and what the operations throw */
export async function route(asked: Asked, context: Context): Promise<Answer> {
  const { path, method } = asked;
  const [root, area, ...rest] = path;
  if (root === 'metrics' && area === undefined) {
    allow(method, 'GET');
    const text = `${metricsText(context.repository.all())}${await prometheusText()}`;
    return { status: 200, headers: { 'content-type': 'text/plain; version=0.0.4' }, parts: [Buffer.from(text)] };
  }
  if (root !== 'v2') throw unknown(path);
  switch (area) {
    case undefined:
      allow(method, 'GET');
      return json(serverMetadata);
    case 'health':
      allow(method, 'GET');
      if (rest.length === 1 && rest[0] === 'live') return status(true);
      if (rest.length === 1 && rest[0] === 'ready') return status(context.repository.isReady);
      throw unknown(path);
    case 'models':
      return model(asked, rest, context);
    case 'repository':
      return repository(asked, rest, context);
    default:
      throw unknown(path);
  }
}

async function model(asked: Asked, rest: readonly string[], { repository: models }: Context): Promise<Answer> {
  const { method, path } = asked;
  if (rest[0] === 'stats' && rest.length === 1) {
    allow(method, 'GET');
    return json({ model_stats: models.statistics('', '') });
  }
  const [name, ...behind] = rest;
  if (name === undefined) throw unknown(path);
  const [version, [operation, ...more]] = behind[0] === 'versions' ? [behind[1], behind.slice(2)] : ['', behind];
  if (version === undefined || more.length > 0) throw unknown(path);
  if (operation === 'infer') {
    allow(method, 'POST');
    return infer(asked, name, version, models);
  }
  allow(method, 'GET');
  switch (operation) {
    case undefined:
      return json(models.metadata(name, version));
    case 'ready':
      return status(models.isModelReady(name, version));
    case 'config':
      return json(models.find(name, version).config());
    case 'stats':
      return json({ model_stats: models.statistics(name, version) });
    default:
      throw unknown(path);
  }
}

async function infer(asked: Asked, name: string, version: string, models: Context['repository']): Promise<Answer> {
  // Who asks for a model that is not there need not send its tensors.
  const found = models.find(name, version);
  const { headers, signal } = asked;
  const { request, isBinary } = parseInferBody(await asked.body(), jsonLengthOf(headers), name, version);
  const tenant = headers['safelight-tenant'];
  const response = await found.infer(request, { signal, tenant: typeof tenant === 'string' ? tenant : '' });
  const { parts, jsonLength } = encodeInferBody(response, isBinary);
  if (jsonLength === undefined) return { status: 200, headers: { 'content-type': 'application/json' }, parts };
  return {
    status: 200,
    headers: { 'content-type': 'application/octet-stream', [jsonLengthHeader]: String(jsonLength) },
    parts,
  };
}

function jsonLengthOf(headers: IncomingHttpHeaders): number | undefined {
  const given = headers[jsonLengthHeader];
  if (given === undefined) return undefined;
  if (typeof given === 'string' && /^\d{1,12}$/.test(given)) return Number(given);
  throw new Fault('request.invalid', 'Unable to parse Inference-Header-Content-Length: it is no number of bytes.', {
    field: 'Inference-Header-Content-Length',
  });
}

async function repository(asked: Asked, rest: readonly string[], { repository: models }: Context): Promise<Answer> {
  const { method, path } = asked;
  const [what, name, change, ...more] = rest;
  if (what === 'index' && name === undefined) {
    allow(method, 'POST', 'GET');
    const { ready } = await bodyOf(asked);
    if (ready !== undefined && typeof ready !== 'boolean') {
      throw new Fault('request.invalid', "Invalid value for 'ready': expected a boolean", { field: 'ready' });
    }
    return json(await models.index(ready === true));
  }
  if (what !== 'models' || name === undefined || more.length > 0) throw unknown(path);
  if (change !== 'load' && change !== 'unload') throw unknown(path);
  allow(method, 'POST');
  const { parameters = {} } = await bodyOf(asked);
  const { config, ...others } = parameters as Readonly<Record<string, unknown>>;
  // No model here depends on another, so it does not matter whether those are unloaded as well.
  refuseUnknown(Object.keys(others).filter((key) => key !== 'unload_dependents'));
  if (change === 'unload') await models.unload(name);
  else await models.load(name, typeof config === 'string' ? config : undefined);
  return { status: 200, headers: {}, parts: none };
}

async function bodyOf(asked: Asked): Promise<Readonly<Record<string, unknown>>> {
  const text = (await asked.body()).toString('utf8');
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // Told below, like JSON that is no object.
  }
  throw new Fault('request.invalid', 'failed to parse the request JSON buffer: expected an object.');
}

/** Triton takes model files in parameters; here models come by the repository's folder alone. */
export function refuseUnknown(names: readonly string[]): void {
  const [name] = names;
  if (name === undefined) return;
  const text = `unrecognized load parameter '${name}'. Give 'config' alone; files of models belong into the repository.`;
  throw new Fault('request.invalid', text, { field: `parameters.${name}` });
}

function allow(method: string, ...methods: readonly string[]): void {
  if (methods.includes(method) || (method === 'HEAD' && methods.includes('GET'))) return;
  throw new Fault('request.methodNotAllowed', `This address answers ${methods.join(' and ')} alone.`);
}

function unknown(path: readonly string[]): Fault {
  return new Fault('request.notFound', `Not Found: there is nothing at /${path.join('/')}.`);
}
