/** Schemas as tables that unfold. */
import { escapeHtml } from '../page.ts';
import { nameOfRef } from './document.ts';
import type { Schema } from './document.ts';

/** Deeper ones are reached by their name. */
const depthMax = 5;

/** The properties of a schema, or what it is when it has none. */
export function schemaHtml(schema: Schema, depth = 0): string {
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length > 0) {
    const rows = properties.map(([name, one]) =>
      propertyHtml(name, one, schema.required?.includes(name) === true, depth),
    );
    return `<dl class="fields">${rows.join('')}</dl>`;
  }
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  const shown = choices.filter((choice) => choice.properties !== undefined || choice.$ref !== undefined);
  if (shown.length > 0 && depth < depthMax) {
    const word = schema.allOf === undefined ? 'one of' : 'all of';
    const parts = shown.map((choice) => `<li>${typeHtml(choice)}${nestedHtml(choice, depth)}</li>`);
    return `<p class="kind">${word}</p><ul class="choices">${parts.join('')}</ul>`;
  }
  return `<p class="kind">${typeHtml(schema)} ${boundsHtml(schema)}</p>`;
}

function propertyHtml(name: string, schema: Schema, isRequired: boolean, depth: number): string {
  const need = isRequired ? '<span class="need">required</span>' : '';
  return `<div class="field"><dt><code>${escapeHtml(name)}</code> <span class="type">${typeHtml(schema)}</span> ${need}</dt>
<dd>${textHtml(schema.description ?? '')} ${boundsHtml(schema)}${nestedHtml(schema, depth)}</dd></div>`;
}

/** What is inside, folded up; nothing where the name leads to it. */
function nestedHtml(schema: Schema, depth: number): string {
  if (depth >= depthMax) return '';
  const inner = [schema, schema.items, ...(schema.anyOf ?? schema.oneOf ?? [])].find(
    (one) => one?.properties !== undefined && Object.keys(one.properties).length > 0,
  );
  if (inner === undefined) return '';
  return `<details><summary>fields</summary>${schemaHtml(inner, depth + 1)}</details>`;
}

/** `string`, `Photo[]`, `integer or null`. */
export function typeHtml(schema: Schema): string {
  if (schema.$ref !== undefined) {
    const name = nameOfRef(schema.$ref);
    return `<a href="#schema-${escapeHtml(name)}">${escapeHtml(name.replace(/Input$/, ''))}</a>`;
  }
  if (schema.const !== undefined) return `<code>${escapeHtml(JSON.stringify(schema.const))}</code>`;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return [...new Set(choices.map(typeHtml))].join(' or ');
  if (schema.items !== undefined) return `${typeHtml(schema.items)}[]`;
  const type = Array.isArray(schema.type) ? schema.type.join(' or ') : (schema.type ?? 'any');
  return escapeHtml(schema.format === 'binary' ? 'bytes' : schema.format === undefined ? String(type) : schema.format);
}

/** Range, length, choices and default. */
export function boundsHtml(schema: Schema): string {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = schema;
  const parts = [
    rangeText(minimum, maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum, ''),
    rangeText(minLength, maxLength, ' characters'),
    rangeText(minItems, maxItems, ' entries'),
  ].filter((part) => part !== '');
  const range = parts.length === 0 ? '' : `<span class="bound">${escapeHtml(parts.join(', '))}</span> `;
  const choices = (schema.enum ?? []).map((one) => `<code>${escapeHtml(String(one))}</code>`).join(' ');
  const fallback = schema.default;
  const isPlain = fallback !== undefined && JSON.stringify(fallback).length <= 60;
  return `${range}${choices}${isPlain ? ` <span class="bound">default <code>${escapeHtml(JSON.stringify(fallback))}</code></span>` : ''}`;
}

function rangeText(least: number | undefined, most: number | undefined, unit: string): string {
  const low = least === undefined || least === Number.MIN_SAFE_INTEGER ? undefined : least.toLocaleString('en');
  const high = most?.toLocaleString('en');
  if (low !== undefined && high !== undefined) return low === high ? `${low}${unit}` : `${low} to ${high}${unit}`;
  if (low !== undefined) return low === '0' ? '' : `at least ${low}${unit}`;
  return high === undefined ? '' : `at most ${high}${unit}`;
}

/** Plain text with `code` in it. */
export function textHtml(text: string): string {
  return escapeHtml(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}
