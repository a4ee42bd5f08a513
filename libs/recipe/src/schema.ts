import { Fault } from '@safelight/core';

const latest = 2;

/**
 * Brings stored JSON of an older schema to the latest shape. A change of the shape raises `latest` and adds its step
 * here; nothing else in the project knows old shapes.
 */
export function upcast(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json;
  const schema = (json as { schema?: unknown }).schema;
  if (schema === latest) return json;
  if (schema === 1) return { ...json, schema: latest, pointColors: [], corrections: [], retouch: [] };
  const wanted = `This version reads schema ${latest}.`;
  const message =
    typeof schema === 'number' && schema > latest
      ? `The recipe has schema ${schema}. ${wanted} Update Safelight.`
      : `"schema" must be a known version number. ${wanted}`;
  throw new Fault('recipe.invalid', message, { field: 'schema' });
}
