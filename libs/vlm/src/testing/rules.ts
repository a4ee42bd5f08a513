/** Rules of the public API between the fields of a request, which its schema cannot say. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { z } from 'zod';
import { chatRequest, type ChatMessage, type ChatRequest } from './schema.ts';

export interface Refusal {
  /** As OpenAI names it: `messages[1].content[0].image_url`. */
  readonly param: string | null;
  readonly message: string;
}

export interface Strictness {
  /** Pictures of a turn stand before its text, as the templates of vision models were trained. Default false. */
  readonly imagesFirst?: boolean;
}

const ajv = new Ajv2020({ strict: false });

/** The request, or the first thing wrong with it. */
export function checkRequest(json: unknown, { imagesFirst = false }: Strictness): ChatRequest | Refusal {
  const result = chatRequest.safeParse(json);
  if (!result.success) {
    const { path, message } = deepest(result.error.issues[0]!);
    const param = pathOf(path);
    return { param, message: `Invalid request: ${param ?? 'body'}: ${message}` };
  }
  const request = result.data;
  return (
    checkTools(request) ??
    checkFormat(request) ??
    checkToolTurns(request.messages) ??
    checkImages(request.messages, imagesFirst) ??
    checkStream(request) ??
    request
  );
}

/** Of alternatives, the one that went furthest was meant. */
function deepest(issue: z.core.$ZodIssue): { readonly path: readonly PropertyKey[]; readonly message: string } {
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors.flatMap(([first]) => (first === undefined ? [] : [deepest(first)]));
  const [best] = inner.toSorted((a, b) => b.path.length - a.path.length);
  return best === undefined ? issue : { path: [...issue.path, ...best.path], message: best.message };
}

function pathOf(path: readonly PropertyKey[]): string | null {
  if (path.length === 0) return null;
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text === '' ? '' : '.'}${String(key)}`),
    '',
  );
}

function checkTools({ tools = [], tool_choice: choice }: ChatRequest): Refusal | null {
  const names = tools.map((tool) => tool.function.name);
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice !== -1) return { param: `tools[${twice}].function.name`, message: `'${names[twice]}' is defined twice` };
  for (const [index, { function: definition }] of tools.entries()) {
    const param = `tools[${index}].function.parameters`;
    const { parameters = { type: 'object', properties: {} }, strict } = definition;
    const problem = schemaProblem(parameters) ?? (strict === true ? looseness(parameters, 'parameters') : null);
    if (problem !== null) return { param, message: `Invalid schema for function '${definition.name}': ${problem}` };
  }
  if (choice === undefined) return null;
  if (tools.length === 0) return { param: 'tool_choice', message: "'tool_choice' is only allowed with 'tools'" };
  if (typeof choice === 'object' && !names.includes(choice.function.name)) {
    return { param: 'tool_choice', message: `Tool choice '${choice.function.name}' not found in 'tools'` };
  }
  return null;
}

function checkFormat({ response_format: format }: ChatRequest): Refusal | null {
  if (format?.type !== 'json_schema') return null;
  const { schema, strict } = format.json_schema;
  if (schema === undefined) return { param: 'response_format.json_schema.schema', message: "'schema' is required" };
  const problem = schemaProblem(schema) ?? (strict === true ? looseness(schema, 'schema') : null);
  return problem === null ? null : { param: 'response_format.json_schema.schema', message: problem };
}

/** Requests of a test repeat their tools; compiling a schema takes some milliseconds. */
const judged = new Map<string, string | null>();

function schemaProblem(schema: Readonly<Record<string, unknown>>): string | null {
  const text = JSON.stringify(schema);
  const known = judged.get(text);
  if (known !== undefined) return known;
  const problem = judge(schema);
  judged.set(text, problem);
  return problem;
}

function judge(schema: Readonly<Record<string, unknown>>): string | null {
  if (schema.type !== 'object') return `schema must be of type "object", got ${JSON.stringify(schema.type ?? null)}`;
  if (ajv.validateSchema(schema) !== true) return ajv.errorsText(ajv.errors);
  try {
    ajv.compile(schema);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** In strict mode every object lists all its properties as required and allows no others. */
function looseness(schema: unknown, path: string): string | null {
  if (Array.isArray(schema)) return schema.map((one, i) => looseness(one, `${path}[${i}]`)).find(Boolean) ?? null;
  if (typeof schema !== 'object' || schema === null) return null;
  const { type, properties, required, additionalProperties } = schema as Record<string, unknown>;
  if (type === 'object') {
    if (additionalProperties !== false) return `${path}: 'additionalProperties' must be false`;
    const names = Object.keys((properties ?? {}) as object);
    const listed = Array.isArray(required) ? required : [];
    const missing = names.find((one) => !listed.includes(one));
    if (missing !== undefined) return `${path}: 'required' must include '${missing}'`;
  }
  for (const [key, inner] of Object.entries(schema)) {
    const problem = looseness(inner, `${path}.${key}`);
    if (problem !== null) return problem;
  }
  return null;
}

/** Every call of an assistant turn is answered by the tool turns right after it, and by nothing else. */
function checkToolTurns(messages: readonly ChatMessage[]): Refusal | null {
  let open = new Set<string>();
  for (const [index, message] of messages.entries()) {
    const param = `messages[${index}]`;
    if (message.role === 'tool') {
      if (!open.delete(message.tool_call_id)) {
        return { param, message: `No tool call '${message.tool_call_id}' waits for an answer here` };
      }
      continue;
    }
    if (open.size > 0) return { param, message: `Tool calls without an answer: ${[...open].join(', ')}` };
    if (message.role === 'assistant') open = new Set(message.tool_calls?.map(({ id }) => id));
  }
  return open.size === 0
    ? null
    : { param: 'messages', message: `Tool calls without an answer: ${[...open].join(', ')}` };
}

const signatures: Readonly<Record<string, readonly number[]>> = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47],
  'image/webp': [0x52, 0x49, 0x46, 0x46],
  'image/gif': [0x47, 0x49, 0x46, 0x38],
};

function checkImages(messages: readonly ChatMessage[], imagesFirst: boolean): Refusal | null {
  for (const [index, message] of messages.entries()) {
    if (message.role !== 'user' || typeof message.content === 'string') continue;
    let textSeen = false;
    for (const [place, part] of message.content.entries()) {
      const param = `messages[${index}].content[${place}]`;
      if (part.type === 'text') {
        textSeen = true;
        continue;
      }
      if (imagesFirst && textSeen) return { param, message: 'A picture stands after text' };
      const problem = imageProblem(part.image_url.url);
      if (problem !== null) return { param: `${param}.image_url`, message: problem };
    }
  }
  return null;
}

function imageProblem(url: string): string | null {
  const match = /^data:([a-z]+\/[a-z]+);base64,([A-Za-z0-9+/]+={0,2})$/.exec(url);
  if (match === null) return 'Only data URLs with base64 reach this server';
  const signature = signatures[match[1]!];
  if (signature === undefined) return `Unsupported image type ${match[1]!}`;
  const bytes = Buffer.from(match[2]!, 'base64');
  return signature.every((byte, i) => bytes[i] === byte) ? null : `The data is no ${match[1]!}`;
}

function checkStream({ stream, stream_options: options }: ChatRequest): Refusal | null {
  if (options === null || options === undefined || stream === true) return null;
  return { param: 'stream_options', message: "'stream_options' is only allowed when 'stream' is true" };
}
