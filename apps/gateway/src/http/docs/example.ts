/** A request that one can paste into a shell. */
import { nameOfRef } from './document.ts';
import type { ApiDocument, Route, Schema } from './document.ts';

const depthMax = 6;

export function curlOf(document: ApiDocument, { method, path, operation }: Route): string {
  const isOpen = operation.security?.length === 0;
  const query = (operation.parameters ?? []).filter((one) => one.in === 'query' && one.required === true);
  const search = query.map(({ name, schema }) => `${name}=${String(exampleOf(document, schema, name))}`).join('&');
  const address = `"$URL${path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => idOf(name))}${search === '' ? '' : `?${search}`}"`;
  const body = bodyOf(document, operation.requestBody?.content ?? {});
  const isImplied = method === 'GET' || (method === 'POST' && body.length > 0);
  const lines = [
    `curl ${isImplied ? '' : `-X ${method} `}${address}`,
    ...(isOpen ? [] : ['-H "Authorization: Bearer $KEY"']),
    ...body,
    ...(isBinary(operation.responses['200']?.content) ? ['-OJ'] : []),
    ...(operation.responses['200']?.content?.['text/event-stream'] === undefined ? [] : ['-N']),
  ];
  return lines.join(' \\\n  ');
}

function bodyOf(
  document: ApiDocument,
  content: Readonly<Record<string, { readonly schema?: Schema }>>,
): readonly string[] {
  const { 'multipart/form-data': form, 'application/json': json } = content;
  // A photo is sent more often than named; where JSON is asked for in the first place it comes first.
  const isUpload = form?.schema?.properties?.['file'] !== undefined;
  if (json?.schema !== undefined && !isUpload) {
    const body = JSON.stringify(exampleOf(document, json.schema, ''), null, 2).replaceAll('\n', '\n  ');
    return [`--json '${body.replaceAll("'", "'\\''")}'`];
  }
  return Object.entries(form?.schema?.properties ?? {}).map(([name, { format, items }]) =>
    (format ?? items?.format) === 'binary' ? `-F ${name}=@photo.jpg` : `-F ${name}='…'`,
  );
}

function isBinary(content: Readonly<Record<string, unknown>> | undefined): boolean {
  return Object.keys(content ?? {}).some((type) => type.startsWith('image/'));
}

const prefixes: Readonly<Record<string, string>> = {
  ...{ photoId: 'pho', sessionId: 'ses', turnId: 'trn', keyId: 'key', tenantId: 'tnt', jobId: 'job', batchId: 'bat' },
  ...{ presetId: 'pre', webhookId: 'whk', renderId: 'job', editId: 'job' },
};

function idOf(name: string): string {
  return prefixes[name] === undefined ? `{${name}}` : `${prefixes[name]}_…`;
}

/** What a schema says by itself, else its required parts. */
export function exampleOf(document: ApiDocument, schema: Schema, name: string, depth = 0): unknown {
  const { $ref: ref, examples = [], properties = {}, required = [], items } = schema;
  if (examples.length > 0) return examples[0];
  if (ref !== undefined) {
    const target = document.components.schemas[nameOfRef(ref)];
    return target === undefined || depth > depthMax ? {} : exampleOf(document, target, name, depth + 1);
  }
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined && !required.includes(name)) return schema.default;
  if (schema.enum !== undefined) return schema.enum[0];
  const [choice] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (choice !== undefined) return exampleOf(document, choice, name, depth + 1);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(properties)
          .filter(([key]) => required.includes(key))
          .map(([key, one]) => [key, exampleOf(document, one, key, depth + 1)]),
      );
    case 'array':
      return items === undefined ? [] : [exampleOf(document, items, name.replace(/s$/, ''), depth + 1)];
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return textOf(name, schema.format);
  }
}

function textOf(name: string, format: string | undefined): string {
  if (format === 'date-time') return '2027-01-01T00:00:00Z';
  if (format === 'date') return '2027-01-01';
  if (name === 'instruction') return 'warm, dreamy golden hour';
  if (/url$/i.test(name)) return 'https://example.com/…';
  return prefixes[name] === undefined ? '…' : idOf(name);
}
