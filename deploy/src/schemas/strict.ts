/** JSON schemas that refuse what an API server would quietly drop: fields that nobody knows. */

export type Schema = { readonly [name: string]: unknown };

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What tells a person something and a validator nothing, or what JSON schema does not know. */
const dropped = new Set(['description', 'default', 'example', 'nullable', 'externalDocs', 'title', 'format']);

/** A name of a property is no keyword, whatever it is called. */
function mapValues(value: unknown, closed: boolean): Schema {
  return Object.fromEntries(Object.entries(value as Schema).map(([name, one]) => [name, strict(one, closed)]));
}

/** These look at an object that is described elsewhere, by a few of its properties. */
const partial = new Set(['allOf', 'anyOf', 'oneOf', 'not']);

function keyword(name: string, value: unknown, closed: boolean): unknown {
  if (name === 'properties' || name === 'definitions') return mapValues(value, closed);
  if (name === 'enum' || name === 'required') return value;
  const inside = closed && !partial.has(name);
  if (Array.isArray(value)) return value.map((one) => strict(one, inside));
  return strict(value, inside);
}

/** The same schema, closed: an object with named properties takes no other, unless it says so itself. */
export function strict(schema: unknown, closed = true): unknown {
  if (!isSchema(schema)) return schema;
  if (schema['x-kubernetes-int-or-string'] === true) return { type: ['string', 'integer'] };
  const kept = Object.entries(schema).filter(([name]) => !dropped.has(name) && !name.startsWith('x-kubernetes-'));
  const plain = Object.fromEntries(kept.map(([name, value]) => [name, keyword(name, value, closed)]));
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true || plain['additionalProperties'] !== undefined;
  if (!closed || plain['properties'] === undefined || open) return plain;
  return { ...plain, additionalProperties: false };
}

/** The object's own name, and no other, in its two fields. What a manifest says is the wish: a status is not ours to set. */
export function named(schema: Schema, [group, version, kind]: readonly [string, string, string]): Schema {
  const wished = Object.entries(schema['properties'] as Schema).filter(([field]) => field !== 'status');
  const properties = {
    ...Object.fromEntries(wished),
    apiVersion: { enum: [group === '' ? version : `${group}/${version}`] },
    kind: { enum: [kind] },
  };
  const known = (schema['required'] as readonly string[] | undefined) ?? [];
  return { ...schema, properties, required: [...new Set([...known, 'apiVersion', 'kind', 'metadata'])] };
}

const refPrefix = '#/definitions/';

/** The definitions of a description that one schema needs, itself among them. */
export function reachable(definitions: Schema, from: string): Schema {
  const found = new Map<string, unknown>();
  const look = (name: string): void => {
    if (found.has(name)) return;
    found.set(name, definitions[name]);
    walk(definitions[name]);
  };
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    if (!isSchema(value)) return;
    for (const [key, one] of Object.entries(value)) {
      if (key === '$ref' && typeof one === 'string') look(one.slice(refPrefix.length));
      else walk(one);
    }
  };
  look(from);
  return Object.fromEntries(found);
}
