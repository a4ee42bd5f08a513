/** What the page reads of an OpenAPI 3.1 document; ours is generated, so what is missing here is not in it. */

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

export type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

export interface Operation {
  readonly operationId?: string;
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description?: string; readonly content?: Content }>>;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
}

export interface ApiDocument {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** An operation with where it is. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
  /** Of its place on the page. */
  readonly anchor: string;
}

export interface Room {
  readonly name: string;
  readonly routes: readonly Route[];
}

/** In the order of a visit; what is not named comes last. */
const order = [
  ...['edits', 'photos', 'sessions', 'renders', 'images', 'recipes', 'presets', 'batches', 'jobs'],
  ...['evaluations', 'comparisons', 'evaluation-batches', 'tools', 'webhooks', 'usage', 'keys', 'audit'],
  ...['tenants', 'plans', 'operations'],
];

export function roomsOf(document: ApiDocument): readonly Room[] {
  const rooms = new Map<string, Route[]>();
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [verb, operation] of Object.entries(operations)) {
      const [name = 'operations'] = operation.tags ?? [];
      const routes = rooms.get(name) ?? [];
      rooms.set(name, routes);
      const anchor = operation.operationId ?? path.replaceAll('/', '');
      routes.push({ method: verb.toUpperCase(), path, operation, anchor });
    }
  }
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...rooms]
    .map(([name, routes]) => ({ name, routes }))
    .toSorted((left, right) => place(left.name) - place(right.name));
}

/** `#/components/schemas/Photo` → `Photo`. */
export function nameOfRef(ref: string): string {
  return ref.split('/').at(-1) ?? ref;
}
