import { limits } from '@safelight/core';
import { findTool, tools } from './catalogue.ts';
import type { ListShape, RowShape } from './shapes.ts';
import { curvePointsMax, openNameLengthMax, type Tool } from './tool.ts';

/** The subset of JSON Schema 2020-12 that the catalogue uses. */
export interface JsonSchema {
  readonly type?: 'integer' | 'number' | 'boolean' | 'string' | 'array' | 'object';
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly (string | number)[];
  readonly const?: string;
  readonly examples?: readonly unknown[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly anyOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
}

/**
 * Schema of the tool's value in panel units. A structure takes an object of its fields, `true` for its defaults and
 * `false` to remove it; for one that only XMP can carry nothing is valid.
 */
export function valueSchema(tool: Tool): JsonSchema {
  const described = { description: describe(tool), ...(tool.default !== null && { default: tool.default }) };
  const shape = shapeOf(tool);
  const keyword = keywordOf(tool);
  return keyword === undefined
    ? { ...shape, ...described }
    : { anyOf: [shape, { const: keyword, description: 'Back to the default.' }], ...described };
}

/** The word that stands for a default whose number only the file or the host knows. */
export function keywordOf(tool: Tool): string | undefined {
  const numeric = tool.type === 'int' || tool.type === 'float' || tool.xmp.form === 'code';
  return numeric && typeof tool.default === 'string' ? tool.default : undefined;
}

function shapeOf(tool: Tool): JsonSchema {
  switch (tool.type) {
    case 'int':
      return { type: 'integer', minimum: tool.min!, maximum: tool.max! };
    case 'float':
      return { type: 'number', minimum: tool.min!, maximum: tool.max! };
    case 'bool':
      return { type: 'boolean' };
    case 'enum': {
      const values = (tool.choices ?? []).map((choice) => choice.value);
      if (tool.open !== true) return { enum: values };
      return { type: 'string', minLength: 1, maxLength: openNameLengthMax, examples: values };
    }
    case 'curve':
      return {
        type: 'array',
        minItems: 2,
        maxItems: curvePointsMax,
        items: { type: 'array', minItems: 2, maxItems: 2, items: { type: 'integer', minimum: 0, maximum: 255 } },
      };
    case 'struct':
      return structShape(tool);
  }
}

function structShape(tool: Tool): JsonSchema {
  if (tool.shape !== undefined) return listSchema(tool.shape);
  if (tool.fields === undefined) return { not: {} };
  const fields = tool.fields.map((name) => [name, valueSchema(findTool(name)!)] as const);
  return {
    anyOf: [
      { type: 'object', properties: Object.fromEntries(fields), additionalProperties: false },
      { type: 'boolean', description: 'true = with the defaults of all fields, false = remove it.' },
    ],
  };
}

function listSchema(shape: ListShape): JsonSchema {
  const row = rowSchema(shape.row);
  return shape.kind === 'row' ? row : { type: 'array', minItems: shape.rowsMin, maxItems: shape.rowsMax, items: row };
}

function rowSchema({ columns, required, decimals }: RowShape): JsonSchema {
  return {
    type: 'array',
    minItems: required,
    maxItems: columns.length,
    items: {
      type: decimals === 0 ? 'integer' : 'number',
      minimum: Math.min(...columns.map(({ min }) => min)),
      maximum: Math.max(...columns.map(({ max }) => max)),
    },
  };
}

function describe(tool: Tool): string {
  if (tool.type === 'curve')
    return 'Points [x, y] with strictly rising x; outside the first and last the end value holds.';
  if (tool.shape !== undefined) return describeList(tool.shape);
  const labels = (tool.choices ?? []).filter((choice) => String(choice.value) !== choice.label);
  if (labels.length > 0) return labels.map((choice) => `${choice.value} = ${choice.label}`).join(', ');
  return tool.unit.replace(/ ?\[xmp=[^\]]*\]/, '');
}

/** `[x, y, radius?]`: the form of a list in words. */
export function describeList({ kind, row }: ListShape): string {
  const names = [...new Set(row.columns.map(({ name }) => name))];
  const optional = names.slice(row.required);
  const list = `[${names.slice(0, row.required).join(', ')}${optional.map((name) => `, ${name}?`).join('')}]`;
  const rising = row.rising === true ? ', rising' : '';
  return kind === 'row' ? `${list}${rising}.` : `A list of ${list}${rising}.`;
}

/** One callable function as language models are told of it. */
export interface FunctionSchema {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonSchema;
}

/**
 * The policy's tool schema: one function per tool with the argument `value` and, for local tools, `target`. Pass the
 * tools that may be called; what only XMP can carry never may.
 */
export function toolSchema(callable: readonly Tool[] = tools): FunctionSchema[] {
  return callable
    .filter((tool) => tool.place !== 'carried')
    .map((tool) => {
      const target = targetSchema(tool);
      return {
        name: tool.name,
        description: tool.whatItDoes,
        parameters: {
          type: 'object',
          properties: { value: valueSchema(tool), ...(target !== undefined && { target }) },
          required: target === undefined ? ['value'] : ['value', 'target'],
          additionalProperties: false,
        },
      };
    });
}

/** What a call of the tool names beside its value; undefined for tools of the whole photo. */
export function targetSchema(tool: Tool): JsonSchema | undefined {
  const words = targetWords(tool);
  return words === undefined
    ? undefined
    : { type: 'string', minLength: 1, maxLength: limits.maskNameLengthChars, description: words };
}

function targetWords({ place, group }: Tool): string | undefined {
  switch (place) {
    case 'photo':
    case 'carried':
      return undefined;
    case 'swatch':
      return 'Number of the swatch, from 1.';
    case 'swatches':
      return group === 'point-color' ? 'Number of the swatch, from 1.' : 'Name or id of the correction.';
    case 'area':
    case 'areas':
      return 'Number of the retouched place, from 1.';
    case 'masks':
      return 'Name or id of the correction whose selection it joins; a new name makes a new correction.';
    case 'correction':
    case 'mask':
    case 'stroke':
      return 'Name or id of the correction.';
  }
}
