import { settingTools } from './catalogue.ts';
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

/** Schema of the tool's value in panel units. A structure has no value that a call could carry: nothing is valid. */
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
      return { not: {} };
  }
}

function describe(tool: Tool): string {
  if (tool.type === 'curve')
    return 'Points [x, y] with strictly rising x; outside the first and last the end value holds.';
  const labels = (tool.choices ?? []).filter((choice) => String(choice.value) !== choice.label);
  if (labels.length > 0) return labels.map((choice) => `${choice.value} = ${choice.label}`).join(', ');
  return tool.unit.replace(/ ?\[xmp=[^\]]*\]/, '');
}

/** One callable function as language models are told of it. */
export interface FunctionSchema {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonSchema;
}

/** The policy's tool schema: one function per tool with the one argument `value`. Pass the tools that may be called. */
export function toolSchema(callable: readonly Tool[] = settingTools): FunctionSchema[] {
  return callable.map((tool) => ({
    name: tool.name,
    description: tool.whatItDoes,
    parameters: {
      type: 'object',
      properties: { value: valueSchema(tool) },
      required: ['value'],
      additionalProperties: false,
    },
  }));
}
