import { keywordOf, valueSchema, type JsonSchema, type Tool } from '@safelight/catalogue';

/** Long enough for one clause; two hundred tools share a context with the pictures. */
const descriptionLengthMax = 72;

/**
 * The catalogue's schema of a tool's value in few tokens: ranges and choices stay, prose becomes one clause, and a
 * default is told where it is not 0. Whatever a model sends is checked against the full schema.
 */
export function brief(tool: Tool): JsonSchema {
  const description = clauseOf(tool);
  const start = typeof tool.default === 'number' && tool.default !== 0 ? { default: tool.default } : {};
  return { ...shapeOf(tool), ...(description === '' ? {} : { description }), ...start };
}

/** Without words of its own, and without the keyword for a default that only the file knows. */
function shapeOf(tool: Tool): JsonSchema {
  const full = valueSchema(tool);
  const [first] = full.anyOf ?? [];
  return withoutWords(keywordOf(tool) !== undefined && first !== undefined ? first : full);
}

const words: readonly string[] = ['description', 'default', 'examples'] satisfies (keyof JsonSchema)[];

function withoutWords({ items, anyOf, ...own }: JsonSchema): JsonSchema {
  return {
    ...Object.fromEntries(Object.entries(own).filter(([key]) => !words.includes(key))),
    ...(items === undefined ? {} : { items: withoutWords(items) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(withoutWords) }),
  };
}

function clauseOf(tool: Tool): string {
  const labels = (tool.choices ?? []).filter(({ value, label }) => String(value) !== label);
  if (labels.length > 0) return labels.map(({ value, label }) => `${value} = ${label}`).join(', ');
  const form = tool.shape === undefined && tool.type !== 'curve' ? '' : `${valueSchema(tool).description ?? ''} `;
  const unit = ['EV', 'K', 'deg'].find((name) => tool.unit.startsWith(name));
  const told = tool.whatItDoes.replace(/^(NON-)?RAW ONLY\. /, '').split(/(?<=[a-z0-9%)])[.;] | \((?:ACR|LrC)/)[0]!;
  const clause = told.length <= descriptionLengthMax ? told : cut(told);
  return `${form}${unit === undefined ? '' : `${unit}. `}${clause.replace(/\.$/, '')}`;
}

/** At the last clause that ends within the limit, else at the last word. */
function cut(told: string): string {
  const start = told.slice(0, descriptionLengthMax);
  const clause = Math.max(...[', ', ': ', ' (', '; '].map((mark) => start.lastIndexOf(mark)));
  return start.slice(0, clause > descriptionLengthMax / 2 ? clause : start.lastIndexOf(' '));
}
