import type { JsonSchema } from './schema.ts';

/** Whether the value is valid under the schema: the keywords that the catalogue uses, read as JSON Schema defines them. */
export function accepts(schema: JsonSchema, value: unknown): boolean {
  if (schema.not !== undefined && accepts(schema.not, value)) return false;
  if (schema.anyOf !== undefined && !schema.anyOf.some((option) => accepts(option, value))) return false;
  if (schema.const !== undefined && value !== schema.const) return false;
  if (schema.enum !== undefined && !schema.enum.includes(value as string | number)) return false;
  switch (schema.type) {
    case 'integer':
      return Number.isInteger(value) && inRange(schema, value as number);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && inRange(schema, value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'string':
      return (
        typeof value === 'string' &&
        value.length >= (schema.minLength ?? 0) &&
        value.length <= (schema.maxLength ?? Infinity)
      );
    case 'array':
      return (
        Array.isArray(value) &&
        value.length >= (schema.minItems ?? 0) &&
        value.length <= (schema.maxItems ?? Infinity) &&
        value.every((item) => schema.items === undefined || accepts(schema.items, item))
      );
    case 'object': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
      const record = value as Record<string, unknown>;
      const known = schema.properties ?? {};
      return (
        (schema.required ?? []).every((key) => Object.hasOwn(record, key)) &&
        Object.entries(record).every(([key, inner]) =>
          Object.hasOwn(known, key) ? accepts(known[key]!, inner) : schema.additionalProperties !== false,
        )
      );
    }
    default:
      return true;
  }
}

function inRange(schema: JsonSchema, value: number): boolean {
  return value >= (schema.minimum ?? -Infinity) && value <= (schema.maximum ?? Infinity);
}
