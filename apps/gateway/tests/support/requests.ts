/** Requests that are valid for an operation of the OpenAPI document, made of its schemas and of ids that exist. */

// An OpenAPI document has many forms; what is read of it here is checked by use.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Schema = any;

export interface Operation {
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  readonly scope: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  /** By media type. */
  readonly bodies: Readonly<Record<string, { readonly schema?: Schema }>>;
}

export interface ReadyRequest {
  readonly path: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether it names something that exists. */
  readonly namesIds: boolean;
}

/** Values by the name of a parameter or property: `sessionId` → an id. `edits.jobId` is for paths under /v1/edits alone. */
export type Ids = Readonly<Record<string, string>>;

export function operationsOf(document: Schema): {
  readonly guarded: readonly Operation[];
  readonly open: readonly string[];
} {
  const guarded: Operation[] = [];
  const open: string[] = [];
  for (const [path, methods] of Object.entries<Schema>(document.paths)) {
    for (const [method, operation] of Object.entries<Schema>(methods)) {
      const scope = operation.security?.[0]?.bearer?.[0];
      const name = `${method.toUpperCase()} ${path}`;
      if (operation.security?.length === 0) open.push(name);
      else if (typeof scope !== 'string') throw new Error(`${name} names neither a scope nor that it needs none.`);
      else {
        const { parameters = [], requestBody } = operation;
        guarded.push({ method: method.toUpperCase(), path, scope, parameters, bodies: requestBody?.content ?? {} });
      }
    }
  }
  return { guarded, open };
}

export function requestOf(document: Schema, operation: Operation, ids: Ids): ReadyRequest {
  const named: string[] = [];
  const make = (schema: Schema, name: string): unknown => sample(document, schema, name, { ids, named });
  let path = operation.path;
  for (const { name } of operation.parameters.filter((one) => one.in === 'path')) {
    const id = ids[`${roomOf(path)}.${name}`] ?? ids[name];
    if (id === undefined) throw new Error(`${operation.path}: add an id for {${name}} to tests/support/fixtures.ts.`);
    named.push(name);
    path = path.replace(`{${name}}`, encodeURIComponent(id));
  }
  const query = operation.parameters
    .filter((one) => one.in === 'query' && (one.required === true || ids[one.name] !== undefined))
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(make(schema, name)))}`);
  const json = operation.bodies['application/json'];
  const [binary] = Object.keys(operation.bodies).filter((type) => type !== 'application/json');
  const headers = { accept: 'application/json' };
  const asked = query.length === 0 ? path : `${path}?${query.join('&')}`;
  const finish = (body: unknown, extra = {}) => ({
    ...{ path: asked, body, headers: { ...headers, ...extra } },
    namesIds: named.length > 0,
  });
  if (json !== undefined) return finish(make(json.schema, ''));
  return binary === undefined ? finish(undefined) : finish('bytes', { 'content-type': 'image/png' });
}

/** `/v1/edits/{editId}` → `edits`. */
function roomOf(path: string): string {
  return path.split('/')[2] ?? '';
}

interface Making {
  readonly ids: Ids;
  readonly named: string[];
}

/** The smallest value that a schema takes, with every property that can name something which exists. */
function sample(document: Schema, given: Schema, name: string, making: Making): unknown {
  const schema = resolve(document, given);
  const id = making.ids[name];
  if (id !== undefined) {
    making.named.push(name);
    return id;
  }
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice !== undefined) return sample(document, choice, name, making);
  switch (schema.type) {
    case 'object': {
      const wanted = Object.entries<Schema>(schema.properties ?? {}).filter(
        ([key]) =>
          schema.required?.includes(key) ||
          making.ids[key] !== undefined ||
          making.ids[key.replace(/s$/, '')] !== undefined,
      );
      return Object.fromEntries(wanted.map(([key, value]) => [key, sample(document, value, key, making)]));
    }
    case 'array': {
      const item = name.replace(/s$/, '');
      const count = Math.max(schema.minItems ?? 0, making.ids[item] === undefined ? 0 : 1);
      return Array.from({ length: count }, () => sample(document, schema.items ?? {}, item, making));
    }
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return text(schema, name);
  }
}

function text(schema: Schema, name: string): string {
  if (schema.format === 'date-time') return '2099-01-01T00:00:00Z';
  if (schema.format === 'date') return '2026-01-01';
  if (schema.format === 'uri' || /url/i.test(name)) return 'https://example.com/x';
  return 'x'.repeat(Math.max(1, schema.minLength ?? 1));
}

function resolve(document: Schema, schema: Schema): Schema {
  const { $ref: ref } = schema;
  return typeof ref === 'string' ? resolve(document, document.components.schemas[ref.split('/').at(-1) ?? '']) : schema;
}
