/** How bodies that zod does not check are described: they are read part by part, or are bytes. */

/** JSON Schema of a body, or of a part of one. */
export type BodySchema = Readonly<Record<string, unknown>>;

/** A whole body of bytes, or a file of a form. */
export const bytes = (description: string): BodySchema => ({ type: 'string', format: 'binary', description });

/** A field of a form. */
export const text = (description: string): BodySchema => ({ type: 'string', description });

/** Several files under one name. */
export const files = (description: string): BodySchema => ({
  type: 'array',
  items: { type: 'string', format: 'binary' },
  description,
});

/** A `multipart/form-data` body; every part is needed. */
export function form(parts: Readonly<Record<string, BodySchema>>): BodySchema {
  return { type: 'object', properties: parts, required: Object.keys(parts) };
}
