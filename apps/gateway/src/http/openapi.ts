import swagger from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { BodySchema } from './bodies.ts';
import type { HttpApp } from './types.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Bodies by media type, where the route's schema does not describe them; see `bodies.ts`. */
    bodies?: Readonly<Record<string, BodySchema | z.ZodType>>;
  }
}

const json = 'application/json';

/** Collects the description of the API from the routes that are added after this call. */
export async function describeApi(app: HttpApp): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Safelight',
        version: '1',
        summary: 'Retouches photographs from one sentence.',
        description:
          'Upload a photo, open a session on it, ask for an edit in plain words, follow the events, take the result. ' +
          'Every failure is an RFC 9457 problem whose `code` is explained at its `type` address. Every answer carries ' +
          '`X-Request-Id`; where the plan limits requests, also `RateLimit-Policy` and `RateLimit`, and a 429 says in ' +
          '`Retry-After` when to come back.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
        },
      },
      security: [{ bearer: [] }, { apiKey: [] }],
    },
    transform,
    transformObject: (document) => withProblems(withoutUnused(jsonSchemaTransformObject(document))),
  });
}

type Transform = typeof jsonSchemaTransform;
type RouteSchema = Record<string, unknown>;

/** Adds to what zod says: the room as a tag, bodies of other media types, and answers that are bytes. */
const transform: Transform = (route) => {
  const bodies = route.route.config?.bodies ?? {};
  const described = bodies[json];
  const schema = described === undefined ? route.schema : { ...route.schema, body: described };
  const { schema: made, url } = jsonSchemaTransform({ ...route, schema });
  if (made === undefined || made.hide === true) return { schema: made, url };
  const known: RouteSchema = { ...made };
  const [, version, room] = url.split('/');
  known['tags'] ??= [version === 'v1' && room !== undefined ? room : 'operations'];
  if (Object.keys(bodies).length > 0) known['body'] = { content: contentOf(known, bodies) };
  else if (known['body'] !== undefined) known['body'] = withoutNull(known['body'] as BodySchema);
  const produced = known['produces'];
  const responses = (known['response'] ?? {}) as Record<string, unknown>;
  if (Array.isArray(produced) && !Object.keys(responses).some((status) => status.startsWith('2'))) {
    const content = Object.fromEntries(
      (produced as string[]).map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
    );
    known['response'] = { 200: { description: 'The bytes.', content }, ...responses };
  }
  return { schema: known, url };
};

function contentOf(schema: RouteSchema, bodies: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const others = Object.fromEntries(Object.entries(bodies).filter(([type]) => type !== json));
  const body = schema['body'] as BodySchema | undefined;
  const content = { ...(body === undefined ? {} : { [json]: withoutNull(body) }), ...others };
  return Object.fromEntries(Object.entries(content).map(([type, one]) => [type, { schema: one }]));
}

/** A body may be absent where it can be sent in another form; its schema is the one of what is there. */
function withoutNull(body: BodySchema): BodySchema {
  const choices = body['anyOf'];
  if (!Array.isArray(choices)) return body;
  const kept = (choices as BodySchema[]).filter((choice) => choice['type'] !== 'null');
  return kept.length === 1 && kept[0] !== undefined ? kept[0] : { ...body, anyOf: kept };
}

type Document = ReturnType<typeof jsonSchemaTransformObject>;

/** The generator describes each schema as input and as output; only those that an operation refers to are kept. */
function withoutUnused(document: Document): Document {
  if (!('components' in document)) return document;
  const schemas = document.components?.schemas ?? {};
  const used = new Set<string>();
  const visit = (part: unknown): void => {
    for (const [, name] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (name === undefined || used.has(name)) continue;
      used.add(name);
      visit(schemas[name]);
    }
  };
  visit(document.paths);
  const kept = Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
  return { ...document, components: { ...document.components, schemas: kept } } as Document;
}

/** The generator gives every answer one media type; problems have their own (RFC 9457). */
function withProblems(document: Document): Document {
  const told: Readonly<Record<string, string>> = {
    '4XX': 'A problem that the caller can mend.',
    '5XX': 'A problem of the server.',
  };
  for (const operations of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(operations as Record<string, { responses?: Record<string, unknown> }>)) {
      for (const [status, description] of Object.entries(told)) {
        const response = operation.responses?.[status] as { content?: Record<string, unknown> } | undefined;
        const [schema] = Object.values(response?.content ?? {});
        if (operation.responses === undefined || schema === undefined) continue;
        operation.responses[status] = { description, content: { 'application/problem+json': schema } };
      }
    }
  }
  return document;
}
