/** What the client is generated into from an OpenAPI document: its types, and where each operation lies. */
import openapiTs, { astToString, type OpenAPI3 } from 'openapi-typescript';

const head = '/** Made from openapi.json by `npm run openapi`. Do not edit. */\n';
const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
}

interface Document {
  readonly paths?: Readonly<Record<string, Readonly<Partial<Record<string, Operation>>>>>;
}

export async function typesOf(document: object): Promise<string> {
  const nodes = await openapiTs(withNamedProperties(document) as OpenAPI3, {
    // Answers are read, never written to.
    immutable: true,
    // A field with a default may be left out of a request.
    defaultNonNullable: false,
    alphabetize: true,
  });
  return `${head}${astToString(nodes)}\n${routesOf(document)}`;
}

/** `export const routes = { createPhoto: ['POST', '/v1/photos', false], … }`. */
function routesOf(document: Document): string {
  const lines = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const { operationId, parameters = [] } = item[method] ?? {};
      if (operationId === undefined) return [];
      const takesKey = parameters.some((one) => one.in === 'header' && one.name === 'idempotency-key');
      return [`    ${operationId}: ["${method.toUpperCase()}", "${path}", ${takesKey}],\n`];
    }),
  );
  const entry = 'readonly [method: string, path: string, takesIdempotencyKey: boolean]';
  const type = `Readonly<Record<keyof operations, ${entry}>>`;
  return `/** Where each operation is. */\nexport const routes: ${type} = {\n${lines.sort().join('')}};\n`;
}

/** A map whose keys are all required is an object with those properties: the generator would take any text as a key. */
function withNamedProperties(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withNamedProperties);
  if (typeof part !== 'object' || part === null) return part;
  const copy = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, withNamedProperties(value)]));
  const { propertyNames, additionalProperties, required, ...rest } = copy;
  if (propertyNames === undefined || !Array.isArray(required)) return copy;
  const properties = Object.fromEntries(required.map((name: string) => [name, additionalProperties]));
  return { ...rest, required, properties, additionalProperties: false };
}
